/** Where a cancel that is asked for at this moment would stop the steps of a job, and what they would have done by then. */
import { isMemberSuspended, restorations } from '../pair/suspendedByUs.ts';
import { isSent, type StepState } from '../stepState.ts';
import { isThrough } from './runSteps.ts';
import { stepRules } from './stepRules.ts';

export interface AfterCancel {
  /** As they would stand at the end, if all that is under way ends well. */
  readonly steps: readonly StepState[];
  /** Nothing is left that could be stopped: the job is completed all the same. */
  readonly isThrough: boolean;
}

/** By the rules by which runSteps stops. @param now by the engine's clock. */
export function afterCancel(steps: readonly StepState[], now: number): AfterCancel {
  const stop = steps.findIndex((step) => !isThrough(step) && !isCarriedOn(step));
  const carried = steps.map((step, index) => (stop === -1 || index < stop ? ended(step, now) : step));
  const isBack = isMemberSuspended(carried) ? new Set(restorations(carried).map(({ id }) => id)) : new Set();
  const restored = carried.map((step) => (isBack.has(step.id) ? ended(step, now) : step));
  return { steps: restored, isThrough: steps.length > 0 && stop === -1 };
}

/** What has been sent is seen to its end. */
function isCarriedOn(step: StepState): boolean {
  const { stops } = stepRules[step.kind];
  return stops === 'never' || (stops === 'before' && isSent(step));
}

function ended(step: StepState, now: number): StepState {
  if (step.state !== 'pending' && step.state !== 'running') return step;
  return { ...step, state: 'done', endedAt: now, effect: step.effect && { ...step.effect, phase: 'done' } };
}
