/** Download jobs of a fleet that is being staged. */
import type { Job, Run, RunImage } from '../../../src/jobs/job.ts';
import { job, run } from '../../support/sampleJob.ts';
import { manyDevices, THEN } from './manyRows.ts';

/** The devices are those of manyDevices. @param ended so many have ended. @param active so many after those are at work; the others wait. */
export function manyDownloads(count: number, ended: number, active: number): Job[] {
  return manyDevices(count).map((device, index) => {
    // Several are queued in one millisecond.
    const at = THEN + Math.floor(index / 4);
    const common: Partial<Job> = {
      id: `job-${index}`,
      type: 'download_only',
      by: 'bench',
      batch: 'batch-bench',
      createdAt: at,
    };
    const { serial, hostname, address } = device;
    const ofDevice = { serial, hostname, address };
    if (index >= ended + active) {
      const unread = { startingVersion: null, currentVersion: null, path: [] };
      const runs = [run({ ...ofDevice, ...unread, status: 'pending' })];
      return job({ ...common, status: 'queued', startedAt: null, runs });
    }
    const isActive = index >= ended;
    const read: Partial<Run> = {
      ...ofDevice,
      startingVersion: '10.2.10',
      currentVersion: '10.2.10',
      path: ['11.1.4-h7'],
      images: [downloaded('11.1.0', 1000, at), isActive ? underWay(at) : downloaded('11.1.4-h7', 500, at)],
    };
    if (isActive) {
      const runs = [run({ ...read, status: 'downloading' })];
      return job({ ...common, status: 'active', startedAt: at, runs });
    }
    return job({
      ...common,
      status: 'completed',
      message: 'Downloaded 2 version(s): 11.1.0, 11.1.4-h7.',
      startedAt: at,
      endedAt: at + 1000,
      runs: [run({ ...read, status: 'download_complete' })],
    });
  });
}

function downloaded(version: string, sizeMb: number, at: number): RunImage {
  const checked = { integrity: 'passed', sha256: 'ab'.repeat(32) } as const;
  return { version, sizeMb, state: 'downloaded', ...checked, startedAt: at, endedAt: at + 1000 };
}

function underWay(at: number): RunImage {
  const unknown = { integrity: null, sha256: null, endedAt: null };
  return { version: '11.1.4-h7', sizeMb: 500, state: 'downloading', ...unknown, startedAt: at };
}
