/** The steps of a pair that only look: is it fit, has the peer taken over, is it whole again. */
import {
  isForwarding,
  isFunctional,
  isIdle,
  isLeading,
  isSuspended,
  isTentative,
  judgePair,
  type PairMode,
  type PairVerdict,
  seesPeerForward,
  stateOf,
  stateWords,
} from '../../validation/pairFitness.ts';
import type { HaState } from '../../panos/answers/haState.ts';
import { createBootPoll } from '../proof/bootPoll.ts';
import { settle } from '../proof/settling.ts';
import { readWhenIdle, whenPeerIdle } from '../proof/foreignWork.ts';
import {
  isDue,
  type NotReady,
  ownDevice,
  readyToInstall,
  togetherNotReady,
} from '../proof/readyToInstall.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import { holdLogins, type LoginHold, patienceMs } from '../patience.ts';
import { done, failed, nothingChanged, type StepResult } from '../stepResult.ts';
import { lookAtMember, type MemberLook } from './memberPoll.ts';
import { HA_LIMIT_MS, HA_POLL_MS, POLL_TIMEOUT_MS, rebootPollMs, TAKEOVER_MS } from '../timeLimits.ts';
import { stepsForRoles } from '../plan/pairHop.ts';
import { bearingConfig, endOfButForConfig } from './configInStep.ts';
import { otherDeviceAmong, readingsOf, readPair } from './pairReading.ts';
import { type DeviceReading, haStateName } from '../../inventory/readings.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { Told } from '../../ports/trouble.ts';
import { inWords } from '../workflowTroubles.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { Serial } from '../../panos/serial.ts';

/** Refuses a pair that is not fit, before anything of this hop is touched; takes the roles as they are now. */
export async function checkPair(context: StepContext): Promise<StepResult> {
  const pair = pairOf(context);
  const notReady = context.dryRun ? null : await whyNotReady(context, pair);
  if (notReady !== null) return failed({ code: 'not_ready', ...notReady });
  const members = await readPair(context, pair);
  const stranger = otherDeviceAmong(members);
  if (stranger !== null) return nothingChanged(inWords(stranger), 'hop');
  const verdict = bearingConfig(judgePair(members, pair), context.steps());
  if (!verdict.ok) return nothingChanged(verdict, 'hop', { trouble: verdict.trouble.code });
  const steps = stepsForRoles(context.steps(), context.step(), members, verdict);
  const leading = hostnameOf(members, verdict.second);
  if (steps !== null) context.changePlan(`${leading} is active now.`, steps);
  const { leads, other } = ROLES[verdict.mode];
  return done(
    `${leading} ${leads}, ${hostnameOf(members, verdict.first)} ${other}.`,
    { active: verdict.second, mode: verdict.mode },
    readingsOf(members),
  );
}

const ROLES: Readonly<Record<PairMode, { readonly leads: string; readonly other: string }>> = {
  'active-passive': { leads: 'is active', other: 'stands by' },
  'active-active': { leads: 'is active-primary', other: 'is active-secondary' },
};

/** Fetching the images may have taken hours: both members are judged again before the first of them is touched. */
async function whyNotReady(context: StepContext, pair: PairOfStep): Promise<NotReady | null> {
  const due = [ownDevice(context), pair.peer].filter(({ serial }) => isDue(context, serial));
  if (due.length === 0) return null;
  if (context.readiness.policies.device_jobs !== 'off') {
    await readWhenIdle(context, { bearsInstallations: true });
    await whenPeerIdle(context, pair);
  }
  const found = [];
  for (const { hostname, ...device } of due) {
    const notReady = await readyToInstall(context, { hostname, ...device });
    if (notReady !== null) found.push({ hostname, notReady });
  }
  return found.length === 0 ? null : togetherNotReady(found);
}

/**
 * Waits until the peer forwards in place of the suspended member. As long as nobody is known to forward that is no long
 * wait, and none at all where the peer says that it cannot.
 */
