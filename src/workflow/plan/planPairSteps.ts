/**
 * The steps of an HA pair: both members judged and the images of the whole path on both first, then hop by hop the member that stands by,
 * then the active one after its peer has taken over. Both reach a hop before either starts the next, because members
 * that are too far apart leave the pair by themselves.
 */
import type { PlannedImage, UpgradeHop } from '../../planning/plan.ts';
import { BACKUP_REASON, deletionOf } from './planSteps.ts';
import {
  activeAfter,
  checkOf,
  type HopOfPair,
  type MemberOfHop,
  stepMaker,
  stepsAfterCheck,
  stepsOfReturn,
} from './pairHop.ts';
import type { Step } from '../journalRecord.ts';
import type { PairMode } from '../../validation/pairFitness.ts';
import type { Serial } from '../../panos/serial.ts';

export interface MemberToPlan {
  readonly serial: Serial;
  readonly hostname: string;
  /** Those of the pair's hops that this member still has to go through: the last ones, perhaps none. */
  readonly hops: readonly UpgradeHop[];
  /** Versions the device offers now; others are fetched in their own hop. */
  readonly listed: ReadonlySet<string>;
  /** Old images that make room for the others. */
  readonly deletes: readonly string[];
}

export interface PairToPlan {
  readonly mode: PairMode;
  /** Serial of the member that leads now. */
  readonly active: Serial;
  /** In any order. */
  readonly members: readonly [MemberToPlan, MemberToPlan];
  /** After the last hop the member that leads now shall lead again. */
  readonly returnsToActive: boolean;
  /** The configurations are saved before the first effect. */
  readonly backsUp: boolean;
}

/** All steps of the job, in the order in which they are carried out. */
export function planPairSteps(pair: PairToPlan): Step[] {
  const { members, mode } = pair;
  const count = Math.max(...members.map(({ hops }) => hops.length));
  const steps: Step[] = [];
  let active = pair.active;
  for (let number = 1; number <= count; number += 1) {
    const due = members.filter(({ hops }) => hopNumber(hops, number, count) !== undefined);
    const to = due.flatMap(({ hops }) => hopNumber(hops, number, count)?.to ?? [])[0] ?? '';
    const inHop = (member: MemberToPlan): MemberOfHop => {
      const from = hopNumber(member.hops, number, count)?.from ?? member.hops[0]?.from ?? to;
      return { serial: member.serial, hostname: member.hostname, from };
    };
    const hop: HopOfPair = {
      number,
      mode,
      active,
      to,
      members: [inHop(members[0]), inHop(members[1])],
      due: due.map(({ serial }) => serial),
    };
    steps.push(...stagingSteps(members, number, count, pair.backsUp), checkOf(hop), ...stepsAfterCheck(hop));
    active = activeAfter(hop);
  }
  if (pair.returnsToActive) steps.push(...returnSteps(pair, active, count + 1));
  return steps;
}

/** The hop of the pair, counted from the end: a member that is ahead has fewer. */
function hopNumber(hops: readonly UpgradeHop[], number: number, count: number): UpgradeHop | undefined {
  return hops[number - 1 - (count - hops.length)];
}

/** What forbids the hop on either member is found before anything is fetched onto one of them. */
function stagingSteps(
  members: PairToPlan['members'],
  number: number,
  count: number,
  backsUp: boolean,
): Step[] {
  const staging = members.map((member) => stagingOf(member, number, count, backsUp));
  return [
    // Both first: the readiness of either is judged together with what the other one lists.
    ...staging.flatMap(({ listing }) => listing),
    ...staging.flatMap(({ checks }) => checks),
    ...staging.flatMap(({ fetching }) => fetching),
  ];
}

interface Staging {
  readonly listing: readonly Step[];
  readonly checks: readonly Step[];
  readonly fetching: readonly Step[];
}

/** In the first hop the images of the whole path, as far as the device offers them; later those that are left. */
function stagingOf(member: MemberToPlan, number: number, count: number, backsUp: boolean): Staging {
  const { serial, hostname, hops, listed, deletes } = member;
  const due = hopNumber(hops, number, count);
  const current = due ?? (number === 1 ? hops[0] : undefined);
  if (current === undefined) return { listing: [], checks: [], fetching: [] };
  const images =
    number === 1
      ? hops.flatMap((hop) => hop.images.filter(({ version }) => hop === due || listed.has(version)))
      : current.images.filter(({ version }) => !listed.has(version));
  const step = (kind: Step['kind'], title: string, reason: string, version = current.to): Step => ({
    id: [serial, `hop${number}`, kind, ...(kind === 'download' ? [version] : [])].join('.'),
    kind,
    serial,
    hop: number,
    fromVersion: current.from,
    version,
    title,
    reason,
  });
  const listing = [
    step(
      'software_check',
      `Check for software on ${hostname}`,
      'The device learns from the update server which images exist; a restart makes it forget.',
    ),
  ];
  const checks = [
    step(
      'readiness',
      `Check readiness of ${hostname}`,
      'Room for the images, content new enough, no pending changes or locks, nobody else at work on it.',
    ),
  ];
  const backup = step('back_up', `Back up the configuration of ${hostname}`, BACKUP_REASON);
  const downloads = images.map(({ version, reason }: PlannedImage) =>
    step('download', `Download ${version} on ${hostname}`, reason, version),
  );
  const proof = step(
    'prove_images',
    `Prove images on ${hostname}`,
    'Nothing is installed before both members list every image as downloaded.',
  );
  return {
    listing,
    checks,
    fetching: [
      ...(backsUp && number === 1 ? [backup] : []),
      ...(number === 1 ? deletes.map((version) => deletionOf(serial, current.from, version, hostname)) : []),
      ...downloads,
      ...(images.length === 0 ? [] : [proof]),
    ],
  };
}

function returnSteps(pair: PairToPlan, active: Serial, number: number): Step[] {
  const [one, other] = pair.members;
  const to = [...one.hops, ...other.hops].at(-1)?.to ?? '';
  const inHop = ({ serial, hostname }: MemberToPlan): MemberOfHop => ({ serial, hostname, from: to });
  const hop: HopOfPair = {
    number,
    to,
    mode: pair.mode,
    active,
    due: [],
    members: pair.active === one.serial ? [inHop(one), inHop(other)] : [inHop(other), inHop(one)],
  };
  const check = stepMaker(hop)(
    pair.active,
    'check_pair',
    (own) => `Check the pair before ${own} leads again`,
    'It led before the upgrade; setting panosUpgrade.ha.returnToOriginalActive.',
  );
  return [check, ...stepsOfReturn(hop)];
}
