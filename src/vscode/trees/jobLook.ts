/** How jobs and their steps look in the Jobs view. */
import type { LiveProgress } from '../../jobs/progress.ts';
import type { Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { jobAim, jobDevices, jobNow, jobStatusWord, stepDuration, stepStatusWord } from '../jobTexts.ts';
import { jobCapabilities } from './capabilities.ts';
import type { Icon, Look } from './look.ts';

/** @param percent of the whole job, 0 to 100 */
export function jobLook(job: Job, live: LiveProgress | null, percent: number): Look {
  const label = jobDevices(job);
  const description = jobDescription(job, live, percent);
  return {
    label,
    description,
    ...jobIcon(job),
    spoken: `${label}, ${jobStatusWord(job)}, ${description}`,
    contextValue: jobCapabilities(job),
  };
}

function jobDescription(job: Job, live: LiveProgress | null, percent: number): string {
  switch (job.status) {
    case 'queued':
      return jobAim(job);
    case 'active': {
      const now = jobNow(job, live);
      const start = job.cancelRequested ? 'cancelling' : `${Math.floor(percent)} %`;
      return now === '' ? start : `${start} · ${now}`;
    }
    default:
      return job.message ?? jobStatusWord(job);
  }
}

export function jobIcon(job: Job): Icon {
  switch (job.status) {
    case 'queued':
      return { icon: 'clock', color: null };
    case 'active':
      return { icon: 'sync~spin', color: 'charts.blue' };
    case 'completed':
      return { icon: job.dryRun ? 'checklist' : 'pass-filled', color: 'testing.iconPassed' };
    case 'skipped':
      return { icon: 'debug-step-over', color: 'testing.iconSkipped' };
    case 'failed':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'cancelled':
      return { icon: 'circle-slash', color: 'testing.iconSkipped' };
    case 'needs_operator':
      return { icon: 'warning', color: 'list.warningForeground' };
  }
}

/** @param now the engine's clock, for the duration of a running step */
export function stepLook(step: StepState, live: LiveProgress | null, now: number): Look {
  const description = stepDescription(step, live, now);
  return {
    label: step.title,
    description,
    ...stepIcon(step),
    spoken: `${step.title}, ${stepStatusWord(step)}, ${description}`,
    contextValue: 'step hasJob',
  };
}

function stepDescription(step: StepState, live: LiveProgress | null, now: number): string {
  if (step.state === 'pending') return '';
  const took = stepDuration(step, now) ?? '';
  const message = step.state === 'running' && live?.stepId === step.id ? live.message : '';
  return [message, took].filter((part) => part !== '').join(' · ');
}

export function stepIcon(step: StepState): Icon {
  switch (step.state) {
    case 'pending':
      return { icon: 'circle-outline', color: 'disabledForeground' };
    case 'running':
      return { icon: 'sync~spin', color: 'charts.blue' };
    case 'done':
      return { icon: 'pass', color: 'testing.iconPassed' };
    case 'skipped':
      return { icon: 'debug-step-over', color: 'testing.iconSkipped' };
    case 'failed':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'cancelled':
      return { icon: 'circle-slash', color: 'testing.iconSkipped' };
    case 'needs_operator':
      return { icon: 'warning', color: 'list.warningForeground' };
  }
}
