/** What helps with a job that has ended: the same buttons on its notification and on its page. */
import { isRetryable } from '../../jobs/submission/bulkSubmission.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { comparedParts } from '../../jobs/outcome/jobComparison.ts';
import { jobTrouble } from '../../jobs/jobTrouble.ts';
import { undecidedStep } from '../../jobs/work/operator.ts';
import type { Serial } from '../../panos/serial.ts';
import { type Button, buttons } from './buttons.ts';
import { isRetryLast, troubleActions } from './troubleHelp.ts';

/** An upgrade whose comparison is outside the margins is complete, and somebody must know. */
export function isTrouble(job: Job): boolean {
  if (job.status === 'completed') return jobTrouble(job) !== null;
  return job.status === 'failed' || job.status === 'needs_operator' || job.status === 'skipped';
}

/**
 * Without *Show Job*, which is of no help on its page. Of a dry run, which changed nothing, nothing is tried again.
 * @param retriedBy the job by which it is tried again; null where it is not.
 */
export function jobActions(job: Job, retriedBy: Job | null = null): readonly Button[] {
  if (isOpen(job)) return [];
  const help = isTrouble(job) ? helpWith(job).filter(({ id }) => id !== buttons.showJob.id) : [];
  const again = againActions(job, retriedBy);
  const isLast = isTrouble(job) && isRetryLast(jobTrouble(job));
  return [
    ...(undecidedStep(job) === undefined ? [] : [buttons.decideStep]),
    ...(isLast ? [] : again),
    ...(job.type === 'make_room' && job.status !== 'completed' ? [buttons.makeRoom] : []),
    ...(isTrouble(job) && comparedParts(job).length > 0 ? [buttons.showComparison] : []),
    ...help,
    ...(isLast ? again : []),
  ];
}

/** To try it again; of one that has been, to see how that goes. */
function againActions(job: Job, retriedBy: Job | null): readonly Button[] {
  if (retriedBy !== null) return [{ ...buttons.showNewJob, argument: { jobId: retriedBy.id } }];
  if (!isRetryable(job)) return [];
  return [job.type === 'download_only' ? buttons.retryDownload : buttons.retryJob];
}

/** The newest job by which this one is tried again; null where there is none. */
export function retryOf({ id }: Pick<Job, 'id'>, jobs: readonly Job[]): Job | null {
  return (
    jobs.filter((job) => job.retryOf === id).sort((one, other) => other.createdAt - one.createdAt)[0] ?? null
  );
}

/** What the buttons of a job are about. Of a pair that is the member whose step ended the job. */
export function aboutJob({ id, runs, steps }: Job): {
  readonly jobId: string;
  readonly serial: Serial | undefined;
} {
  const stopped = steps.find(({ state }) => state === 'failed' || state === 'needs_operator');
  return { jobId: id, serial: stopped?.serial ?? runs[0]?.serial };
}

/** Where nothing is known, testing the connection tells anew, with buttons of its own. */
function helpWith(job: Job): readonly Button[] {
  const trouble = jobTrouble(job);
  return (trouble === null ? null : troubleActions(trouble)) ?? [buttons.testConnection];
}
