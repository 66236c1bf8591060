/** What helps with a job that has ended: the same buttons on its notification and on its page. */
import { isRetryable } from '../../jobs/submission/bulkSubmission.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { comparedHops } from '../../jobs/outcome/jobComparison.ts';
import { undecidedStep } from '../../jobs/work/operator.ts';
import { type ErrorAction, errorActions } from './buttons.ts';
import { troubleActions, troubles } from './troubleHelp.ts';

/** An upgrade whose comparison is outside the margins is complete, and somebody must know. */
export function isTrouble({ status, message }: Pick<Job, 'status' | 'message'>): boolean {
  if (status === 'completed') return troubles.outside_the_margins.words.test(message ?? '');
  return status === 'failed' || status === 'needs_operator' || status === 'skipped';
}

/** Without *Show Job*, which is of no help on its page. Of a dry run, which changed nothing, nothing is tried again. */
export function jobActions(job: Job): readonly ErrorAction[] {
  if (isOpen(job)) return [];
  const again = job.type === 'download_only' ? errorActions.retryDownload : errorActions.retryJob;
  // Trouble with the connection is told anew, with its own buttons, by testing it.
  const help = isTrouble(job) ? (troubleActions(job.message ?? '') ?? [errorActions.testConnection]) : [];
  return [
    ...(undecidedStep(job) === undefined ? [] : [errorActions.decideStep]),
    ...(isRetryable(job) ? [again] : []),
    ...(isTrouble(job) && comparedHops(job).length > 0 ? [errorActions.showComparison] : []),
    ...help.filter(({ title }) => title !== errorActions.showJob.title),
  ];
}
