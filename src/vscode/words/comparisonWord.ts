/** The verdict of a comparison in a few words. */
import type { Job } from '../../jobs/job.ts';
import { type ComparedPart, isCompared } from '../../jobs/outcome/jobComparison.ts';
import { jobTrouble } from '../../jobs/jobTrouble.ts';
import { passedFact } from '../../workflow/steps/compareHop.ts';

/** A job that is complete although the comparison of its last hop was outside the margins. */
export function isOutsideTheMargins(job: Job): boolean {
  return job.status === 'completed' && jobTrouble(job)?.code === 'outside_the_margins';
}

/** As the job judged the hop. */
export function comparisonWord({ steps }: Pick<Job, 'steps'>, { hop, member }: ComparedPart): string {
  const passed = steps.find((step) => step.hop === hop && isCompared(step))?.facts[passedFact(member)];
  if (passed === true) return 'within the margins';
  return passed === false ? 'outside the margins' : 'not everything could be compared';
}
