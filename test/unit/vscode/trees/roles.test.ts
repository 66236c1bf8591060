/** The HA roles that rows tell: one that is old is told as what it was, with the time and why nobody knows it now. */
import assert from 'node:assert/strict';
import type { Device } from '../../../../src/inventory/device.ts';
import type { Job } from '../../../../src/jobs/job.ts';
import { knownHaState, shownHaState } from '../../../../src/jobs/outcome/shownHaState.ts';
import { pairLook } from '../../../../src/vscode/trees/pairLook.ts';
import { roleWithTime } from '../../../../src/vscode/words/roleWords.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const readAt = (haState: number): Device['readAt'] => ({ ...device().readAt, haState });
const active = device({ haState: 'active', peerSerial: sn('002'), lastSeenAt: 100, readAt: readAt(100) });
const passive = device({
  serial: sn('002'),
  hostname: 'fw-2',
  haState: 'passive',
  peerSerial: sn('001'),
  lastSeenAt: 100,
  readAt: readAt(100),
});
const ended = (status: Job['status'], endedAt: number, change: Partial<Job> = {}): Job =>
  job({ type: 'ha_pair', status, endedAt, ...change });
const time = (at: number): string => `time ${at}`;

/** @returns what a row, a tooltip and the JSON document say */
function told(one: Device, newest?: Job, peer: Device = passive): unknown[] {
  const since = { suspended: [], peer, job: newest };
  return [shownHaState(one, since), roleWithTime(one, since, time), knownHaState(one, since)];
}

describe('the HA role that is told of a member', () => {
  it('is its own word, with the time at which it was read', () => {
    assert.deepEqual(told(active), ['active', 'active at time 100', 'active']);
    assert.deepEqual(
      told({ ...active, readAt: readAt(0) }),
      ['active', 'active', 'active'],
      'no time is known',
    );
    assert.deepEqual(told({ ...active, haState: null }), [null, null, null]);
  });

  it('is what it was where it was not reached since', () => {
    const gone = { ...active, presence: 'unreachable' } as const;
    assert.deepEqual(told(gone), ['was active', 'was active at time 100, not reached since', null]);
    const byPanorama = { ...gone, readAt: readAt(150) };
    assert.equal(told(byPanorama)[0], 'active', 'Panorama has a newer word of it');
  });

  it('is what it was where the job of its pair ended badly since', () => {
    for (const status of ['failed', 'needs_operator'] as const) {
      assert.deepEqual(told(active, ended(status, 200)), [
        'was active',
        'was active at time 100, not read since its job ended without success',
        null,
      ]);
    }
    for (const newest of [
      ended('failed', 50),
      ended('completed', 200),
      ended('failed', 200, { dryRun: true }),
      ended('failed', 200, { type: 'download_only' }),
    ])
      assert.equal(told(active, newest)[0], 'active');
  });

  it('is what it was where its peer says since that it is the active one', () => {
    const tookOver = { ...passive, haState: 'active', readAt: readAt(150) };
    assert.deepEqual(told(active, undefined, tookOver), [
      'was active',
      'was active at time 100, its peer says the same of itself since',
      null,
    ]);
    assert.equal(told(tookOver, undefined, active)[0], 'active');
    const suspended = { ...active, haState: 'suspended' };
    assert.equal(told(suspended, undefined, { ...suspended, readAt: readAt(150) })[0], 'suspended');
  });

  it('makes no pair look sound that may not be', () => {
    const pair = { id: 'x', members: [active, passive] } as const;
    assert.equal(pairLook(pair, [], [], undefined).icon, 'arrow-swap');
    const look = pairLook(pair, [], [], ended('failed', 200));
    assert.equal(look.icon, 'warning');
    assert.match(look.description, /^was active \/ was passive · /);
  });
});
