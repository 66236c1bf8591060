/** What the partition of a device that it does not run from has, by what jobs of ours have installed last. */
import type { Serial } from '../panos/serial.ts';
import { isUpgrade, type Job } from './job.ts';

/** The steps of an ended job are unpacked when they are read. */
const JOBS_LOOKED_AT = 20;

/**
 * @param jobs newest first.
 * @param runs the version of the device.
 * @returns null where the newest installation does not tell: it did not end well, or somebody else has installed since.
 */
export function otherPartitionByJobs(
  jobs: readonly Job[],
  serial: Serial,
  runs: string,
): readonly string[] | null {
  const upgrades = jobs
    .filter((job) => isUpgrade(job) && !job.dryRun && job.runs.some((run) => run.serial === serial))
    .slice(0, JOBS_LOOKED_AT);
  for (const { steps } of upgrades) {
    const last = steps.findLast(
      ({ kind, serial: of, effect }) => kind === 'install' && of === serial && (effect?.attempts ?? 0) > 0,
    );
    if (last === undefined) continue;
    if (last.state !== 'done') return null;
    if (last.version === runs) return [last.fromVersion];
    return last.fromVersion === runs ? [last.version] : null;
  }
  return null;
}
