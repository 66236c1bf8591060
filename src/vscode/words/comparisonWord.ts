/** The verdict of a comparison in a few words. */
import type { Job } from '../../jobs/job.ts';
import { isCompared } from '../../jobs/outcome/jobComparison.ts';
import { jobTrouble } from '../../jobs/jobTrouble.ts';

/** A job that is complete although the comparison of its last hop was outside the margins. */
export function isOutsideTheMargins(job: Job): boolean {
  return job.status === 'completed' && jobTrouble(job)?.code === 'outside_the_margins';
}

/** As the job judged the hop. */
export function comparisonWord({ steps }: Pick<Job, 'steps'>, hop: number): string {
  const passed = steps.find((step) => step.hop === hop && isCompared(step))?.facts['passed'];
  if (passed === true) return 'within the margins';
  return passed === false ? 'outside the margins' : 'not everything could be compared';
}
