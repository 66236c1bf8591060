/** A job as its page shows it. */
import type {
  DecisionView,
  Fact,
  JobView,
  PathStop,
  Status,
  StepView,
} from '../../../../webview-ui/protocol.ts';
import { isReadyForInstall } from '../../../jobs/outcome/downloadMessage.ts';
import { isOpen, type Job, type Run, wayOf } from '../../../jobs/job.ts';
import { canHandOver, undecidedStep } from '../../../jobs/work/operator.ts';
import { jobProgress, type LiveProgress } from '../../../jobs/progress.ts';
import type { DeviceLeft } from '../../../jobs/left/leftNow.ts';
import { leftWarnings } from '../../../jobs/left/stateWords.ts';
import { counted } from '../../words/quantities.ts';
import { type Button, buttons } from '../../actions/buttons.ts';
import { isHeld } from '../../words/pausedJobs.ts';
import { waitsFor } from '../../words/waitWords.ts';
import { endingSentence, shortHashes, withoutNames } from '../../actions/endingTexts.ts';
import { hopTitle } from '../../words/hops.ts';
import {
  hostnameOf,
  jobAim,
  jobDevices,
  jobNow,
  jobStatusWord,
  liveWords,
  type ShownStep,
  shownStep,
  stepDuration,
  stepStatusWord,
} from '../../words/jobTexts.ts';
import { jobActions } from '../../actions/jobActions.ts';
import { choicesOf, evidenceOf } from '../../words/operatorTexts.ts';
import { stepActions } from '../../actions/stepActions.ts';
import { stepFacts } from '../../words/stepFacts.ts';
import type { Wait } from '../../../jobs/hopTurn.ts';
import type { SuspendedNow } from '../../../jobs/outcome/suspendedNow.ts';
import { lastSeenWords } from '../../words/lastSeenWords.ts';
import { restoredWords, suspendedSentence } from '../../words/suspendedWords.ts';
import type { StepState } from '../../../workflow/stepState.ts';
import type { TimeWords } from '../../engine/times.ts';

/** What a job's page shows besides what is written down of the job. */
export interface JobMoment {
  readonly live: LiveProgress | null;
  /** Whether the engine is. */
  readonly paused: boolean;
  /** The engine's clock. */
  readonly now: number;
  readonly time: TimeWords;
  /** What it waits for in its bulk, and the same in words. */
  readonly wait: Wait | null;
  readonly waits: string;
  /** How many jobs wait because of this one. */
  readonly waiting: number;
  /** The job by which this one is tried again, where it is. */
  readonly retriedBy?: Job | null;
  /** Members that are still suspended because of this one. */
  readonly suspended: readonly SuspendedNow[];
  /** What it has left on its devices, as it is now. */
  readonly left: readonly DeviceLeft[];
  /** What cancelling it now would do; null where it has ended. */
  readonly consequence: string | null;
  /** What keeps the engine from its devices, in sentences; empty where nothing does. */
  readonly contact: string;
}

export function jobView(job: Job, moment: JobMoment): JobView {
  const { live, paused, time, wait, waiting } = moment;
  return {
    id: job.id,
    devices: jobDevices(job),
    aim: `${jobAim(job)}${atTarget(job)}`,
    path: pathStops(job),
    status: statusOf(job.status),
    statusWord: jobStatusWord(job),
    percent: jobProgress(job, live),
    message: [
      moment.contact,
      headline(job) ?? nowWords(job, moment),
      lastSeenWords(job, time),
      suspensionWords(job, moment),
      waitingWords(waiting),
      retriedWords(moment.retriedBy ?? null),
    ]
      .filter((part) => part !== '')
      .join(' '),
    isHeld: wait === null && isHeld(job, paused),
    facts: [...leftFacts(moment.left), ...jobFacts(job, time)],
    steps: job.steps.map((step) => stepView(job, step, moment)),
    canCancel: isOpen(job) && !job.cancelRequested,
    canHandOver: canHandOver(job),
    decision: decisionView(job, time),
    actions: pageActions(job, moment).map(({ id, title }) => ({
      id,
      label: title,
      // What lets others run into the same trouble does not call for being pressed.
      ...(id === buttons.letRestGoOn.id ? { isQuiet: true } : {}),
    })),
    consequence: consequence(job, moment),
  };
}

/** The page has buttons of its own for the log and for what is said of a step. */
export function pageActions(
  job: Job,
  { wait, waiting, retriedBy = null }: Pick<JobMoment, 'wait' | 'waiting' | 'retriedBy'>,
): readonly Button[] {
  const own: readonly string[] = [buttons.showLog.id, buttons.decideStep.id];
  return [
    ...(wait === null ? [] : [{ ...buttons.showAwaitedJob, argument: { jobId: waitsFor(wait).id } }]),
    ...jobActions(job, retriedBy).filter(({ id }) => !own.includes(id)),
    ...(waiting > 0 || wait?.kind === 'held' ? [buttons.letRestGoOn, buttons.cancelRest] : []),
  ];
}

function decisionView(job: Job, time: TimeWords): DecisionView | null {
  const step = undecidedStep(job);
  if (step === undefined) return null;
  return {
    stepId: step.id,
    title: job.runs.length > 1 ? step.title : `${step.title} on ${hostnameOf(job, step.serial)}`,
    message: stepMessage(job, step.message ?? ''),
    evidence: evidenceOf(step, time),
    choices: choicesOf(job, step),
  };
}

