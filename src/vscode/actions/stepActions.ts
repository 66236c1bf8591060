/** What more there is to see of a step, on the Job page. */
import { isCompared } from '../../jobs/outcome/jobComparison.ts';
import type { Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { type ErrorAction, errorActions } from './buttons.ts';

export interface StepAction extends ErrorAction {
  /** Different from those of all other steps, and from the titles of the job's own actions. */
  readonly id: string;
}

export function stepActions({ id: jobId }: Pick<Job, 'id'>, step: StepState): readonly StepAction[] {
  if (!isCompared(step)) return [];
  const { command } = errorActions.showComparison;
  // Without dots: the hop is known, so nothing is asked.
  const argument = { jobId, hop: step.hop };
  return [{ id: `${step.id}.comparison`, title: 'Show Comparison', command, argument }];
}
