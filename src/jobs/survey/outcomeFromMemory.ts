/** What can be said about a device in a survey without asking it. */
import type { Device } from '../../inventory/device.ts';
import { conflictWith } from '../submission/conflict.ts';
import type { Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import { skipped, type SurveyOutcome } from './downloadSurveyRow.ts';

export const NOT_IN_INVENTORY = skipped(
  'not_in_inventory',
  'It is not in the inventory. Run Discover Devices first.',
);
export const DUPLICATE_ROW = skipped('duplicate_row', 'It stands in the list already, above.');

/**
 * @param wanted the type of the job that would be queued.
 * @returns `reading` when the device must be asked.
 */
export function outcomeFromMemory(
  device: Device,
  book: Pick<JobBook, 'openJobOf'>,
  wanted: Job['type'],
): SurveyOutcome {
  const job = book.openJobOf(device.serial);
  if (job !== undefined) {
    const { message } = conflictWith(device, job, wanted);
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
