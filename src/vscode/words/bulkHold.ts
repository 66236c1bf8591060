/** Bulks that are held: a job found a device outside the margins, and what has not begun of its bulk waits. */
import type { Job } from '../../jobs/job.ts';
import type { ReadableJobs } from '../../jobs/jobBook.ts';
import { counted } from './quantities.ts';
import { jobDevices } from './jobTexts.ts';

type Jobs = Pick<ReadableJobs, 'all' | 'holderOf'>;

/** The job because of which a queued one does not begin; null when none keeps it. */
export function holderFor({ status, batch }: Job, jobs: Pick<Jobs, 'holderOf'>): Job | null {
  return status !== 'queued' || batch === null ? null : (jobs.holderOf(batch) ?? null);
}

/** To stand where it is shown what a job does. */
export function waitsWords(holder: Job): string {
  return `waits: ${jobDevices(holder)} is outside the margins`;
}

/** What waits because of this job; nothing where it does not hold its bulk. */
export function waitingFor({ batch, holdsBatch }: Job, jobs: Pick<Jobs, 'all'>): readonly Job[] {
  if (batch === null || holdsBatch === null) return [];
  return jobs.all().filter((job) => job.status === 'queued' && job.batch === batch);
}

export interface HeldBulk {
  readonly holder: Job;
  readonly waiting: readonly Job[];
}

/** Every bulk of which something waits. */
export function heldBulks(jobs: Jobs): readonly HeldBulk[] {
  const queued = jobs.all().filter(({ status, batch }) => status === 'queued' && batch !== null);
  return [...Map.groupBy(queued, ({ batch }) => batch ?? '')].flatMap(([batch, waiting]) => {
    const holder = jobs.holderOf(batch);
    return holder === undefined ? [] : [{ holder, waiting }];
  });
}

/** `A bulk is held: fw-1 is outside the margins, and 12 jobs wait.` */
export function heldSentence({ holder, waiting }: HeldBulk): string {
  const wait = waiting.length === 1 ? 'waits' : 'wait';
  return `A bulk is held: ${jobDevices(holder)} is outside the margins, and ${counted(waiting.length, 'job')} ${wait}.`;
}
