/** What state a job leaves its devices in when somebody takes them over in the middle of the work: for that person. */
import { restorations } from '../../workflow/pair/suspendedByUs.ts';
import { stepOf, type StepState } from '../../workflow/stepState.ts';
import type { Job, Run } from '../job.ts';

/** The end of a job that was handed over. */
export function stateLeft(job: Job): string {
  return `Handed over to ${job.handedOverTo ?? 'somebody'}: nothing more is sent. ${knownState(job)}`;
}

/** By what the journal holds; the devices are not asked, because they are somebody else's from now on. */
export function knownState(job: Job): string {
  return job.runs.map((run) => stateOf(job, run)).join(' ');
}

function stateOf(job: Job, run: Run): string {
  const own = job.steps.filter(({ serial }) => serial === run.serial);
  const says = [
    run.currentVersion === null ? null : `ran ${run.currentVersion} when it was last proved`,
    ...own.map((step) => underWay(step)),
    ...own.map((step) => waitsForRestart(job.steps, step)),
    ...restorations(own).map((step) => (step.state === 'done' ? null : 'was suspended by this job')),
  ].filter((part) => part !== null);
  return says.length === 0 ? `${run.hostname}: untouched.` : `${run.hostname}: ${says.join('; ')}.`;
}

function underWay({ title, state, effect }: StepState): string | null {
  if ((state !== 'running' && state !== 'needs_operator') || effect === null) return null;
  switch (effect.phase) {
    case 'intended':
      return `"${title}" may have been sent`;
    case 'issued':
    case 'adopted': {
      const job = effect.deviceJob === null ? '' : ` as job ${effect.deviceJob} of the device`;
      return `"${title}" was sent${job} and may still be under way`;
    }
    case 'not_happened':
    case 'done':
    case 'failed':
      return null;
  }
}

function waitsForRestart(steps: readonly StepState[], step: StepState): string | null {
  if (step.kind !== 'install' || step.state !== 'done') return null;
  const restart = stepOf(steps, step, 'restart')?.effect ?? null;
  return restart === null || restart.phase === 'not_happened'
    ? `${step.version} is installed and waits for a restart`
    : null;
}
