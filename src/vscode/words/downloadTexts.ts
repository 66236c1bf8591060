/** How downloads are put into words, the same on the pages, in the trees and in the status bar. */
import type { PartView, Status } from '../../../webview-ui/protocol.ts';
import type { DownloadStatus } from '../../jobs/outcome/downloadStatus.ts';
import type { RunImage } from '../../jobs/job.ts';
import type { LiveProgress } from '../../jobs/progress.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { size, timeLeft } from './quantities.ts';

/**
 * `230 tracked · 150 complete · 10 downloading · 5 failed · about 12 min left`; empty while no device is tracked.
 * @param isSimulated the time that is left is the simulated fleet's own, which runs ahead.
 */
export function fleetSentence(status: DownloadStatus, isSimulated: boolean): string {
  if (status.tracked === 0) return '';
  return [...fleetCounts(status), ...leftWords(status, isSimulated)].join(' · ');
}

/** In words users know; what follows `tracked` adds up to it. */
export function fleetCounts(status: DownloadStatus): readonly string[] {
  return [
    `${status.tracked} tracked`,
    `${status.complete} complete`,
    ...numbered(status.partly, 'partly staged'),
    ...numbered(status.downloading, 'downloading'),
    ...numbered(status.queued, 'queued'),
    ...numbered(status.failed, 'failed'),
    ...numbered(status.skipped, 'skipped'),
    ...numbered(status.cancelled, 'cancelled'),
  ];
}

/** `1.2 of about 96.5 GB · 210 MB/s · about 8 min left`; empty when nothing is to be fetched. @param isSimulated as above. */
export function bytesSentence(status: DownloadStatus, isSimulated: boolean): string {
  const { doneMb, totalMb, mbPerSecond, isEstimated } = status;
  if (totalMb === 0) return '';
  const total = `${isEstimated ? 'about ' : ''}${size(totalMb)}`;
  return [
    `${size(doneMb)} of ${total}`,
    ...(mbPerSecond === null ? [] : [`${mbPerSecond.toFixed(1)} MB/s`]),
    ...leftWords(status, isSimulated),
  ].join(' · ');
}

function leftWords({ secondsLeft }: DownloadStatus, isSimulated: boolean): string[] {
  if (secondsLeft === null) return [];
  return [`about ${timeLeft(secondsLeft)} left${isSimulated ? ' (simulated time)' : ''}`];
}

function numbered(count: number, word: string): string[] {
  return count === 0 ? [] : [`${count} ${word}`];
}

const looks: Readonly<Record<RunImage['state'], { readonly status: Status; readonly word: string }>> = {
  pending: { status: 'waiting', word: 'to be downloaded' },
  downloading: { status: 'running', word: 'downloading' },
  downloaded: { status: 'good', word: 'downloaded' },
  present: { status: 'good', word: 'was there already' },
  not_listed: { status: 'skipped', word: 'not offered yet' },
  failed: { status: 'bad', word: 'failed' },
};

const integrityWords: Readonly<Record<NonNullable<RunImage['integrity']>, string>> = {
  passed: 'checksum verified',
  mismatch: 'wrong checksum',
  not_in_database: 'checksum not verified: no source knows it',
  not_reported: 'checksum not verified: the device reports none',
};

/** @param percent of the image that is on its way; null where not known. */
export function imagePart(image: RunImage, percent: number | null): PartView {
  const { status, word } = looks[image.state];
  const integrity = image.integrity === null ? '' : `, ${integrityWords[image.integrity]}`;
  const onItsWay = image.state === 'downloading' ? percent : null;
  return { text: `${image.version}${reached(onItsWay)}`, status, word: `${word}${integrity}` };
}

/** An image that an upgrade needs, as its step has come to it. @param live of its job */
export function stepPart(step: StepState, live: LiveProgress | null): PartView {
  const { status, word } = stepLooks[step.state];
  const percent = step.state === 'running' && live?.stepId === step.id ? live.percent : null;
  return { text: `${step.version}${reached(percent)}`, status, word };
}

/** Whether an image was fetched or had been there, an upgrade does not mind. */
const there = { status: 'good', word: 'is on the device' } as const;
const stepLooks: Readonly<Record<StepState['state'], (typeof looks)['pending']>> = {
  pending: looks.pending,
  running: looks.downloading,
  done: there,
  skipped: there,
  failed: looks.failed,
  cancelled: looks.failed,
  needs_operator: looks.failed,
};

function reached(percent: number | null): string {
  return percent === null ? '' : ` ${percent} %`;
}
