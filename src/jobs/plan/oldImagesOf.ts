/** The images of one device, and what it is known to need of them. Only reads. */
import type { Serial } from '../../panos/serial.ts';
import type { FileSystem } from '../../panos/answers/health/diskSpace.ts';
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import type { DeviceImages } from '../../planning/oldImages.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import type { Job } from '../job.ts';
import { planImages } from './planImages.ts';
import { otherPartitionOf, versionsOf } from './planRoom.ts';

export interface ImagesOfDevice extends DeviceImages {
  readonly info: SystemInfo;
  readonly fileSystems: readonly FileSystem[];
  /** The path before it by the user's table; empty where there is none. */
  readonly wanted: readonly string[];
}

export interface OldImagesParts {
  readonly paths: UpgradePaths;
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** The queued or active job of the device, whose images stay. */
  readonly open: Job | undefined;
}

/** @throws DeviceError. */
export async function imagesOfDevice(
  { paths, jobs, open }: OldImagesParts,
  client: DeviceClient,
  signal: AbortSignal,
): Promise<ImagesOfDevice> {
  const { info, plan, listed } = await planImages(client, paths, signal);
  const { serial, swVersion: running } = info;
  const otherPartition = await otherPartitionOf(jobs, { serial, client, runs: running }, signal);
  const fileSystems = await client.read(showDiskSpace, { signal });
  const wanted = plan.ok ? versionsOf(plan.hops) : [];
  const path = [...wanted, ...(open === undefined ? [] : versionsOfJob(open, serial))];
  return { info, running, otherPartition, path, wanted, listed, fileSystems };
}

/** What an open job deletes is not what it needs. */
function versionsOfJob({ runs, steps }: Job, of: Serial): string[] {
  return [
    ...runs.flatMap(({ serial, path }) => (serial === of ? path : [])),
    ...steps.flatMap(({ serial, kind, version }) =>
      serial === of && kind !== 'delete_image' ? [version] : [],
    ),
  ];
}
