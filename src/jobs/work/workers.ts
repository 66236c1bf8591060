/**
 * Works the queue off: at most `max` jobs at once, by priority and age, those that a crash interrupted first. One job a
 * device, checked again here because time has passed since the submission.
 */
import { Emitter } from '../../ports/events.ts';
import type { Log } from '../../ports/log.ts';
import { toldOf, type ToldTrouble } from '../../ports/trouble.ts';
import { UserError } from '../../ports/userError.ts';
import { EngineClosing } from '../../workflow/context.ts';
import { type JobEnding, StorageLostError } from '../../workflow/journalRecord.ts';
import { isMemberSuspended } from '../../workflow/pair/suspendedByUs.ts';
import { isStorageFull } from '../../workflow/storageFull.ts';
import { byTurn, type Job } from '../job.ts';
import { jobError, jobTold } from '../jobTroubles.ts';
import { endJob, type EndingParts } from '../left/endJob.ts';
import { leftWords } from '../left/leftWords.ts';
import { endHandedOver } from './handedOver.ts';
import { closingReason, createJobStops, type JobStops } from '../jobStops.ts';

export interface WorkersParts extends EndingParts {
  readonly log: Log;
  readonly max: number;
  /** False for a queued job that has to wait for others of `atWork`; it is asked again when one of them ends. */
  mayStart(job: Job, atWork: readonly Job[]): boolean;
  carry(jobId: string, stops: JobStops): Promise<void>;
  /** The journal cannot be written any more, or has another owner: this engine does not act again. */
  onHalt(why: ToldTrouble): void;
  /** Resolves when a disk that was full has room again. @throws what aborts `signal`. */
  whenRoom(signal: AbortSignal): Promise<void>;
  /** The disk is full: nothing begins any more until onRoom. */
  onNoRoom(why: ToldTrouble): void;
  onRoom(told: ToldTrouble): void;
}

export class Workers {
  readonly #parts: WorkersParts;
  readonly #closing = new AbortController();
  readonly #atWork = new Map<string, { stops: JobStops; ended: Promise<void> }>();
  readonly #changed = new Emitter<void>();
  #resumed: PromiseWithResolvers<void> | null = null;
  /** Ends when there is room on the disk again; null while nothing has shown that there is none. */
  #room: Promise<void> | null = null;

  readonly onDidChange = this.#changed.event;

  constructor(parts: WorkersParts) {
    this.#parts = parts;
  }

  isAtWork(id: string): boolean {
    return this.#atWork.has(id);
  }

  get busy(): number {
    return this.#atWork.size;
  }

  get max(): number {
    return this.#parts.max;
  }

  get paused(): boolean {
    return this.#resumed !== null;
  }

