/** What the jobs of each batch tell each other, as they are now: what holds it, and whose turn it is. */
import { type BatchHold, type BulkSettings, holdOf } from './batchHold.ts';
import { waitOf, type Wait } from './hopTurn.ts';
import { isUpgrade, type Job } from './job.ts';

export class Batches {
  readonly #settings: BulkSettings;
  /** By batch and id: the jobs that hold it, count towards that, go ahead, or have proved a hop. */
  readonly #telling = new Map<string, Map<string, Job>>();
  /** By serial: when the newest upgrade that came out well was asked for. */
  readonly #upgraded = new Map<string, number>();

  constructor(settings: BulkSettings) {
    this.#settings = settings;
  }

  /** Remembers a job as it is now. Steps are not looked at: those of jobs that have ended are on the disk. */
  keep(job: Job): void {
    const { id, batch, status, dryRun, runs, createdAt } = job;
    if (status === 'completed' && isUpgrade(job) && !dryRun) {
      for (const { serial } of runs) {
        this.#upgraded.set(serial, Math.max(createdAt, this.#upgraded.get(serial) ?? 0));
      }
    }
    if (batch === null) return;
    const jobs = this.#telling.get(batch) ?? new Map<string, Job>();
    if (tells(job)) jobs.set(id, job);
    else jobs.delete(id);
    if (jobs.size === 0) this.#telling.delete(batch);
    else this.#telling.set(batch, jobs);
  }

  holdOf(batch: string): BatchHold | undefined {
    const jobs = this.#telling.get(batch);
    return jobs && holdOf([...jobs.values()], this.#settings, (job) => this.#isMadeGood(job));
  }

  waitOf(job: Job): Wait | null {
    const { batch } = job;
    const jobs = batch === null ? undefined : this.#telling.get(batch);
    if (batch === null || jobs === undefined) return null;
    return waitOf(job, [...jobs.values()], this.holdOf(batch), this.#settings.onePairFirst);
  }

  /** All its devices were upgraded by jobs that were asked for later. */
  #isMadeGood({ runs, createdAt }: Job): boolean {
    return runs.every(({ serial }) => (this.#upgraded.get(serial) ?? 0) > createdAt);
  }
}

function tells({ holdsBatch, countsAsFailure, hopAhead, hopsProved }: Job): boolean {
  return holdsBatch !== null || countsAsFailure || hopAhead !== null || hopsProved.length > 0;
}
