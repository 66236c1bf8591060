/**
 * Lets a member that this job suspended take part in its pair again. Every way out of a job goes through here, so it
 * bears a device that is booting, and never asks a member that is out of the pair for a reason of its own.
 */
import type { HaState } from '../../panos/answers/haState.ts';
import { makeHaFunctional, showHaState } from '../../panos/commands/highAvailability.ts';
import { isFunctional, isSuspended, isTentative, stateOf, stateWords } from '../../validation/pairFitness.ts';
import { type DeviceReading, haStateName } from '../../inventory/readings.ts';
import type { StepContext } from '../context.ts';
import type { StepResult } from '../stepResult.ts';
import { carryEffect } from './carryEffect.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { bootReading } from '../proof/evidence.ts';
import type { Facts } from '../stepFindings.ts';
import { givenBack } from '../pair/forwardsNow.ts';
import { lookAtMember, memberThatIsOut, type MemberLook } from '../pair/memberPoll.ts';
import { bootLimitMs, HA_LIMIT_MS, rebootPollMs, TENTATIVE_MS } from '../timeLimits.ts';
import { compareBoots } from '../proof/bootComparison.ts';
import type { Evidence } from '../journalRecord.ts';
import { stepOf } from '../stepState.ts';
import { startStopwatch } from '../stopwatch.ts';

/** How many times it is sent each time a step is carried: asking again does no harm, and may be needed hours later. */
const SENDS = 3;

/** The state in which it was seen functional is what the inventory knows of it from then on. */
export async function carryFunctional(context: StepContext): Promise<StepResult> {
  const { serial } = context.step();
  const readings: DeviceReading[] = [];
  let facts: Facts = {};
  const effect = functionalEffect(context, ({ at, ha }) => {
    readings.push({ serial, at, haState: haStateName(ha) });
    facts = givenBack(context.steps(), context.step(), at, ha);
  });
  const result = await carryEffect(context, effect);
  if (result.ending !== 'done') return result;
  return { ...result, readings: readings.slice(-1), facts: { ...result.facts, ...facts } };
}

type SeenState = Extract<MemberLook, { kind: 'state' }>;

/** @param onSeen called when the member itself says that it is functional. */
function functionalEffect(context: StepContext, onSeen: (seen: SeenState) => void): DeviceEffect {
  const { hostname } = context;
  const sends = (context.step().effect?.attempts ?? 0) + SENDS;
  return {
    name: `make ${hostname} functional`,
    command: makeHaFunctional,
    isRepeatable: true,
    sends: () => sends,
    observe: () => observe(context, onSeen),
    follow: (_, { attempts }) => followToTheEnd(context, onSeen, attempts < sends),
    probe,
  };
}

async function observe(context: StepContext, onSeen: (seen: SeenState) => void): Promise<Observation> {
  const seen = await settled(context, isSuspended);
  if (seen.kind !== 'state') return { kind: 'blocked', by: { code: 'member_silent', why: seen.why } };
  if (isFunctional(seen.ha)) {
    onSeen(seen);
    return { kind: 'already', why: `It is ${stateOf(seen.ha)}.` };
  }
  if (!isSuspended(seen.ha)) {
    const [state, words] = [stateOf(seen.ha), stateWords(seen.ha)];
    return { kind: 'blocked', by: { code: 'member_not_suspended', state, words } };
  }
  const evidence = { ...bootReading(seen.info, context.clock.now()), newestDeviceJob: null };
  const minutes = minutesSinceSuspendedAnew(context, seen.ha, evidence);
  return minutes === null
    ? { kind: 'needed', evidence }
    : { kind: 'blocked', by: { code: 'suspended_anew', minutes } };
}

/** @param mayBeToldAgain false for the last time that it is sent. */
async function followToTheEnd(
  context: StepContext,
  onSeen: (seen: SeenState) => void,
  mayBeToldAgain: boolean,
): Promise<Outcome> {
  const watch = startStopwatch(context);
  const tookNoNotice = (ha: HaState): boolean =>
    mayBeToldAgain && isSuspended(ha) && watch.elapsedMs() >= HA_LIMIT_MS;
  const seen = await settled(context, tookNoNotice);
  if (seen.kind === 'state' && isFunctional(seen.ha)) {
    onSeen(seen);
    return { kind: 'done', message: `It is ${stateOf(seen.ha)}.` };
  }
  if (seen.kind === 'state' && tookNoNotice(seen.ha)) {
    const seconds = Math.round(watch.elapsedMs() / 1000);
    return { kind: 'not_now', why: `It accepted to become functional, and is suspended ${seconds} s later.` };
  }
  const state = seen.kind === 'state' ? stateOf(seen.ha) : null;
  const words = seen.kind === 'state' ? `It is ${stateWords(seen.ha)}.` : seen.why;
  return { kind: 'failed', trouble: { code: 'not_made_functional', seen: words, state } };
}

/** A suspension of ours that was carried out late, and what a device and we may count differently. */
const OURS_MS = 15 * 60_000;

/**
 * Somebody may have made the member functional while nobody of us could see it, and have suspended it again for a reason of
 * their own. Counted on the device's uptime alone: our clock may have jumped.
 * @returns how long ago that was; null where the suspension may be ours.
 */
function minutesSinceSuspendedAnew(context: StepContext, ha: HaState, now: Evidence): number | null {
  const before = stepOf(context.steps(), context.step(), 'suspend')?.effect?.evidence ?? null;
  const seconds = ha.enabled ? ha.local.stateSeconds : null;
  if (before === null || seconds === null || now.uptimeSeconds === null) return null;
  const boots = compareBoots(before, now);
  if (boots === 'cannot_tell') return null;
  const { limits } = context;
  // One that comes back from its restart as suspended as it was counts from then on.
  const ours =
    boots === 'rebooted' ? bootLimitMs(limits) : (before.uptimeSeconds ?? now.uptimeSeconds) * 1000 + OURS_MS;
  return (now.uptimeSeconds - seconds) * 1000 > ours ? Math.round(seconds / 60) : null;
}

/** Asking again does no harm, so one look is enough. */
async function probe(context: StepContext): Promise<Probe> {
  const ha = await context.client.read(showHaState, { signal: context.stop });
  return isSuspended(ha)
    ? { kind: 'not_happened', why: 'The device is still suspended.' }
    : { kind: 'happened', deviceJob: null, why: `The device is ${stateOf(ha)}.` };
}

/**
 * Waits while the member finds its role or is still booting.
 * @param isEnough ends the wait at a state that is not functional.
 * @returns what was seen last: within the time of a boot, or at once where somebody else answers.
 */
async function settled(context: StepContext, isEnough: (ha: HaState) => boolean): Promise<MemberLook> {
  const { limits } = context;
  const device = memberThatIsOut(context);
  const watch = startStopwatch(context);
  for (;;) {
    const seen = await lookAtMember(device, context.step().serial);
    if (seen.kind === 'stranger') return seen;
    if (seen.kind === 'state' && (isFunctional(seen.ha) || isEnough(seen.ha))) return seen;
    const waited = watch.elapsedMs();
    const isOnItsWay = seen.kind === 'state' && isTentative(seen.ha);
    const limitMs = limits.rebootReadyTimeoutMs + (isOnItsWay ? TENTATIVE_MS : 0);
    if (waited >= limitMs) return seen;
    context.live(null, seen.kind === 'state' ? `it is ${stateOf(seen.ha)}` : 'no answer for now');
    await watch.sleep(Math.min(rebootPollMs(waited, limits), limitMs - waited));
  }
}
