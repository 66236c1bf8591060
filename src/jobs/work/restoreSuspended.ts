/**
 * A member that a job could not make functional again is tried to be restored for as long as the engine lives, and by the
 * next engine. Nothing is written down while it only does not answer; what is sent goes the way of every effect. The pauses
 * grow while its peer forwards, and are short as soon as that is not seen.
 *
 * Upgrades go first once they have a plan: nothing is done to a pair that one is at work on, and one begins when its devices
 * are let go. One that is not planned yet sends nothing, and may wait for long for an answer or a paused engine; of a download
 * that is always so.
 * A paused engine goes on with this, as it takes back what cancelled jobs have done.
 */
import type { Clock } from '../../ports/clock.ts';
import { Emitter, type Listen } from '../../ports/events.ts';
import type { Serial } from '../../panos/serial.ts';
import type { Log } from '../../ports/log.ts';
import { isForwarding, isFunctional, isSuspended, stateOf } from '../../validation/pairFitness.ts';
import type { StepContext } from '../../workflow/context.ts';
import { StorageLostError } from '../../workflow/journalRecord.ts';
import { lookAtMember, type MemberLook, peerOfMemberThatIsOut } from '../../workflow/pair/memberPoll.ts';
import { type BootPoll, createBootPoll } from '../../workflow/proof/bootPoll.ts';
import { carryOut } from '../../workflow/steps/runSteps.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { isUpgrade, type Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import { closingReason, createJobStops, type JobStops } from '../jobStops.ts';
import { type LeftMember, leftMembers } from '../leftSuspended.ts';
import type { Attempts } from '../outcome/suspendedNow.ts';
import type { AwakeTime } from './awakeTime.ts';

const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = 15 * MINUTE_MS;
/** So often is the peer looked at meanwhile. */
const PEER_LOOK_MS = 30_000;

export interface RestorerParts {
  readonly book: JobBook;
  readonly clock: Clock;
  readonly awake: AwakeTime;
  readonly log: Log;
  contextFor(jobId: string, step: StepState, stops: JobStops): StepContext;
}

export interface Restorer {
  /** Takes up what earlier windows left, at once. */
  begin(): void;
  /** Lets go of the devices of an upgrade that has a plan, and keeps away from them until `work` has ended. */
  keepingAway<T>(job: Job, work: () => Promise<T>): Promise<T>;
  /** Undefined while nothing is tried: an upgrade is at work on the pair, or `begin` was not called. */
  readonly attemptsOn: (serial: string) => Attempts | undefined;
  readonly onDidChange: Listen<void>;
  close(): Promise<void>;
}

