/** Fixes what the job of an HA pair will do, once, from the roles and versions its members have at its start. Only reads. */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import { compareVersions } from '../../panos/version.ts';
import { type InstallMode, type NoPlan, noPlan, planUpgrade, type UpgradeHop } from '../../planning/plan.ts';
import { pathFrom } from '../../planning/pathFrom.ts';
import { whyTooFarForPair } from '../../planning/releaseSkips.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { judgePair, type PairMember } from '../../validation/pairFitness.ts';
import { readMember } from '../../workflow/pair/pairReading.ts';
import { planPairSteps } from '../../workflow/plan/planPairSteps.ts';
import type { JobOutcome } from '../../workflow/stepResult.ts';
import type { Job, Run } from '../job.ts';
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
  const stranger = members.find(({ serial, info }) => serial !== info.serial);
  if (stranger !== undefined) {
    const { hostname, info, serial } = stranger;
    return notPlanned({ code: 'other_device_in_pair', hostname, found: info.serial, serial });
  }
  const verdict = judgePair(members, job);
  if (!verdict.ok) return notPlannedBecause(verdict);

  const offered = await Promise.all(runs.map((run) => parts.clientFor(run).read(showSoftware, { signal })));
  const paths = await parts.upgradePaths();
  const plan = planHopsOfPair(members, [offered[0] ?? [], offered[1] ?? []], paths, parts.installMode);
  if ('trouble' in plan) {
    const outcome = withoutPlan(plan);
    return outcome.ending === 'failed' ? notPlannedBecause(plan) : outcome;
  }
  const planned = members.map(({ serial, hostname }, index) => ({
    serial,
    hostname,
    hops: plan.hops[index] ?? [],
    listed: new Set(offered[index]?.map(({ version }) => version)),
  }));
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

/** A member that is at the target has no path left; the record wants its version then. */
function pathOf(hops: readonly UpgradeHop[], running: string): string[] {
  return hops.length === 0 ? [running] : hops.map(({ to }) => to);
}

interface PairHops {
  /** Of each member; one that is ahead has the last ones of the other's, or none. */
  readonly hops: readonly [readonly UpgradeHop[], readonly UpgradeHop[]];
}

/**
 * The path of the pair is that of the member that is behind; a pair that somebody has half upgraded is taken up where
 * it is.
 * @param offered the images each member knows of.
 */
export function planHopsOfPair(
  members: readonly [PairMember, PairMember],
  offered: readonly [readonly SoftwareImage[], readonly SoftwareImage[]],
  paths: UpgradePaths,
  mode: InstallMode,
): PairHops | NoPlan {
  const [one, other] = members.map(({ info }) => info.swVersion);
  if (one === undefined || other === undefined) throw new Error('A pair has two members.');
  const behind = compareVersions(one, other) <= 0 ? one : other;
  const path = pathFrom(behind, paths) ?? [];
  const hopsOf = (version: string, listed: readonly SoftwareImage[]): readonly UpgradeHop[] | NoPlan => {
    const rest = path.slice(path.indexOf(version) + 1);
    if (version !== behind && !path.includes(version)) return notOnPath(members, version, behind);
    if (version !== behind && rest.length === 0) return [];
    const own = version === behind ? paths : new Map([[version, rest]]);
    const plan = planUpgrade({ currentVersion: version, paths: own, listed, mode });
    return plan.ok ? plan.hops : plan;
  };
  const first = hopsOf(one, offered[0]);
  if ('trouble' in first) return first;
  const second = hopsOf(other, offered[1]);
  if ('trouble' in second) return second;
  const gap = [...first, ...second]
    .map(({ from, to }) => whyTooFarForPair(from, to))
    .find((why) => why !== null);
  return gap === undefined ? { hops: [first, second] } : noPlan(gap);
}

function notOnPath(members: readonly PairMember[], newer: string, older: string): NoPlan {
  const running = members.map(({ hostname, info }) => ({ hostname, version: info.swVersion }));
  return noPlan({ code: 'half_upgraded', members: running, newer, older });
}
