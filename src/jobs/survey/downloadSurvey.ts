/** What a bulk download would do, device by device, before anything is queued: from what is known, then from the devices. */
import type { Device } from '../../inventory/device.ts';
import type { ReadableInventory } from '../../inventory/inventory.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import type { JobBook } from '../jobBook.ts';
import { DUPLICATE_ROW, NOT_IN_INVENTORY, outcomeFromMemory } from './outcomeFromMemory.ts';
import { refusedImages } from '../outcome/refusedImages.ts';
import { surveyDevice } from './downloadSurveyDevice.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import { otherPartitionOf } from '../plan/planRoom.ts';
import { type ReadingParts, readRows } from './surveyReading.ts';
import type { SurveyOptions, SurveyRow } from './downloadSurveyRow.ts';

export interface SurveyParts extends ReadingParts {
  readonly inventory: Pick<ReadableInventory, 'get' | 'groupOf'>;
  readonly book: Pick<JobBook, 'all' | 'openJobOf' | 'openCount'>;
  readonly paths: UpgradePaths;
  readonly room: RoomRules;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

/** One device in trouble never stops the others. Resolves when all were read, or soon after the signal was aborted. */
export async function surveyDownloads(parts: SurveyParts, options: SurveyOptions): Promise<void> {
  const { serials, signal } = options;
  const refused = refusedImages(parts.book.all());
  await readRows(parts, rowsFromMemory(parts, serials), {
    signal,
    onRow: (index, row) => options.onRow(index, row),
    read(row) {
      return surveyDevice(row, {
        ...parts,
        client: parts.clientFor(row),
        signal,
        otherPartition: (device) => otherPartitionOf(parts.book.all(), device, signal),
        refused: refused.get(row.serial) ?? new Set(),
      });
    },
  });
}

function* rowsFromMemory(parts: SurveyParts, serials: readonly string[]): Generator<SurveyRow> {
  const seen = new Set<string>();
  for (const serial of serials) {
    yield rowFromMemory(parts, serial, seen.has(serial));
    seen.add(serial);
  }
}

function rowFromMemory({ inventory, book }: SurveyParts, serial: string, isRepeated: boolean): SurveyRow {
  const device = inventory.get(serial);
  return {
    serial,
    hostname: device?.hostname ?? '',
    model: device?.model ?? '',
    address: device?.address ?? '',
    group: inventory.groupOf(serial),
    version: device?.swVersion ?? '',
    path: [],
    images: [],
    fetchMb: null,
    freeMb: null,
    outcome: isRepeated
      ? DUPLICATE_ROW
      : device === undefined
        ? NOT_IN_INVENTORY
        : outcomeFromMemory(device, book, 'download_only'),
  };
}
