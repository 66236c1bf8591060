/** Fixes what the job of an HA pair will do, once, from the roles and versions its members have at its start. Only reads. */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { compareVersions } from '../../panos/version.ts';
import { notOffered } from '../../planning/notOffered.ts';
import { type NoPlan, noPlan, planUpgrade, type UpgradeHop } from '../../planning/plan.ts';
import { pathFrom } from '../../planning/pathFrom.ts';
import { whyTooFarForPair } from '../../planning/releaseSkips.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { judgePair, type PairMember, strangerAmong } from '../../validation/pairFitness.ts';
import { readMember } from '../../workflow/pair/pairReading.ts';
import { planPairSteps } from '../../workflow/plan/planPairSteps.ts';
import type { JobOutcome } from '../../workflow/stepResult.ts';
import type { Job, Run } from '../job.ts';
import { readListed, whatIsNotOffered } from './planImages.ts';
import { planRoom } from './planRoom.ts';
import { notPlanned, notPlannedBecause, type PlanParts, withoutPlan } from './planParts.ts';

/**
 * Appends PLAN_FIXED.
 * @returns null when the plan stands; otherwise how the job ends without one.
 * @throws DeviceError, UserError.
 */
export async function planPair(
  parts: PlanParts,
  job: Job,
  runs: readonly [Run, Run],
  signal: AbortSignal,
): Promise<JobOutcome | null> {
  const [one, other] = runs;
  const members = await Promise.all([
    readMember({ ...one, client: parts.clientFor(one) }, parts.clock, { signal }),
    readMember({ ...other, client: parts.clientFor(other) }, parts.clock, { signal }),
  ]);
  const stranger = strangerAmong(members);
  if (stranger !== undefined) {
    const { hostname, info, serial } = stranger;
    return notPlanned({ code: 'other_device_in_pair', hostname, found: info.serial, serial });
  }
  const verdict = judgePair(members, job);
  if (!verdict.ok) return notPlannedBecause(verdict);

  const paths = await parts.upgradePaths();
  const planBy = (offered: OfferedToPair): PairHops | NoPlan =>
    planHopsOfPair(members, offered, paths, parts);
  const kept = await listsOf(parts, runs, signal, planBy);
  const plan = planBy(kept);
  if ('trouble' in plan) {
    const outcome = withoutPlan(plan);
    return outcome.ending === 'failed' ? notPlannedBecause(plan) : outcome;
  }
  const lacking = whatIsNotOffered(
    members.map(({ hostname, info }, index) => ({
      hostname,
      runs: info.swVersion,
      hops: plan.hops[index] ?? [],
      listed: kept[index] ?? [],
    })),
  );
  if (lacking !== null) return notPlanned(lacking);
  const planned = await Promise.all(
    members.map(async ({ serial, hostname, info }, index) => {
      const hops = plan.hops[index] ?? [];
      const listed = kept[index] ?? [];
      const client = parts.clientFor(index === 0 ? one : other);
      const deletes = await planRoom(parts, { serial, client, runs: info.swVersion, hops, listed }, signal);
      return { serial, hostname, hops, listed: new Set(listed.map(({ version }) => version)), deletes };
    }),
  );
  const [first, second] = planned;
  if (first === undefined || second === undefined) throw new Error('A pair has two members.');
  parts.book.append({
    kind: 'PLAN_FIXED',
    job: job.id,
    data: {
      runs: members.map(({ serial, info, infoAt }, index) => ({
        serial,
        startingVersion: info.swVersion,
        readAt: infoAt,
        images: [],
        path: pathOf(plan.hops[index] ?? [], info.swVersion),
      })),
      steps: planPairSteps({
        mode: verdict.mode,
        active: verdict.second,
        members: [first, second],
        returnsToActive: parts.returnsToActive,
        backsUp: parts.backsUp,
      }),
    },
  });
  return null;
}

/** The images each member knows of; one whose own list lacks an image that it must offer asks the update server first. */
async function listsOf(
  parts: PlanParts,
  runs: readonly [Run, Run],
  signal: AbortSignal,
  planBy: (offered: OfferedToPair) => PairHops | NoPlan,
): Promise<OfferedToPair> {
  const lists = runs.map((run, index) =>
    readListed(parts.clientFor(run), signal, (own) => {
      // The versions of the path do not depend on the lists: the peer's may be empty here.
      const plan = planBy(index === 0 ? [own, []] : [[], own]);
      return 'trouble' in plan || notOffered(plan.hops[index] ?? [], own).length === 0;
    }),
  );
  const [first = [], second = []] = await Promise.all(lists);
  return [first, second];
}

/** A member that is at the target has no path left; the record wants its version then. */
function pathOf(hops: readonly UpgradeHop[], running: string): string[] {
  return hops.length === 0 ? [running] : hops.map(({ to }) => to);
}

/** The images each member knows of. */
type OfferedToPair = readonly [readonly SoftwareImage[], readonly SoftwareImage[]];

type PairRules = Pick<PlanParts, 'installMode' | 'maxReleasesApart'>;

interface PairHops {
  /** Of each member; one that is ahead has the last ones of the other's, or none. */
  readonly hops: readonly [readonly UpgradeHop[], readonly UpgradeHop[]];
  /** As of UpgradePlan. */
  readonly line: string | null;
}

/**
 * The path of the pair is that of the member that is behind; a pair that somebody has half upgraded is taken up where
 * it is.
 */
export function planHopsOfPair(
  members: readonly [PairMember, PairMember],
  offered: OfferedToPair,
  paths: UpgradePaths,
  rules: PairRules,
): PairHops | NoPlan {
  const [one, other] = members.map(({ info }) => info.swVersion);
  if (one === undefined || other === undefined) throw new Error('A pair has two members.');
  const behind = compareVersions(one, other) <= 0 ? one : other;
  const { versions: path = [], line = null } = pathFrom(behind, paths) ?? {};
  const hopsOf = (version: string, listed: readonly SoftwareImage[]): readonly UpgradeHop[] | NoPlan => {
    const rest = path.slice(path.indexOf(version) + 1);
    if (version !== behind && !path.includes(version)) return notOnPath(members, version, behind);
    if (version !== behind && rest.length === 0) return [];
    const own = version === behind ? paths : new Map([[version, rest]]);
    const plan = planUpgrade({
      currentVersion: version,
      model: members[0].info.model,
      paths: own,
      listed,
      mode: rules.installMode,
    });
    return plan.ok ? plan.hops : plan;
  };
  const first = hopsOf(one, offered[0]);
  if ('trouble' in first) return first;
  const second = hopsOf(other, offered[1]);
  if ('trouble' in second) return second;
  const gap = [...first, ...second]
    .map(({ from, to }) => whyTooFarForPair(from, to, rules.maxReleasesApart))
    .find((why) => why !== null);
  return gap === undefined ? { hops: [first, second], line } : noPlan(gap);
}

function notOnPath(members: readonly PairMember[], newer: string, older: string): NoPlan {
  const running = members.map(({ hostname, info }) => ({ hostname, version: info.swVersion }));
  return noPlan({ code: 'half_upgraded', members: running, newer, older });
}
