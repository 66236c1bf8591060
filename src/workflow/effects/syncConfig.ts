/**
 * The member that leads copies its running configuration to its peer, which takes it over as a job of its own: the peer is
 * the step's device, and shows what came of it. docs/PANOS.md "High availability".
 */
import { showHaState, syncConfigToPeer } from '../../panos/commands/highAvailability.ts';
import { isLeading, judgePair, stateOf } from '../../validation/pairFitness.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { reasonGiven } from '../downloadFailure.ts';
import type { Evidence } from '../journalRecord.ts';
import { otherDeviceAmong, readPair } from '../pair/pairReading.ts';
import { isWorthAnotherTry } from '../proof/deviceWords.ts';
import { followJob } from '../proof/followJob.ts';
import { readWhenIdle, whenPeerIdle } from '../proof/foreignWork.ts';
import { probeForJob } from '../proof/jobProbe.ts';
import { decisionOn } from '../stepState.ts';
import { PAIR_LOOK_MS } from '../timeLimits.ts';

const JOB_TYPE = 'HA-Sync';

/** It refuses while another copy is under way, which may have been asked for by a request that was thought lost. */
const SENDS = 3;

export function syncConfigEffect({ hostname }: StepContext, pair: PairOfStep): DeviceEffect {
  const { peer } = pair;
  const failed = (why: string): Outcome => ({
    kind: 'failed',
    trouble: { code: 'config_not_copied', from: peer.hostname, to: hostname, why },
  });
  return {
    name: `copy the configuration of ${peer.hostname} to ${hostname}`,
    command: syncConfigToPeer,
    askedOf: peer.client,
    // The same configuration a second time changes nothing; who leads is looked at before each.
    isRepeatable: true,
    sends: () => SENDS,
    bearsRefusal: (_context, words) => isWorthAnotherTry(words),
    observe: (context) => observe(context, pair),
    probe,

    async follow(context, { evidence, deviceJob }): Promise<Outcome> {
      if (evidence === null) return failed('nothing was written down before it was asked.');
      const found: Probe =
        deviceJob === null
          ? await probe(context, evidence)
          : { kind: 'happened', deviceJob, why: `Its job is ${deviceJob}.` };
      if (found.kind === 'not_happened') return { kind: 'not_now', why: found.why };
      if (found.kind === 'cannot_tell') return failed(found.known);
      if (found.deviceJob === null) return { kind: 'done', message: found.why };
      const notBefore = evidence.deviceClock;
      const label = `copying the configuration to ${hostname}`;
      const end = await followJob(context, { id: found.deviceJob, type: JOB_TYPE, notBefore, label });
      switch (end.kind) {
        case 'ok':
          return {
            kind: 'done',
            message: `${hostname} has taken over the configuration of ${peer.hostname}${askedBy(context)}.`,
          };
        case 'fail':
          return failed(reasonGiven(end.details));
        case 'unknown':
        case 'gave_up':
          return failed(end.why);
      }
    },
  };
}

/** The pair must be as somebody saw it who asked for this: whole but for its configuration, and led by the same member. */
async function observe(context: StepContext, pair: PairOfStep): Promise<Observation> {
  await whenPeerIdle(context, pair);
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', by: idle.blockedBy };
  // As old as the question.
  const until = context.clock.now() + PAIR_LOOK_MS;
  const members = await readPair(context, pair);
  const stranger = otherDeviceAmong(members);
  if (stranger !== null) return { kind: 'blocked', by: stranger };
  const verdict = judgePair(members, { allowPreemption: true });
  if (verdict.ok) return { kind: 'already', why: 'The configuration of the pair is in step.' };
  if (verdict.butForConfig === undefined) {
    return { kind: 'blocked', by: { code: 'pair_changed', what: 'not_whole', seen: verdict.message } };
  }
  const [, { hostname, ha }] = members;
  return isLeading(ha)
    ? { kind: 'needed', evidence: idle.evidence, until }
    : { kind: 'blocked', by: { code: 'pair_changed', what: 'roles_changed', hostname, state: stateOf(ha) } };
}

/** Whose decision about the proof that the pair is whole led to this. */
function askedBy(context: StepContext): string {
  const decisions = context.steps().flatMap((step) => decisionOn(step) ?? []);
  const last = decisions.findLast(({ what }) => what === 'sync_config');
  return last === undefined ? '' : `, as decided by ${last.by}`;
}

async function probe(context: StepContext, evidence: Evidence): Promise<Probe> {
  const ha = await context.client.read(showHaState, { signal: context.stop });
  return ha.enabled && ha.configSync === 'synchronized'
    ? { kind: 'happened', deviceJob: null, why: 'The configuration of the pair is in step.' }
    : probeForJob(context, evidence, JOB_TYPE);
}
