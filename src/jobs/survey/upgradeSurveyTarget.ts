/**
 * What an upgrade would do to one device or one HA pair, read from the devices themselves. Changes nothing. It looks
 * in stages and stops at the first that finds a reason not to touch the target.
 */
import type { Device } from '../../inventory/device.ts';
import type { SoftwareImage } from '../../panos/answers/software.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { type InstallMode, planUpgrade, type UpgradeHop } from '../../planning/plan.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { judgePair, type PairMember } from '../../validation/pairFitness.ts';
import type { CheckPolicies, CheckResult } from '../../validation/checkResult.ts';
import { contentVersion } from '../../validation/checks/contentVersion.ts';
import type { ContentDemand } from '../../validation/contentDemands.ts';
import { checkReadiness, type ReadinessRules } from '../../validation/readiness/checkReadiness.ts';
import { policiesInPair } from '../../validation/readiness/readinessSettings.ts';
import { planImages } from '../plan/planImages.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import { type DeviceToMakeRoomOn, imagesForRoom } from '../plan/planRoom.ts';
import { planHopsOfPair } from '../plan/planPair.ts';
import { deletionNote, imageNotes, surveyImages, whyNoPlan } from './downloadSurveyImages.ts';
import { anotherDevice, skipped, type Skipped } from './downloadSurveyRow.ts';
import { type Durations, type Estimate, estimateDevice, inTurn } from './upgradeEstimate.ts';
import type { SurveyedMember, UpgradeSurveyRow } from './upgradeSurveyRow.ts';
import { readSerial } from '../../panos/serial.ts';

