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
  const isWaiting = status === 'queued';
  const isDownload = type === 'download_only';
  const held = isDownload
    ? isWaiting
      ? `A download of images to ${name} is queued already (${id})`
      : `Images are being downloaded to ${name} by ${id}`
    : isWaiting
      ? `An upgrade of ${name} is queued already (${id})`
      : `${name} is being upgraded by ${id}`;
  return `${held}; ${isDownload === (wanted === 'download_only') ? 'one job at a time' : besides[wanted]}.`;
}

const besides: Readonly<Record<Job['type'], string>> = {
  download_only: 'images cannot be downloaded beside it',
  standalone: 'it cannot be upgraded beside it',
  ha_pair: 'the pair cannot be upgraded beside it',
};
