/** What helps with a job that has ended: the same buttons on its notification and on its page. */
import { isRetryable } from '../../jobs/submission/bulkSubmission.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { comparedParts } from '../../jobs/outcome/jobComparison.ts';
import { jobTrouble } from '../../jobs/jobTrouble.ts';
import { undecidedStep } from '../../jobs/work/operator.ts';
import { type Button, buttons } from './buttons.ts';
import { troubleActions } from './troubleHelp.ts';

/** An upgrade whose comparison is outside the margins is complete, and somebody must know. */
export function isTrouble(job: Job): boolean {
  if (job.status === 'completed') return jobTrouble(job) !== null;
  return job.status === 'failed' || job.status === 'needs_operator' || job.status === 'skipped';
}

/** Without *Show Job*, which is of no help on its page. Of a dry run, which changed nothing, nothing is tried again. */
export function jobActions(job: Job): readonly Button[] {
  if (isOpen(job)) return [];
  const again = job.type === 'download_only' ? buttons.retryDownload : buttons.retryJob;
  const help = isTrouble(job) ? helpWith(job) : [];
  return [
    ...(undecidedStep(job) === undefined ? [] : [buttons.decideStep]),
    ...(isRetryable(job) ? [again] : []),
    ...(job.type === 'make_room' && job.status !== 'completed' ? [buttons.makeRoom] : []),
    ...(isTrouble(job) && comparedParts(job).length > 0 ? [buttons.showComparison] : []),
    ...help.filter(({ id }) => id !== buttons.showJob.id),
  ];
}

/** Where nothing is known, testing the connection tells anew, with buttons of its own. */
function helpWith(job: Job): readonly Button[] {
  const trouble = jobTrouble(job);
  return (trouble === null ? null : troubleActions(trouble)) ?? [buttons.testConnection];
}
