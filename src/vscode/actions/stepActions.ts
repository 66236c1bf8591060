/** What more there is to see of a step, on the Job page. */
import { isCompared, partsOfStep } from '../../jobs/outcome/jobComparison.ts';
import type { Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { hostnameOf } from '../words/jobTexts.ts';
import { type Button, buttons } from './buttons.ts';

export function stepActions(job: Pick<Job, 'id' | 'runs' | 'steps'>, step: StepState): readonly Button[] {
  if (!isCompared(step)) return [];
  const { command } = buttons.showComparison;
  return partsOfStep(job.steps, step).map((part) => ({
    // No other step has it, and no action of the job.
    id: [step.id, 'comparison', ...(part.member === null ? [] : [part.member])].join('.'),
    title: part.member === null ? 'Show Comparison' : `Show Comparison of ${hostnameOf(job, part.member)}`,
    command,
    // Without dots: it is known which one, so nothing is asked.
    argument: { jobId: job.id, ...part },
  }));
}