  /** Takes up what is open, as far as there are free workers. */
  fill(): void {
    if (this.#closing.signal.aborted || this.#room !== null) return;
    this.#takeUpUrgent();
    if (this.paused) return;
    const { book, max } = this.#parts;
    const free = max - this.#atWork.size;
    if (free <= 0) return;
    const { resumed, queued } = this.#open();
    // What waits holds no worker: the one it waits for may need it.
    const next = resumed.filter((job) => book.waitOf(job) === null).slice(0, free);
    // All that were interrupted come before anything new, also those that find no worker yet.
    const taken = [...this.#jobsAtWork(), ...resumed];
    const serials = new Set(taken.flatMap(serialsOf));
    for (const job of queued) {
      if (next.length >= free) break;
      if (serialsOf(job).some((serial) => serials.has(serial))) continue;
      if (book.waitOf(job) !== null || !this.#parts.mayStart(job, taken)) continue;
      taken.push(job);
      for (const serial of serialsOf(job)) serials.add(serial);
      next.push(job);
    }
    for (const job of next) this.#start(job);
  }

  /**
   * What was interrupted while a member is out of its pair waits neither for a paused engine nor for a worker: a pair cannot
   * wait for an answer. It waits where every job does once the pair is whole. Nor do cancelled jobs wait for either.
   */
  #takeUpUrgent(): void {
    for (const job of this.#open().resumed) {
      if (isMemberSuspended(job.steps) || job.cancelRequested) this.#start(job);
    }
  }

  #jobsAtWork(): Job[] {
    return [...this.#atWork.keys()].flatMap((id) => this.#parts.book.get(id) ?? []);
  }

  /** Nothing new begins; what is under way goes on to its next safe point and waits there. */
  pause(): void {
    this.#resumed ??= Promise.withResolvers();
    this.#changed.fire();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = null;
    this.fill();
    this.#changed.fire();
  }

  /**
   * Resolves at once, or when the paused engine is resumed, or when the job is cancelled meanwhile.
   * @throws EngineClosing
   */
  async whenResumed({ closing, cancelled }: JobStops): Promise<void> {
    if (this.#resumed !== null) await Promise.race([this.#resumed.promise, whenAborted(cancelled)]);
    closing.throwIfAborted();
  }

  /** Stops at once where that is safe, else at the next safe point. A queued job ends without having begun. */
  cancel(id: string, by: string): void {
    const { book } = this.#parts;
    const job = book.get(id);
    if (job === undefined || (job.status !== 'queued' && job.status !== 'active')) return;
    if (this.#closing.signal.aborted) throw jobError({ code: 'engine_stopped', what: 'cancelled' });
    if (!job.cancelRequested) book.append({ kind: 'CANCEL_REQUESTED', job: id, data: { by } });
    const work = this.#atWork.get(id);
    if (work !== undefined) {
      work.stops.cancel();
    } else if (job.status === 'queued') {
      book.append({
        kind: 'JOB_ENDED',
        job: id,
        data: { ending: 'cancelled', message: 'Cancelled in the queue.', brief: null, trouble: null },
      });
    } else {
      this.fill();
    }
  }

  /** Stops touching the devices at this moment, whatever they are doing. A queued job ends without having begun. */
  handOver(id: string, by: string): void {
    const { book } = this.#parts;
    const job = book.get(id);
    if (job?.status === 'queued') this.cancel(id, by);
    if (job?.status !== 'active') return;
    if (this.#closing.signal.aborted) throw jobError({ code: 'engine_stopped', what: 'handed_over' });
    book.append({ kind: 'HANDED_OVER', job: id, data: { by } });
    const work = this.#atWork.get(id);
    if (work === undefined) {
      endHandedOver(this.#parts, id);
      this.fill();
    } else work.stops.handOver();
  }

  /** Leaves every device as it is, writes nothing more, and waits until all work has let go. */
  async close(): Promise<void> {
    this.#closing.abort(closingReason());
    await Promise.all([...[...this.#atWork.values()].map((work) => work.ended), this.#room]);
  }

  /** Jobs nobody works on here, in their order: those that a crash interrupted, and those that have not begun. */
  #open(): { resumed: Job[]; queued: Job[] } {
    const waiting = this.#parts.book.open().filter((job) => !this.#atWork.has(job.id));
    const inTurn = (status: Job['status']): Job[] =>
      waiting.filter((job) => job.status === status).sort(byTurn);
    return { resumed: inTurn('active'), queued: inTurn('queued') };
  }

  #start(job: Job): void {
    const stops = createJobStops(this.#closing.signal);
    if (job.cancelRequested) stops.cancel();
    // Not before it counts as being at work: what is told about its begin may let the queue be looked at again.
    const ended = Promise.resolve()
      .then(() => this.#carry(job.id, stops))
      .finally(() => {
        this.#atWork.delete(job.id);
        this.#changed.fire();
        this.fill();
      });
    this.#atWork.set(job.id, { stops, ended });
    this.#changed.fire();
  }

  async #carry(id: string, stops: JobStops): Promise<void> {
    const { log } = this.#parts;
    try {
      await this.#parts.carry(id, stops);
    } catch (error) {
      if (error instanceof EngineClosing) return;
      if (error instanceof StorageLostError) {
        this.#halt(error.message, error.trouble.code === 'storage_removed');
        return;
      }
      if (isStorageFull(error)) {
        this.#waitForRoom(error);
        return;
      }
      log.error(`${id}: ${describe(error)}`);
      this.#endUnexpectedly(id, error);
    }
  }

  /**
   * The job lets go as when its window dies, and is taken up in the same way: by the journal, and by asking its devices.
   * Others go on until they cannot write either, which they may never notice.
   */
  #waitForRoom(error: UserError): void {
    if (this.#room !== null || this.#closing.signal.aborted) return;
    const { book } = this.#parts;
    this.#room = this.#parts.whenRoom(this.#closing.signal).then(
      () => {
        this.#room = null;
        this.#parts.onRoom(jobTold({ code: 'engine_goes_on', jobs: book.open().length }));
        this.fill();
      },
      // Closed meanwhile: the next engine finds out by itself.
      () => undefined,
    );
    this.#parts.onNoRoom(jobTold({ code: 'engine_waits', because: error.trouble, told: toldOf(error) }));
  }

  #endUnexpectedly(id: string, error: unknown): void {
    const { book } = this.#parts;
    const job = book.get(id);
    const { ending, ...told } = unexpectedEnd(error, job);
    const step = job?.steps.find(({ state }) => state === 'running');
    try {
      if (step !== undefined && ending === 'needs_operator') {
        const data = { ending, ...told, facts: {}, checks: [], readings: [] };
        book.append({ job: id, serial: step.serial, step: step.id, kind: 'STEP_END', data });
      }
      endJob(this.#parts, id, { ending, ...told });
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      const then = 'Jobs stay where they are and go on when the window has been reloaded.';
      const isLost = failure instanceof StorageLostError;
      this.#halt(isLost ? why : `${why} ${then}`, isLost && failure.trouble.code === 'storage_removed');
    }
  }

  /**
   * What cannot be written down must not be done: everything stops where it is, as when the engine closes.
   * @param isForgotten no other window can know of the jobs: what is known of their devices is said now.
   */
  #halt(why: string, isForgotten: boolean): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(closingReason());
    const { book, leftOf } = this.#parts;
    const active = book.open().filter(({ status }) => status === 'active');
    const left = isForgotten ? active.map((job) => leftWords(leftOf(job))) : [];
    this.#parts.onHalt(jobTold({ code: 'engine_stopped', what: 'halted', why, left }));
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** For the log: our own mistakes with their stack. */
function describe(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * How a job ends that its steps did not end. After a defect of ours, or where something may have been sent (a full
 * disk in between), the device may be in the middle of something: a person has to look.
 */
function unexpectedEnd(error: unknown, job: Job | undefined): ToldTrouble & { ending: JobEnding } {
  const sent = job?.steps.find(
    (step) => step.state === 'running' && step.effect !== null && step.effect.phase !== 'not_happened',
  );
  const known = error instanceof UserError;
  const left = {
    maybeSent: sent?.title ?? null,
    isMemberSuspended: job !== undefined && isMemberSuspended(job.steps),
  };
  const isClean = left.maybeSent === null && !left.isMemberSuspended;
  const told = jobTold(
    known
      ? { code: 'interrupted', because: error.trouble, told: toldOf(error), ...left }
      : { code: 'unexpected_error', ...left },
  );
  return { ...told, ending: known && isClean ? 'failed' : 'needs_operator' };
}

function serialsOf(job: Job): string[] {
  return job.runs.map((run) => run.serial);
}