interface Trying {
  readonly member: LeftMember;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export function createRestorer(parts: RestorerParts): Restorer {
  const { book, clock, awake, log } = parts;
  const changed = new Emitter<void>();
  const tried = new Map<string, Trying>();
  const attempts = new Map<string, Attempts>();
  /** Serials of jobs whose steps a worker carries. */
  const taken = new Map<string, number>();
  let isAtWork = false;

  function isFree(member: LeftMember): boolean {
    const serials = book.get(member.jobId)?.runs.map(({ serial }) => serial) ?? [];
    return serials.every((serial) => {
      const job = book.openJobOf(serial);
      return !taken.has(serial) && !(job?.status === 'active' && mayTouchHa(job));
    });
  }

  /** Begins and ends what must be, by what the jobs are now. Called again whenever that may have changed. */
  function follow(firstPauseMs: number): void {
    if (!isAtWork) return;
    const due = leftMembers(book.withMembersOut()).filter(isFree);
    for (const { member, stop } of tried.values()) {
      if (!due.some((one) => isSame(one, member))) stop.abort(closingReason());
    }
    for (const member of due) if (!tried.has(member.serial)) start(member, firstPauseMs);
  }

  function start(member: LeftMember, firstPauseMs: number): void {
    log.warn(`${member.jobId} ${member.hostname}: may be suspended; tried until it is functional.`);
    const stop = new AbortController();
    const ended = Promise.resolve()
      .then(() => keepTrying(member, stop.signal, firstPauseMs))
      .finally(() => {
        tried.delete(member.serial);
        attempts.delete(member.serial);
        changed.fire();
        follow(FIRST_PAUSE_MS);
      });
    tried.set(member.serial, { member, stop, ended });
  }

  /** Ends when it is stopped. */
  async function keepTrying(member: LeftMember, stop: AbortSignal, firstPauseMs: number): Promise<void> {
    const tryOnce = attemptOn(member, stop);
    const isCarried = lookAtPeerOf(member, stop);
    let pause = firstPauseMs;
    while (isAtWork) {
      try {
        tell(member, { nextAt: clock.now() + pause });
        await pauseFor(pause, isCarried, stop);
        tell(member, { nextAt: null });
        await awake.during(tryOnce);
      } catch (error) {
        if (stop.aborted) return;
        // The storage is another window's by now, and so is this.
        if (error instanceof StorageLostError) isAtWork = false;
        log.error(
          `${member.jobId} ${member.hostname}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      pause = Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    }
  }

  /** Ends sooner where the peer is not seen to forward: then the member is missed. */
  async function pauseFor(ms: number, isCarried: () => Promise<boolean>, stop: AbortSignal): Promise<void> {
    for (let left = ms; left > 0; left -= PEER_LOOK_MS) {
      await clock.sleep(Math.min(left, PEER_LOOK_MS), stop);
      if (left > PEER_LOOK_MS && !(await isCarried())) return;
    }
  }

  /** @returns true where the peer is seen to forward. */
  function lookAtPeerOf(member: LeftMember, stop: AbortSignal): () => Promise<boolean> {
    // One for all looks: there is one every half minute, perhaps for days.
    let peer: { readonly serial: Serial; readonly device: BootPoll } | null = null;
    return async () => {
      peer ??= peerOf(member, stop);
      if (peer === null) return true;
      const seen = await lookAtMember(peer.device, peer.serial);
      return seen.kind === 'state' && isForwarding(seen.ha);
    };
  }

  function peerOf(
    member: LeftMember,
    stop: AbortSignal,
  ): { readonly serial: Serial; readonly device: BootPoll } | null {
    const step = stepOf(book, member);
    if (step === undefined) return null;
    const context = contextFor(member, step, stop);
    const { pair } = context;
    return pair && { serial: pair.peer.serial, device: peerOfMemberThatIsOut(context, pair, stop) };
  }

  /** One look; what there is to do by it goes into the journal like every effect. */
  function attemptOn(member: LeftMember, stop: AbortSignal): () => Promise<void> {
    // One for all attempts: it remembers when it may log in again.
    let device: BootPoll | null = null;
    return async () => {
      const step = stepOf(book, member);
      if (step === undefined) return;
      device ??= createBootPoll(contextFor(member, step, stop));
      const seen = await lookAtMember(device, member.serial);
      tell(member, { seen: wordsOf(seen) });
      if (!mayBeCarried(seen)) return;
      await carryOut(oneStep(member, stop), step);
      tell(member, { seen: stepOf(book, member)?.message ?? null });
    };
  }

  function oneStep(member: LeftMember, stop: AbortSignal): Parameters<typeof carryOut>[0] {
    const key = (step: StepState) => ({ job: member.jobId, serial: step.serial, step: step.id });
    return {
      steps: () => book.get(member.jobId)?.steps ?? [],
      contextFor: (step) => contextFor(member, step, stop),
      begin(step) {
        stop.throwIfAborted();
        book.append({ ...key(step), kind: 'STEP_BEGIN', data: {} });
      },
      end(step, result) {
        stop.throwIfAborted();
        book.append({ ...key(step), kind: 'STEP_END', data: result });
      },
    };
  }

  /** Whose job it is by now writes its own records: after it was stopped, an attempt writes none. */
  function contextFor(member: LeftMember, step: StepState, stop: AbortSignal): StepContext {
    const context = parts.contextFor(member.jobId, step, createJobStops(stop));
    return {
      ...context,
      record(entry) {
        stop.throwIfAborted();
        context.record(entry);
      },
    };
  }

  function tell({ serial }: LeftMember, now: Partial<Attempts>): void {
    const before = attempts.get(serial) ?? { seen: null, nextAt: null };
    attempts.set(serial, { ...before, ...now });
    changed.fire();
  }

  function take(serials: readonly string[], by: 1 | -1): void {
    for (const serial of serials) {
      const holders = (taken.get(serial) ?? 0) + by;
      if (holders > 0) taken.set(serial, holders);
      else taken.delete(serial);
    }
    follow(FIRST_PAUSE_MS);
  }

  book.onDidRecord((record) => {
    if (record.kind === 'JOB_STARTED') hurry(record.job);
    follow(FIRST_PAUSE_MS);
  });

  /** Somebody wants the pair: its member is looked at soon, however seldom that was by now. */
  function hurry(jobId: string): void {
    const job = book.get(jobId);
    if (job === undefined || !isUpgrade(job)) return;
    for (const { member, stop } of tried.values()) {
      if (job.runs.some(({ serial }) => serial === member.serial)) stop.abort(closingReason());
    }
  }

  return {
    begin() {
      isAtWork = true;
      follow(0);
    },
    async keepingAway(job, work) {
      const serials = mayTouchHa(job) ? job.runs.map(({ serial }) => serial) : [];
      take(serials, 1);
      try {
        await Promise.all(
          [...tried.values()].filter(({ stop }) => stop.signal.aborted).map(({ ended }) => ended),
        );
        return await work();
      } finally {
        take(serials, -1);
      }
    },
    attemptsOn: (serial) => attempts.get(serial),
    onDidChange: changed.event,
    async close() {
      isAtWork = false;
      const ends = [...tried.values()].map(({ stop, ended }) => {
        stop.abort(closingReason());
        return ended;
      });
      await Promise.all(ends);
    },
  };
}

/**
 * An upgrade that has a plan restarts members, and takes them out and back itself. A download takes long and changes nothing
 * of that, nor does a dry run.
 */
function mayTouchHa(job: Job): boolean {
  return isUpgrade(job) && !job.dryRun && job.steps.length > 0;
}

function isSame(one: LeftMember, other: LeftMember): boolean {
  return one.jobId === other.jobId && one.step === other.step;
}

function stepOf(book: JobBook, { jobId, step: id }: LeftMember): StepState | undefined {
  return book.get(jobId)?.steps.find((step) => step.id === id);
}

/** A state that passes, as while it boots, is looked at again later; the step itself has the patience for the others. */
function mayBeCarried(seen: MemberLook): boolean {
  if (seen.kind !== 'state') return false;
  const { ha } = seen;
  return isFunctional(ha) || isSuspended(ha) || (ha.enabled && ha.local.state === 'non-functional');
}

function wordsOf(seen: MemberLook): string {
  return seen.kind === 'state' ? `It is ${stateOf(seen.ha)}.` : seen.why;
}
