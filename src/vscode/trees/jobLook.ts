/** How jobs and their steps look in the Jobs view. */
import type { Wait } from '../../jobs/hopTurn.ts';
import type { LiveProgress } from '../../jobs/progress.ts';
import type { Job } from '../../jobs/job.ts';
import { isOutsideTheMargins } from '../words/comparisonWord.ts';
import { failureCause } from '../words/failureCause.ts';
import { waitsWords } from '../words/waitWords.ts';
import { WAITS_OFFLINE } from '../words/contactWords.ts';
import { isHeld } from '../words/pausedJobs.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { suspendedSentence } from '../words/suspendedWords.ts';
import type { Hop } from '../words/hops.ts';
import {
  jobAim,
  jobDevices,
  jobNow,
  jobStatusWord,
  liveWords,
  type OtherEnding,
  type ShownStep,
  shownStep,
  stepDuration,
  stepStatusWord,
} from '../words/jobTexts.ts';
import { jobCapabilities } from './capabilities.ts';
import type { Icon, Look } from './look.ts';

export interface JobSituation {
  readonly live: LiveProgress | null;
  /** Of the whole job, 0 to 100. */
  readonly percent: number;
  /** Whether the engine is. */
  readonly paused: boolean;
  /** None of its devices can be seen. */
  readonly isOffline: boolean;
  /** What it waits for in its bulk. */
  readonly wait: Wait | null;
  /** How many jobs wait because of this one. */
  readonly waiting: number;
  /** Members that are still suspended because of this one. */
  readonly suspended: readonly SuspendedNow[];
}

export function jobLook(job: Job, situation: JobSituation): Look {
  const label = jobDevices(job);
  const description = jobDescription(job, situation);
  return {
    label,
    description,
    ...jobIcon(job, situation.paused || situation.wait !== null),
    spoken: `${label}, ${jobStatusWord(job)}, ${description}`,
    contextValue: jobCapabilities(job, situation.wait?.kind === 'held' || situation.waiting > 0),
  };
}

function jobDescription(job: Job, situation: JobSituation): string {
  const { live, percent, paused, isOffline, wait, suspended } = situation;
  const waitsOffline = isOffline && job.status === 'active' && !isHeld(job, paused);
  const now = waitsOffline ? WAITS_OFFLINE : wait === null ? jobNow(job, live, paused) : waitsWords(wait);
  switch (job.status) {
    case 'queued':
      return now === '' ? jobAim(job) : now;
    case 'active': {
      const start = job.cancelRequested ? 'cancelling' : `${Math.floor(percent)} %`;
      return now === '' ? start : `${start} · ${now}`;
    }
    default:
      return [suspendedSentence(suspended), failureCause(job) ?? '', job.message ?? jobStatusWord(job)]
        .filter((part) => part !== '')
        .join(' · ');
  }
}

/** The ways to end without success, which jobs and steps share. */
const endingIcons: Readonly<Record<OtherEnding, Icon>> = {
  skipped: { icon: 'debug-step-over', color: 'testing.iconSkipped' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
  cancelled: { icon: 'circle-slash', color: 'testing.iconSkipped' },
  needs_operator: { icon: 'warning', color: 'list.warningForeground' },
};

/** @param waits whether the engine is paused, or another job holds its bulk */
export function jobIcon(job: Job, waits: boolean): Icon {
  if (isHeld(job, waits)) return { icon: 'debug-pause', color: null };
  switch (job.status) {
    case 'queued':
      return { icon: 'clock', color: null };
    case 'active':
      return { icon: 'sync~spin', color: 'charts.blue' };
    case 'completed':
      if (isOutsideTheMargins(job)) return endingIcons.needs_operator;
      return { icon: job.dryRun ? 'checklist' : 'pass-filled', color: 'charts.green' };
    case 'skipped':
    case 'failed':
    case 'cancelled':
    case 'needs_operator':
      return endingIcons[job.status];
  }
}

export function hopLook(job: Job, { title, steps }: Hop): Look {
  const shown = steps.map((step) => shownStep(job, step));
  const ended = shown.filter(({ state }) => state === 'done' || state === 'skipped');
  const decisive =
    shown.find((step) => !ended.includes(step)) ?? shown.findLast(({ state }) => state === 'done');
  const description = `${ended.length} of ${steps.length} steps`;
  return {
    label: title,
    description,
    ...stepIcon(decisive?.state ?? 'skipped'),
    spoken: `${title}, ${decisive === undefined ? 'Skipped' : stepStatusWord(decisive)}, ${description}`,
    contextValue: 'hop hasJob',
  };
}

/** @param now the engine's clock, for the duration of a running step */
export function stepLook(step: ShownStep, live: LiveProgress | null, now: number): Look {
  const description = stepDescription(step, live, now);
  return {
    label: step.title,
    description,
    ...stepIcon(step.state),
    spoken: `${step.title}, ${stepStatusWord(step)}, ${description}`,
    contextValue: 'step hasJob',
  };
}

function stepDescription(step: ShownStep, live: LiveProgress | null, now: number): string {
  if (step.state === 'not_reached') return 'not carried out';
  const took = stepDuration(step, now) ?? '';
  const message = step.state === 'running' && live?.stepId === step.id ? liveWords(live) : '';
  return [message, took].filter((part) => part !== '').join(' · ');
}

function stepIcon(state: ShownStep['state']): Icon {
  switch (state) {
    case 'pending':
      return { icon: 'circle-outline', color: 'disabledForeground' };
    case 'running':
      return { icon: 'sync~spin', color: 'charts.blue' };
    case 'not_reached':
      return { icon: 'circle-slash', color: 'disabledForeground' };
    case 'done':
      return { icon: 'pass', color: 'charts.green' };
    case 'skipped':
    case 'failed':
    case 'cancelled':
    case 'needs_operator':
      return endingIcons[state];
    case 'end_not_seen':
      return endingIcons.needs_operator;
  }
}
