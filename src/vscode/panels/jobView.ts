/** A job as its page shows it. */
import type { Fact, JobView, PathStop, Status, StepView } from '../../../webview-ui/protocol.ts';
import { isOpen, type Job, type Run } from '../../jobs/job.ts';
import { jobProgress, type LiveProgress } from '../../jobs/progress.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { cancelConsequence } from '../cancelConsequence.ts';
import {
  jobAim,
  jobDevices,
  jobNow,
  jobStatusWord,
  shownStep,
  stepDuration,
  stepStatusWord,
} from '../jobTexts.ts';

/**
 * @param now the engine's clock
 * @param time puts a moment into words, in the user's language
 */
export function jobView(
  job: Job,
  live: LiveProgress | null,
  now: number,
  time: (at: number) => string,
): JobView {
  return {
    id: job.id,
    devices: jobDevices(job),
    aim: jobAim(job),
    path: pathStops(job),
    status: statusOf(job.status),
    statusWord: jobStatusWord(job),
    percent: jobProgress(job, live),
    message: job.message ?? jobNow(job, live),
    facts: jobFacts(job, time),
    steps: job.steps.map((step) =>
      stepView(shownStep(job, step), hopOf(job, step), live?.stepId === step.id ? live : null, now, time),
    ),
    cancelConsequence: job.cancelRequested ? null : cancelConsequence(job),
  };
}

function pathStops(job: Job): PathStop[] {
  const [run] = job.runs;
  if (run === undefined || run.startingVersion === null) return [];
  const versions = [run.startingVersion, ...run.path];
  const reached = versions.lastIndexOf(run.currentVersion ?? run.startingVersion);
  return versions.map((version, index) => ({
    version,
    state: index <= reached ? 'reached' : index === reached + 1 && isOpen(job) ? 'next' : 'ahead',
  }));
}

function jobFacts(job: Job, time: (at: number) => string): Fact[] {
  const several = job.runs.length > 1;
  const facts: (readonly [string, string | null])[] = [
    ['Job', job.id],
    ['Kind', job.dryRun ? 'Dry run: nothing on the device is changed' : 'Upgrade'],
    ...job.runs.flatMap((run) => runFacts(run, several)),
    ['Asked for by', job.by],
    ['Asked for', time(job.createdAt)],
    ['Began', job.startedAt === null ? null : time(job.startedAt)],
    ['Ended', job.endedAt === null ? null : time(job.endedAt)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null);
}

function runFacts(run: Run, several: boolean): (readonly [string, string | null])[] {
  const whose = several ? `${run.hostname}: ` : '';
  return [
    [`${whose}Serial`, run.serial],
    [`${whose}Address`, run.address],
    [`${whose}Runs now`, run.currentVersion ?? run.startingVersion],
  ];
}

function stepView(
  step: StepState,
  hop: string,
  live: LiveProgress | null,
  now: number,
  time: (at: number) => string,
): StepView {
  const isRunning = step.state === 'running';
  return {
    id: step.id,
    hop,
    title: step.title,
    reason: step.reason,
    status: statusOf(step.state),
    statusWord: stepStatusWord(step),
    percent: isRunning ? (live?.percent ?? null) : null,
    message: step.message ?? (isRunning ? (live?.message ?? '') : ''),
    startedAt: step.startedAt === null ? '' : time(step.startedAt),
    duration: stepDuration(step, now) ?? '',
    facts: stepFacts(step),
  };
}

/** `fromVersion` is the version of the hop's begin; where it leads is in the run's path. */
function hopOf(job: Job, step: StepState): string {
  const to = job.runs.find(({ serial }) => serial === step.serial)?.path[step.hop - 1];
  return to === undefined ? step.fromVersion : `${step.fromVersion} → ${to}`;
}

function stepFacts(step: StepState): Fact[] {
  const facts = Object.entries(step.facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]): Fact => [name, String(value)]);
  const deviceJob = step.effect?.deviceJob ?? null;
  return deviceJob === null ? facts : [['Job on the device', String(deviceJob)], ...facts];
}

function statusOf(state: Job['status'] | StepState['state']): Status {
  switch (state) {
    case 'queued':
    case 'pending':
      return 'waiting';
    case 'active':
    case 'running':
      return 'running';
    case 'completed':
    case 'done':
      return 'good';
    case 'skipped':
    case 'cancelled':
      return 'skipped';
    case 'failed':
      return 'bad';
    case 'needs_operator':
      return 'attention';
  }
}
