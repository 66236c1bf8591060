/**
 * The steps of one hop of an HA pair once the images are there, by the roles its members have then. Steps are made
 * again by the same rules when the roles turn out to be others than planned.
 */
import { stepSchema, type Step } from '../journalRecord.ts';
import type { Serial } from '../../panos/serial.ts';
import type { PairMode } from '../../validation/pairFitness.ts';

interface Named {
  readonly serial: Serial;
  readonly hostname: string;
}

export interface MemberOfHop extends Named {
  /** The version it runs when the hop begins. */
  readonly from: string;
}

export interface HopOfPair {
  readonly number: number;
  readonly to: string;
  readonly mode: PairMode;
  /** Serial of the member that leads when the hop begins. */
  readonly active: Serial;
  readonly members: readonly [MemberOfHop, MemberOfHop];
  /** Serials of those that do not run the hop's version yet. */
  readonly due: readonly Serial[];
}

export function stepMaker({ number, to, members }: HopOfPair) {
  return (
    serial: Serial,
    kind: Step['kind'],
    title: (hostname: string, peer: string) => string,
    reason: string,
  ): Step => {
    const [own, peer] = members[0].serial === serial ? members : [members[1], members[0]];
    return {
      id: `${serial}.hop${number}.${kind}`,
      kind,
      serial,
      hop: number,
      fromVersion: own.from,
      version: to,
      reason,
      title: title(own.hostname, peer.hostname),
    };
  };
}

function standbyOf({ members, active }: Pick<HopOfPair, 'members' | 'active'>): Serial {
  return members[0].serial === active ? members[1].serial : members[0].serial;
}

/** Stands for the pair: its id must not change with the roles. */
export function checkOf(hop: HopOfPair): Step {
  return stepMaker(hop)(
    hop.members[0].serial,
    'check_pair',
    () => 'Check the pair',
    'Both members must be whole and in step before one of them is touched.',
  );
}

/** What follows the check of the pair in one hop, by the roles as they are then. */
export function stepsAfterCheck(hop: HopOfPair): Step[] {
  const step = stepMaker(hop);
  const both = hop.members.map(({ serial }) => serial);
  const inOrder = [standbyOf(hop), hop.active].filter((serial) => hop.due.includes(serial));
  return [
    ...both.map((serial) =>
      step(serial, 'pre_snapshot', (own) => `Snapshot of ${own} before`, 'To compare with afterwards.'),
    ),
    ...inOrder.flatMap((serial) => memberSteps(hop, serial)),
    ...both.map((serial) =>
      step(serial, 'post_snapshot', (own) => `Snapshot of ${own} after`, 'The same facts as before.'),
    ),
    step(
      hop.members[0].serial,
      'compare',
      () => 'Compare',
      hop.mode === 'active-active'
        ? 'Each member before and after: both forward, each with addresses, routes and sessions of its own.'
        : 'The active role before and after: a member that stands by has nearly empty tables.',
    ),
  ];
}

function memberSteps(hop: HopOfPair, serial: Serial): Step[] {
  const { to, mode, active } = hop;
  const step = stepMaker(hop);
  // In an active/active pair both forward, so each is taken out before it restarts.
  const forwards = serial === active || mode === 'active-active';
  return [
    ...(forwards ? handOverSteps(hop, serial) : []),
    step(
      serial,
      'install',
      (own) => `Install ${to} on ${own}`,
      'The device goes on running its version until it restarts.',
    ),
    step(
      serial,
      'restart',
      (own) => `Restart ${own} into ${to}`,
      'Sent once, and only while its peer forwards.',
    ),
    step(
      serial,
      'prove_back',
      (own) => `Prove ${own} is back on ${to}`,
      'Right version, auto-commit ended, then the settle delay.',
    ),
    ...(forwards ? [functionalStep(hop, serial)] : []),
    step(
      serial,
      'prove_pair',
      () => 'Prove the pair is whole',
      `${mode === 'active-active' ? 'Both members forward, one of them as the primary' : 'One member leads, the other stands by'} with the sessions; the configuration too, once both run one version.`,
    ),
  ];
}

function handOverSteps(hop: HopOfPair, serial: Serial): Step[] {
  const step = stepMaker(hop);
  return [
    step(
      serial,
      'suspend',
      (own, peer) => `Suspend ${own}, so that ${peer} takes over`,
      `Sent once, and only while the peer ${hop.mode === 'active-active' ? 'forwards, too,' : 'stands by'} with the sessions.`,
    ),
    step(
      serial,
      'prove_failover',
      (_, peer) => `Prove ${peer} has taken over`,
      'Nothing is done to a member before its peer forwards.',
    ),
  ];
}

function functionalStep(hop: HopOfPair, serial: Serial): Step {
  return stepMaker(hop)(
    serial,
    'make_functional',
    (own) => `Make ${own} functional`,
    'A member that was suspended may still be so after its restart.',
  );
}

export function activeAfter(hop: HopOfPair): Serial {
  return hop.due.includes(hop.active) ? standbyOf(hop) : hop.active;
}

/** Nothing to do where the first of `members`, which led at the beginning, leads already. */
export function stepsOfReturn(hop: HopOfPair): Step[] {
  const { active, members } = hop;
  if (active === members[0].serial) return [];
  const proof = stepMaker(hop)(
    active,
    'prove_pair',
    () => 'Prove the pair is whole',
    'The member that led before the upgrade leads again.',
  );
  return [...handOverSteps(hop, active), functionalStep(hop, active), proof];
}

/**
 * The steps after a check of the pair, when the roles are not those that were planned.
 * @param check the `check_pair` step that found the roles.
 * @param members in any order.
 * @returns null when the plan fits the roles.
 */
export function stepsForRoles(
  steps: readonly Step[],
  check: Step,
  members: readonly [Named, Named],
  roles: { readonly mode: PairMode; readonly second: Serial },
): Step[] | null {
  const planned = steps.slice(steps.findIndex(({ id }) => id === check.id) + 1);
  const checks = [check, ...planned.filter(({ kind }) => kind === 'check_pair')];
  const again: Step[] = [];
  let active = roles.second;
  for (const each of checks) {
    const own = steps.filter(({ hop }) => hop === each.hop);
    const inHop = ({ serial, hostname }: Named): MemberOfHop => {
      const from = own.find((step) => step.serial === serial)?.fromVersion ?? each.fromVersion;
      return { serial, hostname, from };
    };
    const [one, other] = members[0].serial === each.serial ? members : [members[1], members[0]];
    const hop: HopOfPair = {
      number: each.hop,
      to: each.version,
      mode: roles.mode,
      active,
      members: [inHop(one), inHop(other)],
      due: own.filter(({ kind }) => kind === 'install').map(({ serial }) => serial),
    };
    // Only the way back to the first active member has nothing to compare.
    const isReturn = !own.some(({ kind }) => kind === 'compare');
    if (each !== check) again.push(...own.slice(0, own.indexOf(each) + 1));
    again.push(...(isReturn ? stepsOfReturn(hop) : stepsAfterCheck(hop)));
    if (!isReturn) active = activeAfter(hop);
  }
  const isAsPlanned = again.map(({ id }) => id).join() === planned.map(({ id }) => id).join();
  return isAsPlanned ? null : again.map((step) => stepSchema.parse(step));
}