export async function proveFailover(context: StepContext): Promise<StepResult> {
  const { peer } = pairOf(context);
  const [own, other] = [createBootPoll(context), createBootPoll({ ...context, client: peer.client })];
  const watch = startStopwatch(context);
  /** Since when both have answered soundly, and nobody forwarded. */
  let missedSince: number | null = null;
  /** Since when neither was seen to forward, by the clock. */
  let missedAt: number | null = null;
  for (;;) {
    const askedAt = context.clock.now();
    const [mine, theirs] = await Promise.all([
      lookAtMember(own, context.step().serial, context.hostname),
      lookAtMember(other, peer.serial, peer.hostname),
    ]);
    const isOut = mine.kind === 'state' && isSuspended(mine.ha);
    if (isOut && theirs.kind === 'state' && isLeading(theirs.ha)) {
      const { serial } = context.step();
      return done(
        `${peer.hostname} is ${stateOf(theirs.ha)}, ${context.hostname} is suspended.`,
        { active: peer.serial, suspended: serial },
        [
          { serial, at: mine.at, haState: haStateName(mine.ha) },
          { serial: peer.serial, at: theirs.at, haState: haStateName(theirs.ha) },
        ],
      );
    }
    missedAt = isSeenForwarded(mine, theirs) ? null : (missedAt ?? askedAt);
    const seen = [
      wordsOf(peer.hostname, theirs, mine),
      isOut ? `${context.hostname} is suspended.` : wordsOf(context.hostname, mine, theirs),
    ].join(' ');
    const members = { peer: peer.hostname, hostname: context.hostname, missedSince: missedAt };
    if (isOut && cannotTakeOver(theirs)) {
      return failed({ code: 'failover', how: 'cannot_take_over', ...members, seen });
    }
    // The secondary of an active/active pair forwards while it becomes the primary.
    const isMissed = isOut && theirs.kind === 'state' && !isForwarding(theirs.ha);
    missedSince = isMissed ? (missedSince ?? watch.elapsedMs()) : null;
    const missedMs = missedSince === null ? 0 : watch.elapsedMs() - missedSince;
    const limitMs = isCarried(mine, theirs) ? patienceMs(false) : HA_LIMIT_MS;
    if (watch.elapsedMs() >= limitMs || missedMs >= TAKEOVER_MS) {
      const seconds = Math.round(watch.elapsedMs() / 1000);
      const { peer: name, hostname } = members;
      return theirs.kind === 'state' && isLeading(theirs.ha)
        ? failed({ code: 'failover', how: 'not_seen_out', peer: name, hostname, seconds, seen })
        : failed({ code: 'failover', how: 'no_takeover', ...members, seconds, seen });
    }
    await watch.sleep(HA_POLL_MS);
  }
}

/**
 * By its own word, and not for a moment only: one that is passive, or looks for its role, still may. One that was in its
 * pair a moment ago and is tentative now has failed.
 */
function cannotTakeOver(peer: MemberLook): boolean {
  if (peer.kind !== 'state') return false;
  return isTentative(peer.ha) || (isIdle(peer.ha) && !isFunctional(peer.ha));
}

/** One of them says that it forwards, or the member that its peer does. */
function isSeenForwarded(own: MemberLook, peer: MemberLook): boolean {
  if (peer.kind === 'state' && isForwarding(peer.ha)) return true;
  return (
    own.kind === 'state' && (isForwarding(own.ha) || (peer.kind === 'silent' && seesPeerForward(own.ha)))
  );
}

/** One of them is silent, and the other one says that the peer forwards: nothing is missed, so there is time. */
function isCarried(own: MemberLook, peer: MemberLook): boolean {
  if (own.kind === 'silent') return peer.kind === 'state' && isForwarding(peer.ha);
  return peer.kind === 'silent' && own.kind === 'state' && seesPeerForward(own.ha);
}

/** @param other what the other member says, which may know why. */
function wordsOf(hostname: string, seen: MemberLook, other: MemberLook): string {
  if (seen.kind !== 'state') return seen.why;
  return `${hostname} is ${stateWords(seen.ha, other.kind === 'state' ? other.ha : null)}.`;
}

