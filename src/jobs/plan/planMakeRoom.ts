/** Fixes which images a job deletes: those somebody has chosen, as far as they are still there, if all of them may still go. */
import { judgeImages, keptWords } from '../../planning/oldImages.ts';
import { planRoomSteps } from '../../workflow/plan/planSteps.ts';
import { endedWell, type JobOutcome } from '../../workflow/stepResult.ts';
import { inWords } from '../../workflow/workflowTroubles.ts';
import type { Job, Run } from '../job.ts';
import { imagesOfDevice } from './oldImagesOf.ts';
import { notPlanned, notPlannedBecause, otherDeviceAt, type PlanParts } from './planParts.ts';

/**
 * Appends PLAN_FIXED.
 * @returns null when the plan stands; otherwise how the job ends without one.
 * @throws DeviceError, UserError.
 */
export async function planMakeRoom(
  parts: PlanParts,
  { id, room }: Job,
  run: Run,
  signal: AbortSignal,
): Promise<JobOutcome | null> {
  if (room === null) throw new Error(`Job ${id} does not say which images it deletes.`);
  const { book, clock } = parts;
  const paths = await parts.upgradePaths();
  const readAt = clock.now();
  // The open job of the device is this one, which needs none.
  const device = await imagesOfDevice(
    { paths, jobs: book.all(), open: undefined },
    parts.clientFor(run),
    signal,
  );
  const { serial, swVersion } = device.info;
  if (serial !== run.serial) return notPlanned(otherDeviceAt(run, serial));

  const otherPartition = device.otherPartition ?? room.otherPartition;
  const chosen = judgeImages({ ...device, otherPartition }).filter(({ version }) =>
    room.versions.includes(version),
  );
  for (const { version, keptFor } of chosen) {
    if (keptFor !== null) {
      return notPlannedBecause(inWords({ code: 'image_needed', version, keptFor: keptWords[keptFor] }));
    }
  }
  if (chosen.length === 0) {
    return endedWell('skipped', `${room.versions.join(', ')}: not on the device any more.`);
  }
  book.append({
    kind: 'PLAN_FIXED',
    job: id,
    data: {
      runs: [{ serial, startingVersion: swVersion, readAt, path: [swVersion], images: [] }],
      steps: planRoomSteps(
        serial,
        swVersion,
        chosen.map(({ version }) => version),
      ),
    },
  });
  return null;
}
