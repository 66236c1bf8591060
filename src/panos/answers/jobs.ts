/** `show jobs id N | all`: work the device does in the background. docs/PANOS.md "Jobs". */
import { AnswerShapeError, isEmpty, knownCount, knownText, listHolders } from '../calls/elementReaders.ts';
import { parseDeviceClock } from './deviceClock.ts';
import { partlyUnderstood } from './entries.ts';
import type { XmlElement } from '../xml/xml.ts';
import { LONGEST_MESSAGE } from '../textLimits.ts';

export interface DeviceJob {
  /** Starts again at a small number with every boot. */
  readonly id: number;
  /** `Downld`, `SWInstall`, `AutoCom`, `Commit` ...: the device's word. */
  readonly type: string;
  readonly status: 'waiting' | 'running' | 'finished' | 'unknown';
  /** Trusted only when finished: pending before. */
  readonly result: 'pending' | 'ok' | 'fail' | 'unknown';
  /** 0 to 100; null when the device shows a clock time or nothing there. May fall back. */
  readonly progress: number | null;
  /** When it was queued by the device's clock, in the sense of SystemInfo.deviceClock. */
  readonly queuedAt: number | null;
  /** Administrator, where the device says; often blank. */
  readonly user: string | null;
  readonly description: string | null;
  readonly details: readonly string[];
}

/**
 * All jobs the device lists, each id once: some releases repeat an id in `show jobs all`.
 * @throws AnswerShapeError when there is one that is not understood and has not ended: it may be at work.
 */
export function readJobs(response: XmlElement): DeviceJob[] {
  const jobs = new Map<number, DeviceJob>();
  for (const element of listHolders(response, 'job')) {
    const job = readJobEntry(element);
    if (job !== null && !jobs.has(job.id)) jobs.set(job.id, job);
    if (job === null && !isEmpty(element) && !hasEnded(element)) throw partlyUnderstood('jobs');
  }
  return [...jobs.values()];
}

/** It has no id, and there is nothing to follow. */
function hasEnded(job: XmlElement): boolean {
  return job.text('type')?.toLowerCase() === 'failed-job' || readStatus(job.text('status')) === 'finished';
}

/** @returns null for one without an id, such as a `Failed-Job`. */
export function readJobEntry(job: XmlElement): DeviceJob | null {
  const id = knownCount(job, 'id');
  if (id === null) return null;
  const status = readStatus(job.text('status'));
  return {
    id,
    type: job.text('type') ?? 'unknown',
    status,
    result: readResult(status, job.text('result')),
    progress: readProgress(job.text('progress')),
    queuedAt: parseDeviceClock(job.text('tenq')),
    user: knownText(job, 'user') ?? knownText(job, 'admin'),
    description: knownText(job, 'description'),
    details: readDetails(job),
  };
}

/**
 * The job that an effect was turned into: `<result><job>` or, failing that, the number in the message.
 * @throws AnswerShapeError when the device accepted the effect without saying which job it is.
 */
export function readEnqueuedJob(response: XmlElement): number {
  const result = response.at('result');
  const id = result === undefined ? null : knownCount(result, 'job');
  if (id !== null) return id;
  const message = result?.text('msg/line') ?? response.text('msg/line') ?? '';
  const inMessage = /jobid (\d{1,15})/i.exec(message)?.[1];
  if (inMessage === undefined) throw new AnswerShapeError('no job id in it');
  return Number(inMessage);
}

function readStatus(word: string | undefined): DeviceJob['status'] {
  switch (word?.toUpperCase()) {
    case 'PEND':
      return 'waiting';
    case 'ACT':
      return 'running';
    case 'FIN':
      return 'finished';
    default:
      return 'unknown';
  }
}

function readResult(status: DeviceJob['status'], word: string | undefined): DeviceJob['result'] {
  if (status === 'unknown') return 'unknown';
  if (status !== 'finished') return 'pending';
  switch (word?.toUpperCase()) {
    case 'OK':
      return 'ok';
    case 'FAIL':
      return 'fail';
    default:
      return 'unknown';
  }
}

// A finished download shows the time of day it ended.
function readProgress(text: string | undefined): number | null {
  const percent = /^(\d{1,3})%?$/.exec(text ?? '')?.[1];
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) : null;
}

/** Each on one line, and together no more than fills a message: they are kept in the journal. */
function readDetails(job: XmlElement): string[] {
  const lines =
    job
      .at('details')
      ?.all('line')
      .map((line) => line.text()) ?? [];
  const texts = lines.length > 0 ? lines : [job.text('details')];
  let left = LONGEST_MESSAGE;
  return texts.flatMap((text) => {
    if (text === undefined || left <= 0) return [];
    left -= text.length;
    return [text];
  });
}
