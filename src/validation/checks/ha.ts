/** Is the pair whole, in step and quiet? Only then may one of its members be taken away. docs/PANOS.md "High availability". */
import type { HaMember, HaState, HaStateName } from '../../panos/answers/haState.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { pairGap } from '../../panos/featureReleases.ts';
import { compareVersions } from '../../panos/version.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, warn, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';
import { because } from '../validationTroubles.ts';

export const ha: Check = {
  id: 'ha',
  defaultPolicy: 'block',
  async run({ ask }) {
    const state = await ask(showHaState);
    return state.enabled ? judgePair(state) : judgeAlone((await ask(showSystemInfo)).uptimeSeconds);
  },
};

type Pair = Extract<HaState, { enabled: true }>;

/** How long after its boot a member may still say that HA is off. */
const HA_LATE_SECONDS = 600;

/** @param uptimeSeconds null when the device does not tell it. */
function judgeAlone(uptimeSeconds: number | null): Finding {
  return uptimeSeconds !== null && uptimeSeconds >= HA_LATE_SECONDS
    ? pass('HA is off: the device stands alone.')
    : unknown(
        'The device says that HA is off, but members of a pair say so, too, for some minutes after a boot. Ask again ten minutes after it.',
      );
}

function judgePair(pair: Pair): Finding {
  if (pair.peer.connection === 'down') {
    return fail(
      'The link to the peer is down, so nobody knows what the peer is doing. Repair the HA connection first.',
    );
  }
  const halves = isHalfUpgraded(pair)
    ? [warn('The pair is half upgraded: the older member stays out of it until it is upgraded, too.')]
    : [roles(pair), sessionSync(pair), configSync(pair)];
  const findings = [...halves, preemption(pair), distance(pair)].filter((finding) => finding !== null);
  const found = (['fail', 'unknown', 'warn'] as const).flatMap((verdict) =>
    findings.filter((finding) => finding.verdict === verdict),
  );
  const [worst] = found;
  return worst === undefined
    ? pass(`This member is ${pair.local.state}, its peer ${pair.peer.state}; the pair is in step.`)
    : { verdict: worst.verdict, reason: found.map(({ reason }) => reason).join(' ') };
}

/** Some releases keep an older member out of the pair while the newer one is active. */
function isHalfUpgraded({ local, peer }: Pair): boolean {
  return isOlderStandby(local, peer) || isOlderStandby(peer, local);
}

function isOlderStandby(member: HaMember, other: HaMember): boolean {
  const isLeading = other.state === 'active' || other.state === 'active-primary';
  if (member.state !== 'non-functional' || !isLeading) return false;
  return member.swVersion !== null && compareVersions(member.swVersion, other.swVersion ?? '') < 0;
}

const PARTNERS: Readonly<Partial<Record<HaStateName, HaStateName>>> = {
  active: 'passive',
  passive: 'active',
  'active-primary': 'active-secondary',
  'active-secondary': 'active-primary',
};

function roles({ local, peer }: Pair): Finding | null {
  if (local.state === 'unknown' || peer.state === 'unknown' || peer.connection === 'unknown') {
    return unknown(
      `The device does not say clearly what the members are: this one "${namesOf([local.stateText])}", its peer "${namesOf([peer.stateText])}".`,
    );
  }
  if (PARTNERS[local.state] === peer.state) return null;
  return fail(
    `This member is ${withReason(local)} and its peer ${withReason(peer)}: one must be active and the other passive, or one active-primary and the other active-secondary. Make the pair whole first.`,
  );
}

function withReason({ state, reason }: HaMember): string {
  return `${state}${because(reason)}`;
}

function sessionSync({ local: { stateSync } }: Pair): Finding | null {
  switch (stateSync) {
    case null:
      return unknown('The device does not say whether sessions are synchronized.');
    case 'complete':
      return null;
    case 'user-disabled':
      return warn('Session synchronization is switched off, so a failover cuts sessions.');
    default:
      return fail(
        `Session synchronization is "${namesOf([stateSync])}": a failover would cut sessions. Wait until it is complete.`,
      );
  }
}

/** Members of different versions cannot be in step; that is no fault of the pair. */
function configSync({ configSync: sync, local, peer }: Pair): Finding | null {
  if (sync === null || sync === 'synchronized') return null;
  if (sync === 'unknown')
    return unknown('The device does not say whether the configuration is synchronized.');
  if (local.swVersion !== null && peer.swVersion !== null && local.swVersion !== peer.swVersion) return null;
  return fail(
    `The configuration is "${namesOf([sync])}" with the peer. Synchronize it, or wait until that has ended.`,
  );
}

function preemption({ local, peer }: Pair): Finding | null {
  if (local.preemptive === true || peer.preemptive === true) {
    return fail(
      'Preemption is on, so roles would move by themselves after each restart. Switch it off on both members under Device > High Availability > Election Settings and commit.',
    );
  }
  // It takes both to preempt, so the peer's word may be missing.
  return local.preemptive === null ? unknown('The device does not say whether preemption is on.') : null;
}

/** Of members too far apart the newer one suspends itself, below 10.2 for certain. */
function distance({ local, peer }: Pair): Finding | null {
  if (local.swVersion === null || peer.swVersion === null) {
    return unknown('The device does not say which versions both members run.');
  }
  const [older = '', newer = ''] = [local.swVersion, peer.swVersion].sort(compareVersions);
  switch (pairGap(older, newer)?.verdict) {
    case undefined:
      return unknown(`The versions of the members, ${namesOf([older, newer])}, are not understood.`);
    case 'borne':
      return null;
    case 'not_borne':
      return fail(
        `The members are more than one feature release apart (${older} and ${newer}), and the newer one would suspend itself. Bring the older one nearer first.`,
      );
    case 'disputed':
      return warn(
        `The members are more than one feature release apart (${older} and ${newer}), and it is not certain that such a pair works. Bring both to one version soon.`,
      );
  }
}
