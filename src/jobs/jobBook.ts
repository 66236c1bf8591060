/**
 * All jobs as they are now. The only writer of job records: append to the journal first, then fold, then tell
 * whoever watches, so that nothing is shown that is not durable.
 */
import { Emitter, type Listen } from '../ports/events.ts';
import type { Journal, JournalEntry, JournalRecord } from '../workflow/journalRecord.ts';
import { Batches } from './batches.ts';
import type { BatchHold, BulkSettings } from './batchHold.ts';
import { type Wait, withTurn } from './hopTurn.ts';
import { isOpen, newestFirst, type Job, type JobRows } from './job.ts';
import { isJobRecord, reduceJob } from './jobReducer.ts';
import { hasMemberOut, mayHaveLeft, withWhatIsLeft } from './leftSuspended.ts';
import type { LiveProgress } from './progress.ts';

type JobEntry = Extract<JournalEntry, { job: string }>;

/** What the views see of the book. */
export interface ReadableJobs {
  /** Newest first. */
  all(): readonly Job[];
  get(id: string): Job | undefined;
  /** The queued or active job that holds this device. */
  openJobOf(serial: string): Job | undefined;
  /** What keeps a batch waiting. */
  holdOf(batch: string): BatchHold | undefined;
  /** What keeps this job waiting; null when nothing does. */
  waitOf(job: Job): Wait | null;
  live(id: string): LiveProgress | null;
  /** The state or the live progress of this job changed. */
  readonly onDidChange: Listen<Job>;
}

export class JobBook implements ReadableJobs {
  readonly #journal: Journal;
  readonly #rows: JobRows;
  readonly #jobs = new Map<string, Job>();
  /** What `all` gave last, until there is another job: views and workers ask for it many times a second. */
  #all: readonly Job[] | null = null;
  /** Ids of jobs that have changed since; their places in `#all` have not. */
  readonly #stale = new Set<string>();
  readonly #places = new Map<string, number>();
  /** Those of `#jobs` that have not ended: bulk submissions ask for them once a device. */
  readonly #open = new Map<string, Job>();
  /** By serial: the open job that holds the device. */
  readonly #holding = new Map<string, Job>();
  readonly #batches: Batches;
  /** Those that have a member of their pair suspended. */
  readonly #out = new Map<string, Job>();
  /** Those that have left something on a device, as far as they know. */
  readonly #left = new Map<string, Job>();
  readonly #live = new Map<string, LiveProgress>();
  readonly #changed = new Emitter<Job>();
  readonly #recorded = new Emitter<JournalRecord>();

  readonly onDidChange = this.#changed.event;
  readonly onDidRecord = this.#recorded.event;

  /** @param unseen the journal's records after `rows.lastSeq()`: what the index has not seen yet. */
  constructor(journal: Journal, rows: JobRows, unseen: Iterable<JournalRecord>, bulk: BulkSettings) {
    this.#batches = new Batches(bulk);
    this.#journal = journal;
    this.#rows = rows;
    // One that an older release left open.
    for (const job of rows.all()) this.#keep(isOpen(job) ? withTurn(withWhatIsLeft(job)) : job);
    for (const record of unseen) this.#fold(record);
  }

  all(): readonly Job[] {
    if (this.#all === null) {
      this.#all = newestFirst(this.#jobs.values());
      for (const [place, { id }] of this.#all.entries()) this.#places.set(id, place);
    } else if (this.#stale.size > 0) {
      const changed = [...this.#all];
      for (const id of this.#stale) {
        const [job, place] = [this.#jobs.get(id), this.#places.get(id)];
        if (job !== undefined && place !== undefined) changed[place] = job;
      }
      this.#all = changed;
    }
    this.#stale.clear();
    return this.#all;
  }

  /** Those that have not ended, in no particular order: few, however many there have been. */
  open(): readonly Job[] {
    return [...this.#open.values()];
  }

  /** Jobs, open and ended, because of which members may be suspended now: few, however many there have been. */
  withMembersOut(): readonly Job[] {
    return [...this.#out.values()];
  }

  /** Jobs, open and ended, that may have left something on a device which is no end of theirs: few. */
  withSomethingLeft(): readonly Job[] {
    return [...this.#left.values()];
  }

  get openCount(): number {
    return this.#open.size;
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  openJobOf(serial: string): Job | undefined {
    return this.#holding.get(serial);
  }

  holdOf(batch: string): BatchHold | undefined {
    return this.#batches.holdOf(batch);
  }

  waitOf(job: Job): Wait | null {
    return this.#batches.waitOf(job);
  }

  live(id: string): LiveProgress | null {
    return this.#live.get(id) ?? null;
  }

  /**
   * Writes one record about a job; durable when it returns.
   * @throws StorageLostError
   */
  append(entry: JobEntry): Job {
    const record = this.#journal.append(entry);
    const job = this.follow(record);
    if (job === undefined) throw new Error(`Record ${record.kind} is about an unknown job.`);
    return job;
  }

  /** What is in the journal already, such as what the window wrote that owns it. @returns undefined where it is about no job that is known. */
  follow(record: JournalRecord): Job | undefined {
    const job = this.#fold(record);
    if (job === undefined) return undefined;
    if (!isOpen(job) || record.kind === 'STEP_BEGIN' || record.kind === 'STEP_END') this.#live.delete(job.id);
    this.#recorded.fire(record);
    this.#changed.fire(job);
    return job;
  }

  /** Takes over what another window has saved. @param isNews false for what is known from the journal already. */
  adopt(saved: Job, isNews: boolean): void {
    if (this.#jobs.get(saved.id) === saved) return;
    this.#keep(saved);
    if (isNews) this.#changed.fire(saved);
  }

  /** Shows progress that is not written down. What a device calls progress may fall back or pause; the bar does not. */
  showLive(id: string, progress: LiveProgress): void {
    const before = this.#live.get(id);
    const reached = before?.stepId === progress.stepId ? before.percent : null;
    const percent = reached === null ? progress.percent : Math.max(progress.percent ?? 0, reached);
    this.#live.set(id, { ...progress, percent });
    const job = this.#jobs.get(id);
    if (job !== undefined) this.#changed.fire(job);
  }

  #fold(record: JournalRecord): Job | undefined {
    if (!isJobRecord(record)) return undefined;
    const job = reduceJob(this.#jobs.get(record.job), record);
    if (job === undefined) return undefined;
    this.#keep(job);
    this.#rows.save(job, record.seq, (stored) => this.#exchange(job, stored));
    return job;
  }

  /** The steps of thousands of ended jobs are on the disk, and need not be in memory, too. */
  #exchange(job: Job, stored: Job): void {
    if (this.#jobs.get(job.id) === job && !mayHaveLeft(job)) this.#keep(stored);
  }

  #keep(job: Job): void {
    if (this.#jobs.has(job.id)) this.#stale.add(job.id);
    else this.#all = null;
    this.#jobs.set(job.id, job);
    this.#batches.keep(job);
    if (hasMemberOut(job)) this.#out.set(job.id, job);
    else this.#out.delete(job.id);
    if (mayHaveLeft(job)) this.#left.set(job.id, job);
    else this.#left.delete(job.id);
    if (isOpen(job)) {
      this.#open.set(job.id, job);
      for (const { serial } of job.runs) this.#holding.set(serial, job);
      return;
    }
    this.#open.delete(job.id);
    for (const { serial } of job.runs) {
      if (this.#holding.get(serial)?.id === job.id) this.#holding.delete(serial);
    }
  }
}
