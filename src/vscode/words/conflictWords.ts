/**
 * Why a device cannot have another job, in plain words for messages of the editor. The errors themselves keep the words
 * that reports and other programs read (src/jobs/jobTroubles.ts, `held_by_job`).
 */
import type { Job } from '../../jobs/job.ts';

/**
 * @param name of the device
 * @param other the open job that holds it
 * @param wanted the type of the job that was asked for
 */
export function conflictWords(
  name: string,
  { id, type, status }: Pick<Job, 'id' | 'type' | 'status'>,
  wanted: Job['type'],
): string {
  const held = (status === 'queued' ? waits : runs)[type](name, id);
  return `${held}; ${kindOf(type) === kindOf(wanted) ? 'one job at a time' : besides[wanted]}.`;
}

type HeldWords = Readonly<Record<Job['type'], (name: string, id: string) => string>>;

const upgradeWaits = (name: string, id: string): string => `An upgrade of ${name} is queued already (${id})`;
const isUpgraded = (name: string, id: string): string => `${name} is being upgraded by ${id}`;

const waits: HeldWords = {
  standalone: upgradeWaits,
  ha_pair: upgradeWaits,
  download_only: (name, id) => `A download of images to ${name} is queued already (${id})`,
  make_room: (name, id) => `Room is to be made on ${name} by a job that is queued already (${id})`,
};

const runs: HeldWords = {
  standalone: isUpgraded,
  ha_pair: isUpgraded,
  download_only: (name, id) => `Images are being downloaded to ${name} by ${id}`,
  make_room: (name, id) => `Old images are being deleted on ${name} by ${id}`,
};

function kindOf(type: Job['type']): Job['type'] {
  return type === 'ha_pair' ? 'standalone' : type;
}

const besides: Readonly<Record<Job['type'], string>> = {
  download_only: 'images cannot be downloaded beside it',
  make_room: 'nothing is deleted beside it',
  standalone: 'it cannot be upgraded beside it',
  ha_pair: 'the pair cannot be upgraded beside it',
};
