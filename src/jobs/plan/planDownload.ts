/** Fixes what a download job will fetch, once, from what its device runs and offers at its start. Only reads. */
import { planDownloadSteps } from '../../workflow/plan/planSteps.ts';
import type { StepsOutcome } from '../../workflow/steps/runSteps.ts';
import type { Job, Run } from '../job.ts';
import { imagesOf, isListed, planImages } from './planImages.ts';
import { nothingWasDone, type PlanParts } from './planParts.ts';

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
): Promise<StepsOutcome | null> {
  const { info, plan, listed } = await planImages(parts.clientFor(run), await parts.upgradePaths(), signal);
  if (info.serial !== run.serial) {
    return nothingWasDone(`${run.address} is the device ${info.serial} and not ${run.serial}.`);
  }
  if (!plan.ok) return { ending: plan.kind === 'illegal' ? 'failed' : 'skipped', message: plan.reason };

  const imageOf = new Map(listed.map((image) => [image.version, image]));
  const images = imagesOf(plan);
  const missing = plan.hops[0]?.images.find(({ version }) => !isListed(listed, version));
  if (missing !== undefined)
    return { ending: 'failed', message: notOffered(run, missing.version, info.swVersion) };

  parts.book.append({
    kind: 'PLAN_FIXED',
    job: job.id,
    data: {
      runs: [
        {
          serial: run.serial,
          startingVersion: info.swVersion,
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
      ),
    },
  });
  return null;
}

/** An image of the very next version must be on offer; later ones are listed once the device runs a later version. */
export function notOffered({ hostname }: Pick<Run, 'hostname'>, version: string, running: string): string {
  return (
    `${hostname} runs ${running} and does not list ${version}, so nothing is downloaded. ` +
    'Check its support licence and its connection to the update server, or upload the image.'
  );
}
