/** Which old images of a device make room for those of its path, where the user lets that be done without asking. Only reads. */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import type { FileSystem } from '../../panos/answers/health/diskSpace.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { showDiskSpace, showJobs } from '../../panos/commands/device.ts';
import type { Serial } from '../../panos/serial.ts';
import { enoughOf, judgeImages } from '../../planning/oldImages.ts';
import type { UpgradeHop } from '../../planning/plan.ts';
import { lackOf, MEGABYTE, roomFor } from '../../validation/checks/diskSpace.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import { hasInstalled, readOtherPartition } from '../../workflow/proof/otherPartition.ts';
import type { Job } from '../job.ts';
import { otherPartitionByJobs } from '../otherPartitionByJobs.ts';
import { imagesOf } from './planImages.ts';

export interface RoomParts {
  readonly room: RoomRules;
  readonly book: { all(): readonly Job[] };
}

export interface DeviceToMakeRoomOn {
  readonly serial: Serial;
  readonly client: DeviceClient;
  /** The version it runs. */
  readonly runs: string;
  readonly hops: readonly UpgradeHop[];
  readonly listed: readonly SoftwareImage[];
}

/** @returns the versions to delete, oldest first; none where there is room, or cannot be made. @throws DeviceError. */
export async function planRoom(
  { room, book }: RoomParts,
  device: DeviceToMakeRoomOn,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (room.makeRoom !== 'auto' || device.hops.length === 0) return [];
  const fileSystems = await device.client.read(showDiskSpace, { signal });
  return imagesForRoom(room, device, fileSystems, () => otherPartitionOf(book.all(), device, signal));
}

/** The same where its disk has been read. @param otherPartition asked only where there is no room. */
export async function imagesForRoom(
  room: RoomRules,
  { runs, hops, listed }: Pick<DeviceToMakeRoomOn, 'runs' | 'hops' | 'listed'>,
  fileSystems: readonly FileSystem[],
  otherPartition: () => Promise<readonly string[] | null>,
): Promise<readonly string[]> {
  if (room.makeRoom !== 'auto') return [];
  const path = versionsOf(hops);
  const lack = lackOf(roomFor({ ...room, fileSystems, listed, wanted: path, deletes: [] }));
  if (lack === 0) return [];
  const images = judgeImages({ running: runs, otherPartition: await otherPartition(), path, listed });
  return enoughOf(images, lack / MEGABYTE).map(({ version }) => version);
}

/** All versions that a path needs on a device, base images included. */
export function versionsOf(hops: readonly UpgradeHop[]): string[] {
  return [...new Set([...imagesOf({ hops }).map(({ version }) => version), ...hops.map(({ to }) => to)])];
}

/**
 * What it tells itself, or what the jobs have made of it; null where nobody knows.
 * @param jobs newest first.
 * @throws DeviceError.
 */
export async function otherPartitionOf(
  jobs: readonly Job[],
  { serial, client, runs }: Pick<DeviceToMakeRoomOn, 'serial' | 'client' | 'runs'>,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const deviceJobs = await client.read(showJobs, { signal });
  const told = await readOtherPartition(client, deviceJobs, signal);
  if (told !== null || hasInstalled(deviceJobs)) return told;
  return otherPartitionByJobs(jobs, serial, runs);
}