/**
 * Waits until the pair is as whole as it was before: one leads, the other stands by, sessions in step. Where only the
 * configuration is not, somebody is asked.
 */
export async function provePair(context: StepContext): Promise<StepResult> {
  const { limits } = context;
  const pair = pairOf(context);
  const watch = startStopwatch(context);
  const login = holdLogins(context);
  for (;;) {
    const { verdict, readings, told, wasHeld, own } = await look(context, pair, login);
    if (wasHeld) continue;
    if (verdict?.ok === true) {
      if (verdict.mode === 'active-active') await settleInItsRole(context, own);
      const leads = verdict.second === pair.peer.serial ? pair.peer.hostname : context.hostname;
      return done(
        `The pair is whole; ${leads} ${ROLES[verdict.mode].leads}.`,
        { active: verdict.second },
        readings,
      );
    }
    const waited = watch.elapsedMs();
    const ending = verdict === null ? null : endOfButForConfig(context, pair, verdict, waited);
    if (ending !== null) return ending;
    if (waited >= limits.rebootReadyTimeoutMs) {
      const minutes = Math.round(limits.rebootReadyTimeoutMs / 60_000);
      return failed({
        code: 'failover',
        how: 'not_whole',
        minutes,
        seen: told.message,
        untouched: notTouched(context),
      });
    }
    // What to do about it is nobody's business while it may still come right by itself.
    context.live(null, `not yet: ${told.brief}`);
    await watch.sleep(Math.min(rebootPollMs(waited, limits), limits.rebootReadyTimeoutMs - waited));
  }
}

/**
 * A member that forwards beside its peer has begun to when it found its role, and not when its peer left, as one that
 * takes over does: sessions and neighbours come back from then on.
 */
function settleInItsRole(context: StepContext, own: HaState | null): Promise<void> {
  const seconds = own?.enabled === true ? (own.local.stateSeconds ?? 0) : 0;
  const leftMs = context.limits.rebootStabilizationDelayMs - seconds * 1000;
  return settle(context, leftMs, 'the pair is whole');
}

/** It has a rhythm of its own. */
const POLL = { attempts: 1, timeoutMs: POLL_TIMEOUT_MS };

interface PairSeen {
  readonly verdict: PairVerdict | null;
  readonly readings: DeviceReading[];
  /** Why it is not whole; empty where it is. */
  readonly told: Told;
  readonly wasHeld: boolean;
  /** Of the step's member; null where it could not be asked. */
  readonly own: HaState | null;
}

async function look(context: StepContext, pair: PairOfStep, login: LoginHold): Promise<PairSeen> {
  const unseen = { verdict: null, readings: [], own: null };
  try {
    const members = await readPair(context, pair, POLL);
    const stranger = otherDeviceAmong(members);
    if (stranger !== null) return { ...unseen, told: inWords(stranger), wasHeld: false };
    const verdict = judgePair(members, { allowPreemption: true });
    const told = verdict.ok ? { message: '', brief: '' } : verdict;
    return { verdict, readings: readingsOf(members), told, wasHeld: false, own: members[0].ha };
  } catch (error) {
    context.stop.throwIfAborted();
    if (!isDeviceError(error)) throw error;
    const told = { message: error.message, brief: error.message };
    return { ...unseen, told, wasHeld: await login.hold(error) };
  }
}

/** The law of pairs: a member whose peer is in trouble is left alone. @returns its name; null where its turn is over. */
function notTouched(context: StepContext): string | null {
  const { peer } = pairOf(context);
  const { hop } = context.step();
  const isNext = context
    .steps()
    .some(
      (step) =>
        step.serial === peer.serial &&
        step.hop === hop &&
        step.kind === 'install' &&
        step.state === 'pending',
    );
  return isNext ? peer.hostname : null;
}

export function pairOf({ pair, job }: StepContext): PairOfStep {
  if (pair === null) throw new Error(`Job ${job} has a step of a pair, but one device.`);
  return pair;
}

function hostnameOf(
  members: readonly { readonly serial: Serial; readonly hostname: string }[],
  serial: Serial,
): string {
  return members.find((member) => member.serial === serial)?.hostname ?? serial;
}
