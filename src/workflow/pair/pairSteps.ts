/** The steps of a pair that only look: is it fit, has the peer taken over, is it whole again. */
import {
  isFunctional,
  isIdle,
  isLeading,
  isSuspended,
  judgePair,
  type PairMember,
  type PairVerdict,
  seesPeerLead,
  stateOf,
} from '../../validation/pairFitness.ts';
import { createBootPoll } from '../proof/bootPoll.ts';
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
import { readPair } from './pairReading.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { ToldTrouble } from '../../ports/trouble.ts';
import { inWords } from '../workflowTroubles.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { Serial } from '../../panos/serial.ts';

/** Refuses a pair that is not fit, before anything of this hop is touched; takes the roles as they are now. */
export async function checkPair(context: StepContext): Promise<StepResult> {
  const pair = pairOf(context);
  const notReady = context.dryRun ? null : await whyNotReady(context, pair);
  if (notReady !== null) return failed({ code: 'not_ready', ...notReady });
  const members = await readPair(context, pair);
  const stranger = strangerAmong(members);
  if (stranger !== null) return nothingChanged(stranger, 'hop');
  const verdict = judgePair(members, pair);
  if (!verdict.ok) return nothingChanged(verdict, 'hop', { trouble: verdict.trouble.code });
  const steps = stepsForRoles(context.steps(), context.step(), members, verdict);
  const leading = hostnameOf(members, verdict.second);
  if (steps !== null) context.changePlan(`${leading} is active now.`, steps);
  return done(`${leading} is active, ${hostnameOf(members, verdict.first)} stands by.`, {
    active: verdict.second,
  });
}

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

function strangerAmong(members: readonly PairMember[]): ToldTrouble | null {
  const stranger = members.find(({ serial, info }) => serial !== info.serial);
  return stranger === undefined
    ? null
    : inWords({ code: 'other_device', found: stranger.info.serial, at: stranger.hostname });
}

/**
 * Waits until the peer forwards in place of the suspended member. As long as nobody is known to forward that is no long
 * wait, and none at all where the peer says that it cannot.
 */
export async function proveFailover(context: StepContext): Promise<StepResult> {
  const { peer } = pairOf(context);
  const [own, other] = [createBootPoll(context), createBootPoll({ ...context, client: peer.client })];
  const watch = startStopwatch(context);
  /** Since when both have answered soundly. */
  let soundSince: number | null = null;
  for (;;) {
    const [mine, theirs] = await Promise.all([
      lookAtMember(own, context.step().serial),
      lookAtMember(other, peer.serial),
    ]);
    const isOut = mine.kind === 'state' && isSuspended(mine.ha);
    if (isOut && theirs.kind === 'state' && isLeading(theirs.ha)) {
      return done(`${peer.hostname} is ${stateOf(theirs.ha)}, ${context.hostname} is suspended.`, {
        active: peer.serial,
        suspended: context.step().serial,
      });
    }
    const seen = [wordsOf(peer.hostname, theirs), wordsOf(context.hostname, mine)].join(' ');
    const members = { peer: peer.hostname, hostname: context.hostname };
    if (isOut && cannotTakeOver(theirs)) {
      return failed({ code: 'failover', how: 'cannot_take_over', ...members, seen });
    }
    const isSound = isOut && theirs.kind === 'state';
    soundSince = isSound ? (soundSince ?? watch.elapsedMs()) : null;
    const soundMs = soundSince === null ? 0 : watch.elapsedMs() - soundSince;
    const limitMs = isCarried(mine, theirs) ? patienceMs(false) : HA_LIMIT_MS;
    if (watch.elapsedMs() >= limitMs || soundMs >= TAKEOVER_MS) {
      const seconds = Math.round(watch.elapsedMs() / 1000);
      return failed({ code: 'failover', how: 'no_takeover', ...members, seconds, seen });
    }
    await watch.sleep(HA_POLL_MS);
  }
}

/** By its own word, and not for a moment only: one that is passive, or looks for its role, still may. */
function cannotTakeOver(peer: MemberLook): boolean {
  return peer.kind === 'state' && isIdle(peer.ha) && !isFunctional(peer.ha);
}

/** One of them is silent, and the other one says that the peer forwards: nothing is missed, so there is time. */
function isCarried(own: MemberLook, peer: MemberLook): boolean {
  if (own.kind === 'silent') return peer.kind === 'state' && isLeading(peer.ha);
  return peer.kind === 'silent' && own.kind === 'state' && seesPeerLead(own.ha);
}

function wordsOf(hostname: string, seen: MemberLook): string {
  return seen.kind === 'state' ? `${hostname} is ${stateOf(seen.ha)}.` : `${hostname}: ${seen.why}`;
}

/** Waits until the pair is as whole as it was before: one leads, the other stands by, sessions in step. */
export async function provePair(context: StepContext): Promise<StepResult> {
  const { limits } = context;
  const pair = pairOf(context);
  const watch = startStopwatch(context);
  const login = holdLogins(context);
  for (;;) {
    const { verdict, words, wasHeld } = await look(context, pair, login);
    if (wasHeld) continue;
    if (verdict?.ok === true) {
      const leads = verdict.second === pair.peer.serial ? pair.peer.hostname : context.hostname;
      return done(`The pair is whole; ${leads} is active.`, { active: verdict.second });
    }
    const waited = watch.elapsedMs();
    if (waited >= limits.rebootReadyTimeoutMs) {
      const minutes = Math.round(limits.rebootReadyTimeoutMs / 60_000);
      return failed({
        code: 'failover',
        how: 'not_whole',
        minutes,
        seen: words,
        untouched: notTouched(context),
      });
    }
    context.live(null, `not yet: ${words}`);
    await watch.sleep(Math.min(rebootPollMs(waited, limits), limits.rebootReadyTimeoutMs - waited));
  }
}

/** It has a rhythm of its own. */
const POLL = { attempts: 1, timeoutMs: POLL_TIMEOUT_MS };

async function look(
  context: StepContext,
  pair: PairOfStep,
  login: LoginHold,
): Promise<{ readonly verdict: PairVerdict | null; readonly words: string; readonly wasHeld: boolean }> {
  try {
    const members = await readPair(context, pair, POLL);
    const stranger = strangerAmong(members);
    if (stranger !== null) return { verdict: null, words: stranger.message, wasHeld: false };
    const verdict = judgePair(members, { allowPreemption: true });
    return { verdict, words: verdict.ok ? '' : verdict.message, wasHeld: false };
  } catch (error) {
    context.stop.throwIfAborted();
    if (!isDeviceError(error)) throw error;
    return { verdict: null, words: error.message, wasHeld: await login.hold(error) };
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
