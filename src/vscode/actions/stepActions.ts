/** What more there is to see of a step, on the Job page. */
import { isCompared } from '../../jobs/outcome/jobComparison.ts';
import type { Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { type Button, buttons } from './buttons.ts';

export function stepActions({ id: jobId }: Pick<Job, 'id'>, step: StepState): readonly Button[] {
  if (!isCompared(step)) return [];
  const { command } = buttons.showComparison;
  // Without dots: the hop is known, so nothing is asked.
  const argument = { jobId, hop: step.hop };
  // No other step has it, and no action of the job.
  return [{ id: `${step.id}.comparison`, title: 'Show Comparison', command, argument }];
}
