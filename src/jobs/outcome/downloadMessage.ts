/** How a download ended, with what was and was not checked. Files and users know these words. */
import type { Run, RunImage } from '../job.ts';

/** @param images of a device, all of them fetched, found or not offered. */
export function downloadMessage(images: readonly RunImage[], runningVersion: string): string {
  const versions = (...states: RunImage['state'][]): string[] =>
    images.filter(({ state }) => states.includes(state)).map(({ version }) => version);
  const downloaded = versions('downloaded');
  const present = versions('present');
  const later = versions('not_listed');
  return [
    downloaded.length === 0
      ? `All ${present.length} version(s) already downloaded: ${present.join(', ')}.`
      : `Downloaded ${downloaded.length} version(s): ${downloaded.join(', ')}.`,
    downloaded.length > 0 && present.length > 0
      ? `Skipped ${present.length} (already present): ${present.join(', ')}.`
      : '',
    later.length === 0
      ? ''
      : `Not offered by the device while it runs ${runningVersion}: ${later.join(', ')}. ` +
        'The upgrade fetches it on the way.',
    checksums(images),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const words = {
  passed: 'verified',
  mismatch: 'wrong',
  not_in_database: 'not verified (no known checksum)',
  not_reported: 'not verified (the device reports none)',
} as const;

function checksums(images: readonly RunImage[]): string {
  const verdicts = images.flatMap(({ integrity }) => (integrity === null ? [] : [integrity]));
  if (verdicts.length === 0) return '';
  const counted = Object.entries(words).flatMap(([verdict, word]) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `Checksums: ${counted.join(', ')}.`;
}

/** Whether an upgrade needs to fetch nothing any more: proved at the end of the download. */
export function isReadyForInstall({ status, images }: Pick<Run, 'status' | 'images'>): boolean {
  if (status !== 'download_complete') return false;
  return images.length > 0 && images.every(({ state }) => state === 'downloaded' || state === 'present');
}
