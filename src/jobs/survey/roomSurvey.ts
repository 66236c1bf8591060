/** What room devices have for the images of their paths, and which old ones may go: read before anybody is asked. Changes nothing. */
import type { Serial } from '../../panos/serial.ts';
import type { Device } from '../../inventory/device.ts';
import { inParallel } from '../../inventory/inParallel.ts';
import type { ReadableInventory } from '../../inventory/inventory.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { DeviceImages } from '../../planning/oldImages.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { UserError } from '../../ports/userError.ts';
import { lackOf, roomFor } from '../../validation/checks/diskSpace.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import type { JobBook } from '../jobBook.ts';
import { imagesOfDevice } from '../plan/oldImagesOf.ts';
import { anotherDevice } from './downloadSurveyRow.ts';
import { NOT_IN_INVENTORY } from './outcomeFromMemory.ts';

export interface RoomOfDevice {
  readonly serial: Serial;
  readonly hostname: string;
  /** Why nothing is known of it, one sentence; null where it was read. */
  readonly trouble: string | null;
  readonly images: DeviceImages;
  /** Bytes; null where the device does not tell. */
  readonly free: number | null;
  /** Bytes that are lacking for its path. */
  readonly lack: number;
}

export interface RoomSurveyParts {
  readonly inventory: Pick<ReadableInventory, 'get'>;
  readonly book: Pick<JobBook, 'all' | 'openJobOf'>;
  readonly paths: UpgradePaths;
  readonly room: RoomRules;
  /** How many devices are read at a time. */
  readonly workers: number;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

const NOTHING: DeviceImages = { running: '', otherPartition: null, path: [], listed: [] };

/** One device in trouble never stops the others. @throws the reason of the signal when it is aborted. */
export async function surveyRoom(
  parts: RoomSurveyParts,
  serials: readonly Serial[],
  signal: AbortSignal,
): Promise<readonly RoomOfDevice[]> {
  const found: RoomOfDevice[] = [];
  await inParallel([...serials.entries()], parts.workers, async ([index, serial]) => {
    signal.throwIfAborted();
    found[index] = await readRoom(parts, serial, signal);
  });
  return found;
}

async function readRoom(parts: RoomSurveyParts, serial: Serial, signal: AbortSignal): Promise<RoomOfDevice> {
  const { inventory, book, paths, room } = parts;
  const device = inventory.get(serial);
  const unknown = (trouble: string): RoomOfDevice => {
    return { serial, hostname: device?.hostname ?? serial, trouble, images: NOTHING, free: null, lack: 0 };
  };
  if (device === undefined) return unknown(NOT_IN_INVENTORY.message);
  try {
    const known = { paths, jobs: book.all(), open: book.openJobOf(serial) };
    const images = await imagesOfDevice(known, parts.clientFor(device), signal);
    if (images.info.serial !== device.serial)
      return unknown(anotherDevice(device.address, images.info.serial).message);
    const { fileSystems, listed, wanted } = images;
    const has = roomFor({ ...room, fileSystems, listed, wanted, deletes: [] });
    const { hostname } = images.info;
    return { serial, hostname, trouble: null, images, free: has.free, lack: lackOf(has) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError || isDeviceError(error)) return unknown(error.message);
    throw error;
  }
}
