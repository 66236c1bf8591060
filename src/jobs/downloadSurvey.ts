/** What a bulk download would do, device by device, before anything is queued: from what is known, then from the devices. */
import type { Device } from '../inventory/device.ts';
import type { ReadableInventory } from '../inventory/inventory.ts';
import { inParallel } from '../inventory/inParallel.ts';
import type { DeviceClient } from '../panos/client.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';
import type { Clock } from '../ports/clock.ts';
import { UserError } from '../ports/userError.ts';
import { conflictWith } from './conflict.ts';
import type { JobBook } from './jobBook.ts';
import { skipped, surveyDevice } from './surveyDevice.ts';
import type { SurveyOptions, SurveyOutcome, SurveyRow } from './surveyRow.ts';

export interface SurveyParts {
  readonly inventory: Pick<ReadableInventory, 'get' | 'groupOf'>;
  readonly book: Pick<JobBook, 'openJobOf' | 'openCount'>;
  readonly paths: UpgradePaths;
  readonly minDiskGb: number;
  readonly clock: Clock;
  /** How many devices are read at a time. */
  readonly workers: number;
  /** How many jobs may be open at once. */
  readonly queueSize: number;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

/** Lists have up to a hundred thousand rows: so many take some milliseconds, then others have their turn. */
const ROWS_AT_ONCE = 1000;

/** One device in trouble never stops the others. Resolves when all were read, or soon after the signal was aborted. */
export async function surveyDownloads(parts: SurveyParts, options: SurveyOptions): Promise<void> {
  const { serials, signal } = options;
  const isStopped = (): boolean => signal.aborted;
  let queueRoom = parts.queueSize - parts.book.openCount;
  const show = (index: number, row: SurveyRow): void => {
    if (row.outcome.kind === 'ready') queueRoom -= 1;
    const isBeyond = row.outcome.kind === 'ready' && queueRoom < 0;
    options.onRow(index, isBeyond ? { ...row, outcome: queueFull(parts.queueSize) } : row);
  };

  const seen = new Set<string>();
  const toRead: { readonly index: number; readonly row: SurveyRow }[] = [];
  for (const [index, serial] of serials.entries()) {
    const row = rowFromMemory(parts, serial, seen.has(serial));
    seen.add(serial);
    options.onRow(index, row);
    if (row.outcome.kind === 'reading') toRead.push({ index, row });
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await parts.clock.sleep(0);
  }

  await inParallel(toRead, parts.workers, async ({ index, row }) => {
    if (isStopped()) return;
    try {
      const client = parts.clientFor(row);
      show(index, await surveyDevice(row, { ...parts, client, signal }));
    } catch (error) {
      if (isStopped()) return;
      if (!isDeviceError(error) && !(error instanceof UserError)) throw error;
      show(index, { ...row, outcome: skipped('unreachable', error.message) });
    }
  });
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
    ...{ path: [], images: [], fetchMb: null, freeMb: null },
    outcome: isRepeated
      ? skipped('duplicate_row', 'It stands in the list already, above.')
      : device === undefined
        ? skipped('not_in_inventory', 'It is not in the inventory. Run Discover Devices first.')
        : outcomeFromMemory(device, book),
  };
}

function outcomeFromMemory(device: Device, book: SurveyParts['book']): SurveyOutcome {
  const job = book.openJobOf(device.serial);
  if (job !== undefined) {
    const { message } = conflictWith(device, job, 'download_only');
    return skipped('existing_job', message, job.id);
  }
  if (device.presence === 'vanished') return skipped('vanished', 'It is no longer on Panorama.');
  if (device.presence === 'disconnected') {
    return skipped(
      'disconnected',
      'Panorama has no connection to it. Run Discover Devices when it is connected again.',
    );
  }
  if (device.deviceType === 'unknown') {
    return skipped(
      'unknown_type',
      `It is not certain whether it is a member of an HA pair: ${device.typeReason} Run Discover Devices again.`,
    );
  }
  if (device.address === '') {
    return skipped('unreachable', 'It has no management address. Add the firewall by its address.');
  }
  return { kind: 'reading' };
}

function queueFull(size: number): SurveyOutcome {
  return skipped(
    'queue_full',
    `The queue is full (${size} jobs). Wait for some to end, or raise panosUpgrade.workers.queueSize.`,
  );
}
