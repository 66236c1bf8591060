/** Takes the forwarding member out of its pair, so that its peer takes over before it restarts. docs/PANOS.md "High availability". */
import type { DeviceReading } from '../../inventory/readings.ts';
import type { HaState } from '../../panos/answers/haState.ts';
import { showHaState, suspendHa } from '../../panos/commands/highAvailability.ts';
import { isSuspended, stateOf, stateWords } from '../../validation/pairFitness.ts';
import { createBootPoll } from '../proof/bootPoll.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { readWhenIdle, whenPeerIdle } from '../proof/foreignWork.ts';
import { isDue, ownDevice, readyToInstall } from '../proof/readyToInstall.ts';
import type { Obstacle } from '../obstacles.ts';
import { stepOf } from '../stepState.ts';
import { lookAtMember } from '../pair/memberPoll.ts';
import {
  FOREIGN_WORK_LIMIT_MS,
  HA_LIMIT_MS,
  HA_POLL_MS,
  HA_SETTLE_MS,
  READINESS_POLL_MS,
  settlePollMs,
} from '../timeLimits.ts';
import { createIntentAge, uptimeGrowthMs } from '../proof/intentAge.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { neededWhileReplaceable } from '../pair/pairReading.ts';
import type { Evidence } from '../journalRecord.ts';
import type { StepResult } from '../stepResult.ts';
import { startStopwatch } from '../stopwatch.ts';
import { carryEffect } from './carryEffect.ts';

/** What the device accepted and nobody has seen carried out is kept as a fact: it is no proof that the member is suspended. */
export async function carrySuspension(context: StepContext, pair: PairOfStep): Promise<StepResult> {
  const { serial } = context.step();
  const readings: DeviceReading[] = [];
  const effect = suspendEffect(context.hostname, pair, (at) => {
    readings.push({ serial, at, haState: 'suspended' });
  });
  const result = await carryEffect(context, effect);
  if (result.ending !== 'done') return result;
  return readings.length === 0 ? { ...result, facts: { seenSuspended: false } } : { ...result, readings };
}

/** @param onSeen called when the device itself says that it is suspended, with when it was asked. */
function suspendEffect(hostname: string, pair: PairOfStep, onSeen: (at: number) => void): DeviceEffect {
  return {
    name: `suspend ${hostname}`,
    command: suspendHa,
    isRepeatable: false,
    sends: () => 2,
    observe: (context) => observe(context, pair),
    follow: (context) => followSuspension(context, onSeen),
    probe,
  };
}

async function observe(context: StepContext, pair: PairOfStep): Promise<Observation> {
  const notReady = await whyNotReady(context, pair);
  if (notReady !== null) return { kind: 'blocked', by: notReady };
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', by: idle.blockedBy };
  await whenPeerIdle(context, pair);
  return neededWhileReplaceable(context, pair, idle.evidence);
}

/**
 * A member is not taken out for an installation that would be refused. What is in the way may pass (a lock, a commit), and
 * is waited for: the pair is whole, and its peer may run the new version already.
 */
async function whyNotReady(context: StepContext, { peer }: PairOfStep): Promise<Obstacle | null> {
  if (!isDue(context, context.step().serial)) return null;
  const watch = startStopwatch(context);
  for (;;) {
    const notReady = await readyToInstall(context, ownDevice(context), true);
    if (notReady === null) return null;
    if (watch.elapsedMs() >= FOREIGN_WORK_LIMIT_MS) {
      const { hop } = context.step();
      const ahead = stepOf(context.steps(), { serial: peer.serial, hop }, 'prove_back');
      const peerRuns = ahead?.state === 'done' ? ahead.version : null;
      const { hostname } = context;
      return { code: 'not_ready_now', ...notReady, hostname, peer: peer.hostname, peerRuns };
    }
    context.live(null, `waiting until it is ready: ${notReady.reasons.join(' ')}`);
    await context.safePoint();
    await watch.sleep(READINESS_POLL_MS);
  }
}

async function followSuspension(context: StepContext, onSeen: (at: number) => void): Promise<Outcome> {
  const device = createBootPoll(context);
  const watch = startStopwatch(context);
  for (;;) {
    const seen = await lookAtMember(device, context.step().serial);
    if (seen.kind === 'state' && isSuspended(seen.ha)) {
      onSeen(seen.at);
      return { kind: 'done', message: 'It is suspended.' };
    }
    // That it cannot be asked is no sign that it did not do what it accepted; who forwards is proved next, by both members.
    if (seen.kind === 'silent' && watch.elapsedMs() >= HA_LIMIT_MS)
      return { kind: 'done', message: `It accepted the suspension. ${seen.why}` };
    if (seen.kind === 'stranger' || watch.elapsedMs() >= HA_LIMIT_MS) {
      const last = seen.kind === 'state' ? `It is ${stateWords(seen.ha)}.` : seen.why;
      const seconds = HA_LIMIT_MS / 1000;
      return {
        kind: 'failed',
        trouble: { code: 'failover', how: 'not_suspended', seconds, seen: last },
      };
    }
    await watch.sleep(HA_POLL_MS);
  }
}

/**
 * Its state tells whether it happened; only after a while does its absence tell anything, and only where nobody can have
 * taken the suspension back meanwhile.
 */
async function probe(context: StepContext, evidence: Evidence): Promise<Probe> {
  const age = createIntentAge(context, evidence);
  const watch = startStopwatch(context);
  for (;;) {
    const info = await context.client.read(showSystemInfo, { signal: context.stop });
    const ageMs = age.atLeastMs(info);
    const ha = await context.client.read(showHaState, { signal: context.stop });
    if (!ha.enabled) return { kind: 'cannot_tell', known: 'It says that HA is not enabled.' };
    if (isSuspended(ha)) return { kind: 'happened', deviceJob: null, why: 'The device is suspended.' };
    const elapsedMs = uptimeGrowthMs(evidence, info) ?? context.clock.now() - evidence.at;
    if (hasChangedWithin(ha, elapsedMs)) {
      const known = `It is ${stateOf(ha)}, and only since after it was asked: it may have been suspended in between.`;
      return { kind: 'cannot_tell', known };
    }
    if (ageMs >= HA_SETTLE_MS) break;
    context.live(null, 'looking whether it is suspended');
    await watch.sleep(settlePollMs(watch.elapsedMs()));
  }
  const minutes = Math.round(HA_SETTLE_MS / 60_000);
  return {
    kind: 'not_happened',
    why: `The device was not suspended more than ${minutes} minutes after it was asked.`,
  };
}

/** Seconds by which the device's time in its state and other clocks may disagree without meaning anything. */
const SLACK_SECONDS = 10;

function hasChangedWithin(ha: HaState, elapsedMs: number): boolean {
  const seconds = ha.enabled ? ha.local.stateSeconds : null;
  return seconds !== null && seconds < elapsedMs / 1000 - SLACK_SECONDS;
}
