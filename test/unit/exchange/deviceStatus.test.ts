import assert from 'node:assert/strict';
import { deviceStatus } from '../../../src/exchange/deviceStatus.ts';
import type { Job, RunImage } from '../../../src/jobs/job.ts';
import { device } from '../../support/sampleDevice.ts';
import { sn } from '../../support/serials.ts';
import { job, runImage, step } from '../../support/sampleJob.ts';

function image(version: string, change: Partial<RunImage>): RunImage {
  return runImage({ version, sizeMb: 450, ...change });
}

function download(change: Partial<Job>, ...images: RunImage[]): Job {
  const one = job({ type: 'download_only', ...change });
  return { ...one, runs: one.runs.map((run) => ({ ...run, images })) };
}

describe('deviceStatus', () => {
  it('has the fields of the original tool for a finished download', () => {
    const images = [
      image('10.2.0', { state: 'present', integrity: 'not_reported' }),
      image('10.2.10', { state: 'downloaded', integrity: 'passed', sha256: 'ab' }),
    ];
    const ended = download(
      { status: 'completed', message: 'Downloaded 1 version(s): 10.2.10.', endedAt: 0 },
      ...images,
    );
    assert.deepEqual(
      deviceStatus(
        device(),
        { ...ended, runs: ended.runs.map((run) => ({ ...run, status: 'download_complete' })) },
        null,
        [],
        '',
      ),
      {
        serial: '001',
        hostname: 'fw-1',
        ha_role: 'standalone',
        current_version: '10.1.14',
        starting_version: '10.1.14',
        target_version: '11.1.4-h7',
        upgrade_path: ['10.2.10', '11.1.4-h7'],
        current_path_index: 0,
        upgrade_status: 'download_complete',
        progress: 100,
        current_phase: '',
        upgrade_message: 'Downloaded 1 version(s): 10.2.10.',
        downloaded_versions: ['10.2.10'],
        skipped_versions: ['10.2.0'],
        version_hashes: { '10.2.10': 'ab' },
        ready_for_install: true,
        skip_reason: '',
        hash_verification: { '10.2.0': 'not_reported', '10.2.10': 'passed' },
        last_updated: '1970-01-01T00:00:00.000Z',
      },
    );
  });

  it('keeps to the bands of progress and the phases of the original while it works', () => {
    const downloading = step({
      id: 'd',
      kind: 'download',
      state: 'running',
      startedAt: 5,
      version: '10.2.0',
    });
    const live = { stepId: 'd', percent: 50, message: 'Downloading version 10.2.0 (1/2): 50 %' };
    const active = download(
      { status: 'active', steps: [downloading] },
      image('10.2.0', { state: 'downloading' }),
      image('10.2.10', {}),
    );
    const { progress, current_phase, upgrade_message, ready_for_install } = deviceStatus(
      device(),
      active,
      live,
      [],
      '',
    );
    assert.deepEqual(
      [progress, current_phase, upgrade_message, ready_for_install],
      [30, 'download', 'Downloading version 10.2.0 (1/2): 50 %', false],
    );
    assert.equal(deviceStatus(device(), download({ status: 'active' }), null, [], '').progress, 5);
  });

  it('says why a device was skipped, and little of one without a job', () => {
    assert.equal(
      deviceStatus(device(), download({ status: 'skipped', message: 'No path.' }), null, [], '').skip_reason,
      'No path.',
    );
    const idle = deviceStatus(device({ haState: 'passive', deviceType: 'ha_pair' }), undefined, null, [], '');
    assert.deepEqual([idle.upgrade_status, idle.ha_role, idle.progress], ['pending', 'passive', 0]);
  });

  it('gives no role from before a suspension of ours, and the version that was seen last', () => {
    const role = (serial: string, isProved: boolean): string => {
      const member = device({
        serial: sn(serial),
        peerSerial: sn(serial === '001' ? '002' : '001'),
        deviceType: 'ha_pair',
        haState: 'active',
      });
      const suspended = {
        serial: sn('001'),
        hostname: 'fw-1',
        jobId: 'job-1',
        step: 's',
        since: 5,
        isProved,
      };
      const now = { ...suspended, seen: null, nextAt: null, isTried: true };
      return deviceStatus(member, undefined, null, [now], '').ha_role;
    };
    assert.deepEqual(
      [role('001', true), role('001', false), role('002', true)],
      ['suspended', 'unknown', 'unknown'],
    );

    const gone = device({ haState: 'active', deviceType: 'ha_pair', presence: 'unreachable' });
    assert.equal(
      deviceStatus(gone, undefined, null, [], '').ha_role,
      'unknown',
      'not reached since it said so',
    );

    const ended = download({ status: 'completed', endedAt: 0 });
    const byHand = device({ swVersion: '11.2.4' });
    assert.equal(deviceStatus(byHand, ended, null, [], '').current_version, '11.2.4');
  });
});
