/**
 * Which members of a pair this job has taken out of it. Every way out of a job makes them functional again, or says
 * plainly that it could not.
 */
import { stepOf, type StepState } from '../stepState.ts';

/** A suspension that may have reached the device; one that is proven not to have happened does not count. */
function mayBeSuspended(steps: readonly StepState[], { serial, hop }: StepState): boolean {
  const effect = stepOf(steps, { serial, hop }, 'suspend')?.effect ?? null;
  return effect !== null && effect.attempts > 0 && effect.phase !== 'not_happened';
}

/** The steps that take back what this job has suspended, ended or not. */
export function restorations(steps: readonly StepState[]): readonly StepState[] {
  return steps.filter((step) => step.kind === 'make_functional' && mayBeSuspended(steps, step));
}

/** True while the pair has to do without a member because of us: no time to wait for anybody. */
export function isMemberSuspended(steps: readonly StepState[]): boolean {
  return restorations(steps).some(({ state }) => state === 'pending' || state === 'running');
}
