/** Bulks that are held: what has not begun of them waits because of what one of their jobs found, or because many failed. */
import type { BatchHold } from '../../jobs/batchHold.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import type { ReadableJobs } from '../../jobs/jobBook.ts';
import { isUpgraded } from '../../jobs/leftSuspended.ts';
import { namesOf } from '../../validation/namesOf.ts';
import { counted } from './quantities.ts';
import { jobDevices } from './jobTexts.ts';

type Jobs = Pick<ReadableJobs, 'all' | 'holdOf' | 'waitOf'>;

/** What holds the bulk of a job that waits because of it; null when nothing does. */
export function holdOfJob(job: Job, jobs: Pick<Jobs, 'waitOf'>): BatchHold | null {
  const wait = jobs.waitOf(job);
  return wait?.kind === 'held' ? wait.hold : null;
}

/** The cause as part of a sentence. */
export function causeWords({ holder, failed }: BatchHold): string {
  if (failed.length > 0) return `${counted(failed.length, 'job')} of its bulk failed`;
  const devices = jobDevices(holder);
  switch (holder.holdsBatch?.cause) {
    case 'pair_not_whole':
      return `the pair ${devices} was not whole again after a hop`;
    case 'not_in_step':
      return `the configuration of ${devices} is not in step`;
    case 'undecided':
      return `the pair ${devices} goes ahead and waits for somebody to say how it goes on`;
    case 'outside_the_margins':
    case undefined:
      return `${devices} is outside the margins`;
  }
}

/** What was found, in full: of each job that failed, one line. */
export function foundWords({ holder, failed }: BatchHold): string {
  if (failed.length === 0) return holder.holdsBatch?.found ?? '';
  return failed.map((job) => `${jobDevices(job)}: ${job.brief ?? job.message ?? job.status}`).join('\n');
}

/** What would hold the bulk again once it was let go on. */
export function nextHoldWords({ holder, failed }: BatchHold): string {
  if (failed.length > 0) return 'Failures are counted anew: as many more hold the bulk again.';
  const next =
    holder.holdsBatch?.cause === 'outside_the_margins'
      ? 'device that is outside the margins'
      : 'pair that is not whole';
  return `The next ${next} holds the bulk again.`;
}

/** What waits because of this job; nothing where it does not hold its bulk. */
export function waitingFor({ id, batch }: Job, jobs: Jobs): readonly Job[] {
  if (batch === null || jobs.holdOf(batch)?.holder.id !== id) return [];
  return jobs.all().filter((job) => job.batch === batch && isOpen(job) && holdOfJob(job, jobs) !== null);
}

export interface HeldBulk {
  readonly hold: BatchHold;
  readonly waiting: readonly Job[];
}

/** Every bulk of which something waits. */
export function heldBulks(jobs: Jobs): readonly HeldBulk[] {
  const open = jobs.all().filter((job) => job.batch !== null && isOpen(job));
  return [...Map.groupBy(open, ({ batch }) => batch ?? '')].flatMap(([batch, ofBatch]) => {
    const hold = jobs.holdOf(batch);
    if (hold === undefined) return [];
    const waiting = ofBatch.filter((job) => holdOfJob(job, jobs) !== null);
    return waiting.length === 0 ? [] : [{ hold, waiting }];
  });
}

/** `A bulk is held: fw-1 is outside the margins, and 12 jobs wait.` */
export function heldSentence({ hold, waiting }: HeldBulk): string {
  const wait = waiting.length === 1 ? 'waits' : 'wait';
  return `A bulk is held: ${causeWords(hold)}, and ${counted(waiting.length, 'job')} ${wait}.`;
}

/** The same, and what was found in one sentence of the device. */
export function heldWithReason(bulk: HeldBulk): string {
  const { holder, failed } = bulk.hold;
  const reason = failed.length > 0 ? holder.brief : (holder.holdsBatch?.brief ?? null);
  const whose = failed.length > 0 ? `The last of them, ${jobDevices(holder)}: ` : '';
  return reason === null ? heldSentence(bulk) : `${heldSentence(bulk)} ${whose}${reason}`;
}

/** What cancelling those that wait would leave behind. */
export function restLeaves(waiting: readonly Job[]): string {
  const onTheirWay = waiting.filter(({ runs }) => runs.some(isUpgraded));
  const rest = 'Images that were downloaded stay. Jobs that are under way go on.';
  if (onTheirWay.length === 0) return `On none of their devices a hop has begun. ${rest}`;
  const reached = onTheirWay.map((job) => {
    const versions = job.runs.flatMap(({ currentVersion }) => currentVersion ?? []);
    return `${jobDevices(job)} on ${[...new Set(versions)].join(' and ')}`;
  });
  const wait = onTheirWay.length === 1 ? 'job waits' : 'jobs wait';
  return (
    `${onTheirWay.length} ${wait} between two hops and would leave what was reached: ${namesOf(reached)}. ` +
    `On the devices of the others no hop has begun. ${rest}`
  );
}