export interface TargetSurvey {
  readonly paths: UpgradePaths;
  readonly installMode: InstallMode;
  /** How many feature releases the members of a pair may be apart on the way, where nobody knows for certain. */
  readonly maxReleasesApart: number;
  readonly room: RoomRules;
  readonly readiness: ReadinessRules;
  /** All checks; without it only what costs no more than a moment and would end the upgrade in the middle. */
  readonly isReadinessAsked: boolean;
  /** What devices have asked for that refused an installation. */
  readonly contentDemands: readonly ContentDemand[];
  readonly allowPreemption: boolean;
  readonly signal: AbortSignal;
  durationsOf(model: string): Durations;
  /** See otherPartitionOf. @throws DeviceError. */
  otherPartition(
    device: Pick<DeviceToMakeRoomOn, 'serial' | 'client' | 'runs'>,
  ): Promise<readonly string[] | null>;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

/** What a member said, kept from stage to stage. */
interface Asked extends PairMember {
  readonly client: DeviceClient;
  readonly listed: readonly SoftwareImage[];
  /** Still to be gone through; empty until it is planned, and for a member at its target. */
  hops: readonly UpgradeHop[];
  /** Old images that the job deletes first. */
  deletes: readonly string[];
}

interface Looking {
  readonly survey: TargetSurvey;
  /** By serial. */
  readonly asked: Map<string, Asked>;
  /** Words of caution, one sentence each. */
  readonly notes: string[];
}

type Stage = (row: UpgradeSurveyRow, looking: Looking) => Promise<UpgradeSurveyRow>;

const stages: readonly Stage[] = [askMembers, judgeRoles, planVersions, lookAtImages, judgeReadiness];

/**
 * @param row what is known without asking.
 * @throws DeviceError when a member cannot be asked; UserError when its address cannot be used.
 */
export async function surveyTarget(row: UpgradeSurveyRow, survey: TargetSurvey): Promise<UpgradeSurveyRow> {
  const looking: Looking = { survey, asked: new Map(), notes: [] };
  let seen = row;
  for (const stage of stages) {
    seen = await stage(seen, looking);
    if (seen.outcome.kind === 'skipped') return seen;
  }
  const ofImages = seen.members.flatMap(({ hostname, version, images }) =>
    imageNotes(version, images).map((note) => named(seen, hostname, note)),
  );
  const notes = [...ofImages, ...looking.notes];
  const outcome = { kind: 'ready', note: notes.length === 0 ? null : notes.join(' ') } as const;
  return { ...seen, estimate: estimateOf(seen, survey), outcome };
}

async function askMembers(row: UpgradeSurveyRow, { survey, asked }: Looking): Promise<UpgradeSurveyRow> {
  const { paths, signal } = survey;
  const known = [];
  for (const member of row.members) {
    const client = survey.clientFor(member);
    const { info, listed } = await planImages(client, paths, signal);
    if (info.serial !== readSerial(member.serial))
      return { ...row, outcome: anotherDevice(member.address, info.serial) };
    known.push({ client, info, listed });
  }
  // The roles of a pair are judged by what both say at the same moment; the lists of images may have taken minutes.
  for (const { client, info, listed } of known) {
    const ha = await client.read(showHaState, { signal });
    const { serial, hostname } = info;
    asked.set(serial, { serial, hostname, client, info, ha, listed, hops: [], deletes: [] });
  }
  return withEach(row, async (member) => {
    const { hostname, model, swVersion: version } = askedOf(asked, member).info;
    return { ...member, hostname, model, version };
  });
}

async function judgeRoles(row: UpgradeSurveyRow, { survey, asked }: Looking): Promise<UpgradeSurveyRow> {
  const [one, other] = row.members;
  if (other === undefined) {
    if (!askedOf(asked, one).ha.enabled) return row;
    const why = 'It is a member of an HA pair by now. Run Discover Devices again.';
    return { ...row, outcome: skipped('member_alone', why) };
  }
  const verdict = judgePair([askedOf(asked, one), askedOf(asked, other)], survey);
  if (verdict.ok) {
    const isActiveActive = verdict.mode === 'active-active';
    const isInOrder = verdict.first === readSerial(one.serial);
    return { ...row, isActiveActive, members: isInOrder ? [one, other] : [other, one] };
  }
  const { trouble, message } = verdict;
  return {
    ...row,
    isPreemptive: trouble.code === 'preemptive',
    outcome: skipped('pair_not_fit', message),
  };
}

async function planVersions(
  row: UpgradeSurveyRow,
  { survey, asked, notes }: Looking,
): Promise<UpgradeSurveyRow> {
  const [one, other] = row.members;
  const { paths, installMode: mode } = survey;
  const first = askedOf(asked, one);
  const second = other === undefined ? null : askedOf(asked, other);
  // In the way the job itself will plan.
  const planned =
    second === null
      ? planUpgrade({
          currentVersion: one.version,
          model: first.info.model,
          paths,
          listed: first.listed,
          mode,
        })
      : planHopsOfPair([first, second], [first.listed, second.listed], paths, survey);
  if ('trouble' in planned) {
    return { ...row, outcome: skipped(whyNoPlan(planned), planned.message) };
  }
  if (planned.line !== null) notes.push(planned.line);
  const hops = 'path' in planned ? [planned.hops] : planned.hops;
  for (const [index, member] of [first, ...(second === null ? [] : [second])].entries())
    member.hops = hops[index] ?? [];
  return withEach(row, async (member) => {
    return { ...member, path: askedOf(asked, member).hops.map(({ to }) => to) };
  });
}

async function lookAtImages(row: UpgradeSurveyRow, looking: Looking): Promise<UpgradeSurveyRow> {
  const { survey, asked } = looking;
  const troubles: Skipped[] = [];
  const looked = await withEach(row, async (member) => {
    const known = askedOf(asked, member);
    const { serial, client, listed, hops } = known;
    const { swVersion: runs } = known.info;
    if (hops.length === 0) return { ...member, fetchMb: 0 };
    const fileSystems = await client.read(showDiskSpace, { signal: survey.signal });
    const deletes = await imagesForRoom(survey.room, { runs, hops, listed }, fileSystems, () =>
      survey.otherPartition({ serial, client, runs }),
    );
    if (deletes.length > 0) looking.notes.push(named(row, member.hostname, deletionNote(deletes)));
    known.deletes = deletes;
    const found = surveyImages(member, { hops }, listed, fileSystems, survey.room, deletes);
    const { images, fetchMb, freeMb } = found;
    if (found.notListed !== null) troubles.push(found.notListed);
    if (found.noRoom !== null)
      troubles.push({ ...found.noRoom, message: named(row, member.hostname, found.noRoom.message) });
    return { ...member, images, fetchMb, freeMb };
  });
  const [trouble] = troubles;
  return trouble === undefined ? looked : { ...looked, outcome: trouble };
}

/** Content that is too old is said in any case: the installation is refused for it, of a pair in the middle. */
async function judgeReadiness(row: UpgradeSurveyRow, looking: Looking): Promise<UpgradeSurveyRow> {
  const { isReadinessAsked } = looking.survey;
  const judged = await withEach(row, async (member) => {
    return { ...member, readiness: await checksOf(row, member, looking) };
  });
  const all = judged.members.flatMap(({ hostname, readiness }) =>
    (readiness ?? []).map(({ verdict, reason }) => ({ verdict, words: named(row, hostname, reason) })),
  );
  const reasonsOf = (wanted: CheckResult['verdict']): string[] =>
    all.flatMap(({ verdict, words }) => (verdict === wanted ? [words] : []));
  const reasons = reasonsOf('fail');
  const shown = isReadinessAsked ? judged : row;
  if (reasons.length > 0) return { ...shown, outcome: skipped('not_ready', reasons.join(' ')) };
  if (!isReadinessAsked) looking.notes.push(...reasonsOf('warn'));
  return shown;
}

function checksOf(row: UpgradeSurveyRow, member: SurveyedMember, looking: Looking): Promise<CheckResult[]> {
  const { readiness, isReadinessAsked, allowPreemption, signal } = looking.survey;
  const { policies } = readiness;
  const [first] = row.members;
  const isSecond = member !== first && first.path.length > 0;
  const before = askedOf(looking.asked, first);
  return checkReadiness(askedOf(looking.asked, member).client, {
    ...readiness,
    ...(isReadinessAsked
      ? { policies: row.members.length === 2 ? policiesInPair(policies, allowPreemption) : policies }
      : { policies: onlyContent(policies), checks: [contentVersion] }),
    wanted: member.images.map(({ version }) => version),
    deletes: askedOf(looking.asked, member).deletes,
    installs: member.path,
    ...(isSecond
      ? { peerBefore: { hostname: before.hostname, content: async () => before.info.appVersion } }
      : {}),
    contentDemands: looking.survey.contentDemands,
    signal,
  });
}

/** What else the user has named is left to the jobs. */
function onlyContent({ content_version: policy }: CheckPolicies): CheckPolicies {
  return policy === undefined ? {} : { content_version: policy };
}

function estimateOf({ members }: UpgradeSurveyRow, survey: TargetSurvey): Estimate {
  return inTurn(
    members.map(({ model, path, images, fetchMb }) =>
      estimateDevice(
        {
          hops: path.length,
          fetchMb: fetchMb ?? 0,
          unsized: images.filter(({ state, sizeMb }) => state !== 'present' && sizeMb === null).length,
        },
        survey.durationsOf(model),
      ),
    ),
  );
}

/** Of two devices in one row it is said which one is meant. */
function named({ members }: UpgradeSurveyRow, hostname: string, text: string): string {
  return members.length === 1 || text.startsWith(`${hostname} `) ? text : `${hostname}: ${text}`;
}

function askedOf(asked: ReadonlyMap<string, Asked>, { serial }: SurveyedMember): Asked {
  const member = asked.get(serial);
  if (member === undefined) throw new Error(`${serial} was not asked.`);
  return member;
}

/** One member after the other: a pair counts as one worker. */
async function withEach(
  row: UpgradeSurveyRow,
  change: (member: SurveyedMember) => Promise<SurveyedMember>,
): Promise<UpgradeSurveyRow> {
  const [one, other] = row.members;
  const first = await change(one);
  return { ...row, members: other === undefined ? [first] : [first, await change(other)] };
}
