/** How far the downloads of the whole fleet are: counts, bytes, speed and the time that is left. */
import { isReadyForInstall } from './downloadMessage.ts';
import { downloadWave } from './downloadWave.ts';
import { isOpen, type Job, type RunImage } from '../job.ts';
import type { ReadableJobs } from '../jobBook.ts';

export interface DownloadStatus {
  /** Devices whose newest job is a download: those that are upgraded afterwards are counted as such elsewhere. */
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
  /** Megabytes of the wave (downloadWave.ts) that are there, as far as they have come, or are given up. */
  readonly doneMb: number;
  /** Megabytes of all images of the wave, as far as their sizes are known. */
  readonly totalMb: number;
  /** Devices that have not been read are in `totalMb` as average ones. */
  readonly isEstimated: boolean;
  /** How much of the wave is done, 0 to 1, each device alike: it never goes back while sizes are learnt. */
  readonly share: number;
  /** All devices together: what images lately took, times those at work; null while nothing was measured. */
  readonly mbPerSecond: number | null;
  /** Null when nothing is left, or the speed is not known. */
  readonly secondsLeft: number | null;
}

/** What ended longer ago says little about the links of this moment. */
const SPEED_WINDOW_MS = 10 * 60_000;

/**
 * Few loops over all jobs and images: it runs twice a second over the jobs of a large fleet.
 * @param now the engine's clock.
 */
export function downloadStatus(jobs: Pick<ReadableJobs, 'all' | 'live'>, now: number): DownloadStatus {
  const all = jobs.all();
  const counts = countNewest(all);
  const wave = downloadWave(all);
  const fetches: Fetch[] = [];
  const speeds: number[] = [];
  for (const job of wave) {
    if (isUnread(job)) continue;
    const percent = job.status === 'active' ? (jobs.live(job.id)?.percent ?? 0) : 0;
    fetches.push(fetchOf(job, percent));
    for (const image of job.runs.flatMap(({ images }) => images)) {
      const speed = mbPerSecond(image, fetchedMb(image, percent), now);
      if (speed !== null) speeds.push(speed);
    }
  }

  const knownMb = sum(fetches.map(({ totalMb }) => totalMb));
  const doneMb = sum(fetches.map((fetch) => fetch.doneMb));
  const unread = wave.length - fetches.length;
  const averageMb = knownMb / Math.max(1, fetches.length);
  const totalMb = knownMb + unread * averageMb;
  const each = sum(speeds) / Math.max(1, speeds.length);
  const speed = each * wave.filter(({ status }) => status === 'active').length;
  const leftMb = totalMb - doneMb;
  // The one that has most before it goes on alone when the others have ended.
  const mostMb = fetches.reduce(
    (most, fetch) => Math.max(most, fetch.totalMb - fetch.doneMb),
    unread > 0 ? averageMb : 0,
  );
  return {
    ...counts,
    doneMb: Math.round(doneMb),
    totalMb: Math.round(totalMb),
    isEstimated: unread > 0,
    share: wave.length === 0 ? 0 : sum(fetches.map((fetch) => fetch.share)) / wave.length,
    mbPerSecond: speed > 0 ? speed : null,
    secondsLeft: leftMb > 0 && speed > 0 ? Math.round(Math.max(leftMb / speed, mostMb / each)) : null,
  };
}

type Counts = Pick<
  DownloadStatus,
  'tracked' | 'complete' | 'partly' | 'queued' | 'downloading' | 'failed' | 'cancelled' | 'skipped'
>;

/** By the newest job of each device that is no dry run. @param jobs newest first. */
function countNewest(jobs: readonly Job[]): Counts {
  const counts = { complete: 0, partly: 0, queued: 0, downloading: 0, failed: 0, cancelled: 0, skipped: 0 };
  const seen = new Set<string>();
  let tracked = 0;
  for (const job of jobs) {
    // Room says nothing of which images of a path are there.
    if (job.dryRun || job.type === 'make_room') continue;
    const isNewest = job.runs.every(({ serial }) => !seen.has(serial));
    for (const { serial } of job.runs) seen.add(serial);
    if (!isNewest || job.type !== 'download_only') continue;
    tracked += 1;
    counts[countOf(job)] += 1;
  }
  return { tracked, ...counts };
}

function countOf({ status, runs }: Job): Exclude<keyof Counts, 'tracked'> {
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

/** Which images a device needs is known once its job has read it. */
function isUnread(job: Job): boolean {
  return isOpen(job) && job.runs.every(({ images }) => images.length === 0);
}

/** What one job that has begun is to fetch, and has. */
interface Fetch {
  readonly doneMb: number;
  readonly totalMb: number;
  /** 0 to 1. */
  readonly share: number;
}

function fetchOf(job: Job, livePercent: number): Fetch {
  const wanted = job.runs.flatMap(({ images }) => images).filter(({ state }) => state !== 'not_listed');
  const totalMb = sum(wanted.map(({ sizeMb }) => sizeMb ?? 0));
  if (!isOpen(job)) return { doneMb: totalMb, totalMb, share: 1 };
  const doneMb = sum(
    wanted.map((image) => (isSettled(image) ? (image.sizeMb ?? 0) : fetchedMb(image, livePercent))),
  );
  return { doneMb, totalMb, share: totalMb === 0 ? 0 : doneMb / totalMb };
}

/** Nothing more is fetched of it: it had been there, or it failed. */
function isSettled({ state }: RunImage): boolean {
  return state === 'present' || state === 'failed';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
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
