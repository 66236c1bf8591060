/** How jobs and steps are put into words, the same in the trees, the status bar and the Job page. */
import type { LiveProgress } from '../../jobs/progress.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { undecidedStep } from '../../jobs/work/operator.ts';
import type { Serial } from '../../panos/serial.ts';
import type { JobEnding } from '../../workflow/journalRecord.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { isHeld } from './pausedJobs.ts';
import { duration } from './quantities.ts';

/**
 * A step as people see it: one that its job never came to is not pending any more, and of one that was sent when its job
 * was stopped nobody is asked, but nobody saw the end either.
 */
export type ShownStep = Omit<StepState, 'state'> & {
  readonly state: StepState['state'] | 'not_reached' | 'end_not_seen';
};

/** `fw-branch-01`, or `fw-hq-1 + fw-hq-2` for a job on several devices. */
export function jobDevices(job: Job): string {
  return job.runs.map(({ hostname, serial }) => (hostname === '' ? serial : hostname)).join(' + ');
}

/** Of one device of a job. */
export function hostnameOf(job: Pick<Job, 'runs'>, serial: Serial): string {
  const name = job.runs.find((run) => run.serial === serial)?.hostname ?? '';
  return name === '' ? serial : name;
}

/** `Upgrade to 11.1.4-h7`, `Download images to 11.1.4-h7`, `Delete 9.1.13`, `Dry run of the upgrade to 11.1.4-h7`; without a version before the plan is fixed. */
export function jobAim(job: Job): string {
  const target = job.runs[0]?.path.at(-1);
  if (job.type === 'download_only') {
    return target === undefined ? 'Download images' : `Download images to ${target}`;
  }
  if (job.type === 'make_room') return `Delete ${job.room?.versions.join(', ') ?? 'old images'}`;
  const upgrade = target === undefined ? 'Upgrade' : `Upgrade to ${target}`;
  return job.dryRun ? `Dry run: ${upgrade.toLowerCase()}` : upgrade;
}

/** The ways to end without success, which jobs and steps share. */
export type OtherEnding = Exclude<JobEnding, 'completed'>;

const endingWords: Readonly<Record<OtherEnding, string>> = {
  skipped: 'Skipped',
  failed: 'Failed',
  cancelled: 'Cancelled',
  needs_operator: 'Needs an operator',
};

/** It ended because somebody took its devices, who has to see to them now. */
export function isHandedOver({ handedOverTo, status }: Pick<Job, 'handedOverTo' | 'status'>): boolean {
  return handedOverTo !== null && status === 'cancelled';
}

export function jobStatusWord(job: Job): string {
  if (isHandedOver(job)) return 'Handed over';
  if (job.handedOverTo !== null && isOpen(job)) return 'Handing over';
  if (isOpen(job) && job.cancelRequested) return 'Cancelling';
  switch (job.status) {
    case 'queued':
      return 'Queued';
    case 'active':
      return 'Active';
    case 'completed':
      return 'Completed';
    case 'skipped':
    case 'failed':
    case 'cancelled':
    case 'needs_operator':
      return endingWords[job.status];
  }
}

export function stepStatusWord(step: ShownStep): string {
  switch (step.state) {
    case 'pending':
      return 'Pending';
    case 'not_reached':
      return 'Not carried out';
    case 'end_not_seen':
      return 'End not seen';
    case 'running':
      return 'Running';
    case 'done':
      return 'Done';
    case 'skipped':
    case 'failed':
    case 'cancelled':
    case 'needs_operator':
      return endingWords[step.state];
  }
}

/**
 * A step that was under way when its job ended did not get to its own end: it is shown as the job is. A job that waits for
 * somebody goes on: what comes next is still to come.
 */
export function shownStep(job: Job, step: StepState): ShownStep {
  if (isOpen(job)) return step;
  if (step.state === 'pending')
    return undecidedStep(job) === undefined ? { ...step, state: 'not_reached' } : step;
  if (step.state !== 'running' || isTakenUpAgain(job, step)) return step;
  return { ...step, state: interruptedAs(job, step), endedAt: job.endedAt };
}

function interruptedAs({ status }: Job, { effect }: StepState): ShownStep['state'] {
  if (status !== 'cancelled') return status === 'failed' ? 'failed' : 'needs_operator';
  return (effect?.attempts ?? 0) > 0 ? 'end_not_seen' : 'cancelled';
}

/** After its job has ended: what it suspended is being taken back. */
function isTakenUpAgain({ endedAt }: Job, { startedAt }: StepState): boolean {
  return endedAt !== null && startedAt !== null && startedAt > endedAt;
}

/**
 * What an open job does right now: the running step's title, or its live message where it says more; empty when
 * there is nothing to say.
 * @param paused whether the engine is
 */
export function jobNow(job: Job, live: LiveProgress | null, paused: boolean): string {
  if (isHeld(job, paused)) return 'held: the engine is paused';
  const running = job.steps.find(({ state }) => state === 'running');
  if (running === undefined) return '';
  return live !== null && live.stepId === running.id && live.message !== '' ? liveWords(live) : running.title;
}

/** What a step says of itself while it runs; it stands at the beginning of a line, as the titles of steps do. */
export function liveWords({ message }: LiveProgress): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** How long a step took, or has been running; null before it began. */
export function stepDuration(step: ShownStep, now: number): string | null {
  return step.startedAt === null ? null : duration((step.endedAt ?? now) - step.startedAt);
}
