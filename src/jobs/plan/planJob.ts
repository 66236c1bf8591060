/** Fixes what a job will do, once, from what its device runs at its start. Only reads. */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { readTimed } from '../../panos/client/timedRead.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { isDeviceError } from '../../panos/errors.ts';
import { notOffered } from '../../planning/notOffered.ts';
import { type NoPlan, planUpgrade, type UpgradePlan } from '../../planning/plan.ts';
import { CancelRequested, causeOf } from '../../workflow/context.ts';
import { planSteps } from '../../workflow/plan/planSteps.ts';
import type { JobOutcome } from '../../workflow/stepResult.ts';
import { planDownload } from './planDownload.ts';
import { readListed, whatIsNotOffered } from './planImages.ts';
import { planMakeRoom } from './planMakeRoom.ts';
import { planPair } from './planPair.ts';
import { planRoom } from './planRoom.ts';
import {
  nothingDone,
  notPlanned,
  notPlannedBecause,
  otherDeviceAt,
  type PlanParts,
  withoutPlan,
} from './planParts.ts';
import { deviceTrouble, inWords } from '../../workflow/workflowTroubles.ts';
import type { Job, Run } from '../job.ts';
import type { JobStops } from '../jobStops.ts';

/**
 * Plans a job and appends PLAN_FIXED.
 * @returns null when the plan stands; otherwise how the job ends without one.
 * @throws EngineClosing, StorageLostError, UserError.
 */
export async function planJob(parts: PlanParts, job: Job, stops: JobStops): Promise<JobOutcome | null> {
  const [run, peer] = job.runs;
  if (run === undefined) throw new Error(`Job ${job.id} has no device.`);
  try {
    switch (job.type) {
      case 'download_only':
        return await planDownload(parts, job, run, stops.cancelled);
      case 'standalone':
        return await planUpgradeOf(parts, job, run, stops.cancelled);
      case 'ha_pair':
        if (peer === undefined) throw new Error(`Job ${job.id} is of a pair and has one device.`);
        return await planPair(parts, job, [run, peer], stops.cancelled);
      case 'make_room':
        return await planMakeRoom(parts, job, run, stops.cancelled);
    }
  } catch (error) {
    const why = causeOf(error, stops.cancelled);
    if (why instanceof CancelRequested) return nothingDone;
    if (isDeviceError(why)) return notPlannedBecause(inWords(deviceTrouble(why)));
    throw why;
  }
}

async function planUpgradeOf(
  parts: PlanParts,
  job: Job,
  run: Run,
  signal: AbortSignal,
): Promise<JobOutcome | null> {
  const client = parts.clientFor(run);
  const info = await readTimed(client, showSystemInfo, parts.clock, { signal });
  const { serial, swVersion, model } = info.answer;
  if (serial !== run.serial) {
    return notPlanned(otherDeviceAt(run, serial));
  }
  // Its peer would be left without a partner: what discovery saw may be days old.
  const ha = await client.read(showHaState, { signal });
  if (ha.enabled) return notPlanned({ code: 'joined_a_pair_before', hostname: run.hostname });

  const paths = await parts.upgradePaths();
  const planBy = (listed: readonly SoftwareImage[]): UpgradePlan | NoPlan =>
    planUpgrade({ currentVersion: swVersion, model, listed, mode: parts.installMode, paths });
  const listed = await readListed(client, signal, (kept) => {
    const plan = planBy(kept);
    return !plan.ok || notOffered(plan.hops, kept).length === 0;
  });
  const plan = planBy(listed);
  if (!plan.ok) return withoutPlan(plan);
  const lacking = whatIsNotOffered([{ hostname: run.hostname, runs: swVersion, hops: plan.hops, listed }]);
  if (lacking !== null) return notPlanned(lacking);
  const { hops } = plan;
  const deletes = await planRoom(parts, { serial, client, runs: swVersion, hops, listed }, signal);
  parts.book.append({
    kind: 'PLAN_FIXED',
    job: job.id,
    data: {
      runs: [{ serial, startingVersion: swVersion, readAt: info.at, path: [...plan.path], images: [] }],
      steps: planSteps(serial, hops, parts.backsUp, deletes),
    },
  });
  return null;
}