function nowWords(job: Job, { live, paused, wait, waits }: JobMoment): string {
  if (wait !== null) return waits;
  return isHeld(job, paused) ? 'Held: the engine is paused.' : jobNow(job, live, paused);
}

/** What is left of a suspension after the job has ended, or what has become of it. */
function suspensionWords(job: Job, { suspended, time }: JobMoment): string {
  const still = suspended.map((member) => {
    const next = member.nextAt === null ? '' : `; next at ${time(member.nextAt)}`;
    return `${suspendedSentence([member])}${next}.`;
  });
  return [...still, restoredWords(job, time)].filter((part) => part !== '').join(' ');
}

function retriedWords(by: Job | null): string {
  return by === null ? '' : `Tried again by ${by.id} (${jobStatusWord(by).toLowerCase()}).`;
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return '';
  return `The rest of its bulk is held: ${counted(waiting, 'job')} ${waiting === 1 ? 'waits' : 'wait'} for somebody to say how it goes on.`;
}

/** How it ended, in one sentence where a step says it in full; what is suspended has a sentence of its own. */
function headline(job: Job): string | null {
  const { message, status, steps } = job;
  if (message === null) return null;
  const isToldByStep = steps.some(({ state }) => state === 'failed' || state === 'needs_operator');
  return status !== 'completed' && isToldByStep
    ? endingSentence({ ...job, suspended: [] })
    : withoutNames(message, job);
}

function consequence({ cancelRequested }: Job, { consequence: text }: JobMoment): string {
  if (text === null) return '';
  return cancelRequested ? `Cancelling: ${text}` : `If you cancel now: ${text}`;
}

function pathStops(job: Job): PathStop[] {
  // Of a half upgraded pair the member that is behind has the whole path; both must have reached a version of it.
  const [run] = job.runs.toSorted((a, b) => wayOf(b).length - wayOf(a).length);
  if (run === undefined || run.startingVersion === null) return [];
  const versions = [run.startingVersion, ...wayOf(run)];
  const reached = Math.min(
    ...job.runs.map(({ currentVersion, startingVersion }) =>
      versions.lastIndexOf(currentVersion ?? startingVersion ?? ''),
    ),
  );
  return versions.map((version, index) => ({
    version,
    state: index <= reached ? 'reached' : index === reached + 1 && isOpen(job) ? 'next' : 'ahead',
  }));
}

/** Of a half upgraded pair which member has nothing left to do. */
function atTarget({ runs }: Job): string {
  const there = runs.filter((run) => run.path.length > 0 && wayOf(run).length === 0);
  return there.map((run) => ` · ${hostnameOf({ runs }, run.serial)} runs it already`).join('');
}

function leftFacts(left: readonly DeviceLeft[]): Fact[] {
  return left.map((one) => [`Left on ${one.hostname}`, leftWarnings(one).join(' ')]);
}

function jobFacts(job: Job, time: TimeWords): Fact[] {
  const several = job.runs.length > 1;
  const facts: (readonly [string, string | null])[] = [
    ['Job', job.id],
    ['Kind', jobKind(job)],
    ...job.runs.flatMap((run) => runFacts(run, several)),
    ['Asked for by', job.by],
    ['Asked for', time(job.createdAt)],
    ['Began', job.startedAt === null ? null : time(job.startedAt)],
    [
      undecidedStep(job) === undefined ? 'Ended' : 'Waits since',
      job.endedAt === null ? null : time(job.endedAt),
    ],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null);
}

function jobKind({ dryRun, type }: Job): string {
  if (type === 'download_only') return 'Download only: nothing is installed';
  if (type === 'make_room') return 'Make room: old images are deleted, nothing is installed';
  return dryRun ? 'Dry run: nothing on the device is changed' : 'Upgrade';
}

function runFacts(run: Run, several: boolean): (readonly [string, string | null])[] {
  const whose = several ? `${run.hostname}: ` : '';
  return [
    [`${whose}Serial`, run.serial],
    [`${whose}Address`, run.address],
    [`${whose}Runs now`, run.currentVersion ?? run.startingVersion],
    [`${whose}Ready for install`, readyWord(run)],
  ];
}

/** Null for an upgrade, and before it is known which images a download fetches. */
function readyWord(run: Run): string | null {
  if (run.images.length === 0) return null;
  return isReadyForInstall(run) ? 'Yes: every image of the path is on the device' : 'Not yet';
}

function stepView(job: Job, state: StepState, { live, now, time }: JobMoment): StepView {
  const step = shownStep(job, state);
  const running = step.state === 'running' && live?.stepId === step.id ? live : null;
  return {
    id: step.id,
    hop: hopTitle(job, state.hop),
    title: step.title,
    reason: step.reason,
    status: statusOf(step.state),
    statusWord: stepStatusWord(step),
    percent: running?.percent ?? null,
    message:
      step.message === null ? (running === null ? '' : liveWords(running)) : stepMessage(job, step.message),
    startedAt: step.startedAt === null ? '' : time(step.startedAt),
    duration: stepDuration(step, now) ?? '',
    facts: stepFacts(step, job),
    actions: stepActions(job, state).map(({ id, title }) => ({ id, label: title })),
  };
}

/** Checksums stand among the facts, in full. */
function stepMessage(job: Job, message: string): string {
  return shortHashes(withoutNames(message, job));
}

function statusOf(state: Job['status'] | ShownStep['state']): Status {
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
    case 'not_reached':
    case 'cancelled':
      return 'skipped';
    case 'failed':
      return 'bad';
    case 'needs_operator':
    case 'end_not_seen':
      return 'attention';
  }
}
