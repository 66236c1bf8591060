/** How far the downloads of the whole fleet are: counts, bytes, speed and the time that is left. */
import { isReadyForInstall } from './downloadMessage.ts';
import type { Job, RunImage } from './job.ts';
import type { ReadableJobs } from './jobBook.ts';

export interface DownloadStatus {
  /** Devices that have or had a download job. */
  readonly tracked: number;
  /** Every image of their path is there. */
  readonly complete: number;
  /** All that the device offers while it runs its present version is there. */
  readonly partly: number;
  readonly queued: number;
  readonly downloading: number;
  /** Also those that need somebody to look at them. */
  readonly failed: number;
  readonly cancelled: number;
  /** There was nothing to fetch: no path, or the target reached. */
  readonly skipped: number;
  /** Megabytes of the open jobs that are there or on their way; what had been there before does not count. */
  readonly doneMb: number;
  /** Megabytes of the open jobs to be fetched in all, as far as their sizes are known. */
  readonly totalMb: number;
  /** All devices together: what images lately took, times those at work; null while nothing was measured. */
  readonly mbPerSecond: number | null;
  /** Null when nothing is left, or the speed is not known. */
  readonly secondsLeft: number | null;
}

/** What ended longer ago says little about the links of this moment. */
const SPEED_WINDOW_MS = 10 * 60_000;

/**
 * One loop over all images: it runs twice a second over the jobs of a large fleet.
 * @param now the engine's clock.
 */
export function downloadStatus(jobs: Pick<ReadableJobs, 'all' | 'live'>, now: number): DownloadStatus {
  const newest = newestDownloads(jobs.all());
  const counts = { complete: 0, partly: 0, queued: 0, downloading: 0, failed: 0, cancelled: 0, skipped: 0 };
  const speeds: number[] = [];
  let [doneMb, totalMb, knownMb] = [0, 0, 0];
  for (const job of newest) {
    counts[countOf(job)] += 1;
    const isActive = job.status === 'active';
    const live = isActive ? (jobs.live(job.id)?.percent ?? 0) : 0;
    for (const { images } of job.runs) {
      for (const image of images) {
        if (image.state === 'present' || image.state === 'not_listed') continue;
        const mb = fetchedMb(image, live);
        const sizeMb = image.sizeMb ?? 0;
        knownMb += sizeMb;
        if (isActive) {
          doneMb += mb;
          totalMb += sizeMb;
        }
        const speed = mbPerSecond(image, mb, now);
        if (speed !== null) speeds.push(speed);
      }
    }
  }
  // A queued job's images are not known before its device was read: it counts like the average of the others.
  const known = newest.length - counts.queued;
  if (known > 0) totalMb += Math.round((counts.queued * knownMb) / known);
  const left = totalMb - doneMb;
  const average = speeds.reduce((sum, speed) => sum + speed, 0) / Math.max(1, speeds.length);
  const speed = average * counts.downloading;
  return {
    tracked: newest.length,
    ...counts,
    doneMb: Math.round(doneMb),
    totalMb,
    mbPerSecond: speed > 0 ? speed : null,
    secondsLeft: left > 0 && speed > 0 ? Math.round(left / speed) : null,
  };
}

/** The newest download job of each device. @param jobs newest first. */
function newestDownloads(jobs: readonly Job[]): Job[] {
  const seen = new Set<string>();
  return jobs.filter(({ type, runs }) => {
    const serial = runs[0]?.serial;
    if (type !== 'download_only' || serial === undefined || seen.has(serial)) return false;
    seen.add(serial);
    return true;
  });
}

type Count = 'complete' | 'partly' | 'queued' | 'downloading' | 'failed' | 'cancelled' | 'skipped';

function countOf({ status, runs }: Job): Count {
  switch (status) {
    case 'completed':
      return runs.every(isReadyForInstall) ? 'complete' : 'partly';
    case 'skipped':
      return 'skipped';
    case 'queued':
      return 'queued';
    case 'active':
      return 'downloading';
    case 'failed':
    case 'needs_operator':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
  }
}

function fetchedMb({ state, sizeMb }: RunImage, livePercent: number): number {
  if (sizeMb === null) return 0;
  if (state === 'downloaded') return sizeMb;
  return state === 'downloading' ? (sizeMb * livePercent) / 100 : 0;
}

/** How fast this image comes or came; null where it says nothing about the links of this moment. */
function mbPerSecond({ state, startedAt, endedAt }: RunImage, mb: number, now: number): number | null {
  if (startedAt === null || mb === 0) return null;
  const until = state === 'downloading' ? now : endedAt;
  if (until === null || now - until > SPEED_WINDOW_MS) return null;
  return mb / Math.max(1, (until - startedAt) / 1000);
}
