/** What a device has in the partition that it does not run from, as far as it tells. docs/PANOS.md "Partitions". */
import type { DeviceClient } from '../../panos/client/client.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { showPartitions } from '../../panos/commands/software.ts';
import { isAboutOneQuestion } from '../../validation/oneQuestion.ts';
import { installationNamed, isOfType } from './deviceWords.ts';

/**
 * @param jobs those that the device lists: since its last restart.
 * @returns null where it does not tell, or where an installation has left nobody knows what.
 * @throws DeviceError where it cannot be asked at all.
 */
export async function readOtherPartition(
  client: DeviceClient,
  jobs: readonly DeviceJob[],
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const told = await client.read(showPartitions, { signal }).catch((error: unknown) => {
    if (isAboutOneQuestion(error)) return null;
    throw error;
  });
  if (told !== null) return told;
  const [last] = jobs.filter((job) => isOfType(job, 'SWInstall')).toSorted((a, b) => b.id - a.id);
  const installed = last?.result === 'ok' ? installationNamed(last.details) : undefined;
  return installed === undefined ? null : [installed];
}

/** Whether an installation has been begun since the last restart: what was known of its partitions before is over. */
export function hasInstalled(jobs: readonly DeviceJob[]): boolean {
  return jobs.some((job) => isOfType(job, 'SWInstall'));
}
