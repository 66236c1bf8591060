/** Fixes what a download job will fetch, once, from what its device runs and offers at its start. Only reads. */
import { planDownloadSteps } from '../../workflow/plan/planSteps.ts';
import type { JobOutcome } from '../../workflow/stepResult.ts';
import type { Job, Run } from '../job.ts';
import { planRoom } from './planRoom.ts';
import { imagesOf, planImages, whatIsNotOffered } from './planImages.ts';
import { notPlanned, otherDeviceAt, type PlanParts, withoutPlan } from './planParts.ts';

/**
 * Appends PLAN_FIXED.
 * @returns null when the plan stands; otherwise how the job ends without one.
 * @throws DeviceError, UserError.
 */
export async function planDownload(
  parts: PlanParts,
  job: Job,
  run: Run,
  signal: AbortSignal,
): Promise<JobOutcome | null> {
  const paths = await parts.upgradePaths();
  const client = parts.clientFor(run);
  let readAt = parts.clock.now();
  const { info, plan, listed } = await planImages(client, paths, signal, () => {
    readAt = parts.clock.now();
  });
  if (info.serial !== run.serial) {
    return notPlanned(otherDeviceAt(run, info.serial));
  }
  if (!plan.ok) return withoutPlan(plan);

  const imageOf = new Map(listed.map((image) => [image.version, image]));
  const images = imagesOf(plan);
  const { hostname } = run;
  const lacking = whatIsNotOffered([{ hostname, runs: info.swVersion, hops: plan.hops, listed }]);
  if (lacking !== null) return notPlanned(lacking);

  const { serial } = run;
  const { hops } = plan;
  const deletes = await planRoom(parts, { serial, client, runs: info.swVersion, hops, listed }, signal);
  parts.book.append({
    kind: 'PLAN_FIXED',
    job: job.id,
    data: {
      runs: [
        {
          serial: run.serial,
          startingVersion: info.swVersion,
          readAt,
          path: [...plan.path],
          images: images.map(({ version }) => ({
            version,
            sizeMb: imageOf.get(version)?.sizeMb ?? null,
            listed: imageOf.has(version),
          })),
        },
      ],
      steps: planDownloadSteps(
        run.serial,
        info.swVersion,
        plan.path.at(-1) ?? info.swVersion,
        images.filter(({ version }) => imageOf.has(version)),
        deletes,
      ),
    },
  });
  return null;
}
