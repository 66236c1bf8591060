import assert from 'node:assert/strict';
import { downloadStatus, type DownloadStatus } from '../../../../src/jobs/outcome/downloadStatus.ts';
import type { Job, RunImage } from '../../../../src/jobs/job.ts';
import { job, runImage } from '../../../support/sampleJob.ts';

const NOW = 1_000_000;

function image(state: RunImage['state'], change: Partial<RunImage> = {}): RunImage {
  return runImage({ version: '11.1.0', state, ...change });
}

function download(serial: string, status: Job['status'], ...images: RunImage[]): Job {
  const one = job({ id: `job-${serial}`, type: 'download_only', status }, serial);
  const runStatus = status === 'completed' ? 'download_complete' : 'downloading';
  return { ...one, runs: one.runs.map((run) => ({ ...run, images, status: runStatus })) };
}

function statusOf(jobs: readonly Job[], percents: Readonly<Record<string, number>> = {}): DownloadStatus {
  const live = (id: string) => ({ stepId: '', message: '', percent: percents[id] ?? null });
  return downloadStatus({ all: () => jobs, live }, NOW);
}

describe('downloadStatus', () => {
  it('counts the devices whose newest job is a download', () => {
    const status = statusOf([
      download('1', 'completed', image('downloaded'), image('present')),
      download('0', 'completed', image('downloaded'), image('not_listed')),
      download('1', 'failed'),
      download('2', 'active'),
      download('3', 'queued'),
      download('4', 'needs_operator'),
      download('5', 'cancelled'),
      download('6', 'skipped'),
      job({ status: 'active' }, '7'),
      download('7', 'completed', image('downloaded')),
      job({ dryRun: true, status: 'completed' }, '8'),
      download('8', 'completed', image('downloaded')),
    ]);
    const { tracked, complete, partly, downloading, queued, failed, cancelled, skipped } = status;
    assert.deepEqual(
      [tracked, complete, partly, downloading, queued, failed, cancelled, skipped],
      [8, 2, 1, 1, 1, 1, 1, 1],
    );
  });

  it('measures the speed by what images take, and says how long the rest will', () => {
    const status = statusOf(
      [
        // 1,000 MB in 100 s, then half of 1,000 MB in 50 s.
        download(
          'a',
          'active',
          image('downloaded', { startedAt: NOW - 150_000, endedAt: NOW - 50_000 }),
          image('downloading', { startedAt: NOW - 50_000 }),
          image('present'),
        ),
        download('b', 'active', image('pending')),
      ],
      { 'job-a': 50 },
    );
    assert.deepEqual(
      [status.doneMb, status.totalMb, status.mbPerSecond, status.secondsLeft],
      [2500, 4000, 20, 100],
    );
  });

  it('knows no speed while nothing was measured, or only long ago', () => {
    assert.equal(statusOf([download('a', 'active', image('pending'))]).mbPerSecond, null);
    const old = image('downloaded', { startedAt: 0, endedAt: 1000 });
    const status = downloadStatus(
      { all: () => [download('a', 'active', old, image('pending'))], live: () => null },
      10_000_000,
    );
    assert.deepEqual([status.mbPerSecond, status.secondsLeft], [null, null]);
  });

  it('says how long the last device takes alone, not what all together would', () => {
    const images = [image('downloading', { startedAt: NOW - 50_000 }), image('pending'), image('pending')];
    const status = statusOf(
      [
        download('a', 'active', ...images),
        download('b', 'active', image('downloading', { startedAt: NOW - 90_000 })),
      ],
      { 'job-a': 50, 'job-b': 90 },
    );
    // Both at 10 MB/s, and the first has 2,500 MB before it.
    assert.equal(status.mbPerSecond, 20);
    assert.equal(status.secondsLeft, 250);
  });

  it('keeps what has ended until all of its wave has, also a retry asked for meanwhile', () => {
    const at = (createdAt: number, endedAt: number | null, one: Job): Job => ({ ...one, createdAt, endedAt });
    const status = statusOf([
      at(500, null, download('d', 'active', image('downloaded'))),
      at(100, 400, download('c', 'failed', image('failed'))),
      at(100, 600, download('b', 'completed', image('downloaded'), image('present'))),
      at(10, 90, download('a', 'completed', image('downloaded'))),
    ]);
    assert.deepEqual([status.doneMb, status.totalMb, status.share], [4000, 4000, 1]);
    const over = statusOf([at(100, 600, download('b', 'completed', image('downloaded')))]);
    assert.deepEqual([over.doneMb, over.totalMb, over.share], [0, 0, 0]);
  });

  it('takes devices that have not been read for average ones', () => {
    const status = statusOf([
      download('a', 'active', image('pending'), image('pending')),
      download('b', 'queued'),
      download('c', 'queued'),
    ]);
    assert.equal(status.totalMb, 6000);
  });
});
