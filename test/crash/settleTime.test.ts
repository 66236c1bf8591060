/**
 * The settle time of the restart's probe at its edge: the process dies right after it sent a restart, and the device
 * goes on answering as if nothing had happened. docs/PANOS.md "Restart and readiness".
 */
import assert from 'node:assert/strict';
import type { Job } from '../../src/jobs/job.ts';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { RESTART_SETTLE_MS } from '../../src/workflow/timeLimits.ts';
import type { Rig } from '../support/rig.ts';
import { STANDALONE as SERIAL } from '../support/sampleSpec.ts';
import { submitted } from './nights.ts';

const SETTLE_SECONDS = RESTART_SETTLE_MS / 1000;
const ONE_HOP = { '10.1.14': ['10.2.10'] };
const RESTART = 'request restart system';
/** From the death to the next process, and to its first question. */
const AWAY_MS = [0, 2_000, 60_000];

/** The process dies before or after its restart reached the device, and another one takes over. */
async function dieAtRestart(
  when: 'before' | 'after',
  fault: FaultInput | null,
  awayMs: number,
): Promise<{ rig: Rig; job: Job }> {
  const rig = await submitted({ paths: ONE_HOP }, [[SERIAL]]);
  if (fault !== null) rig.fleet.fault(SERIAL, fault);
  let dead = false;
  await rig.start((touch, die) => {
    if (dead || touch.name !== RESTART || touch.when !== when) return;
    dead = true;
    die();
  });
  await rig.clock.run(() => dead, 86_400_000);
  await rig.clock.advanceBy(awayMs);
  const engine = await rig.start();
  await rig.finishAll(engine);
  await rig.clock.advanceBy(3_600_000);
  const [job] = engine.jobs.all();
  assert.ok(job !== undefined);
  return { rig, job };
}

const count = (rig: Rig, what: 'restart_accepted' | 'booted'): number =>
  rig.fleet.log.of(SERIAL, what).length;

describe('settle time of a restart', () => {
  for (const seconds of [119, 120, SETTLE_SECONDS - 1, SETTLE_SECONDS]) {
    it(`a device that answers on for ${seconds} seconds is not restarted a second time`, async () => {
      for (const awayMs of AWAY_MS) {
        const { rig, job } = await dieAtRestart('after', { kind: 'slow_to_go_down', seconds }, awayMs);
        assert.equal(job.status, 'completed', job.message ?? '');
        assert.deepEqual([count(rig, 'restart_accepted'), count(rig, 'booted')], [1, 1]);
      }
    });
  }

  it('ends there: a device that answered on for longer would be asked twice, and none is known to', async () => {
    const { rig } = await dieAtRestart('after', { kind: 'slow_to_go_down', seconds: 2 * SETTLE_SECONDS }, 0);
    assert.equal(count(rig, 'restart_accepted'), 2);
  });

  it('a restart that never left is sent, once', async () => {
    for (const awayMs of AWAY_MS) {
      const { rig, job } = await dieAtRestart('before', null, awayMs);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.deepEqual([count(rig, 'restart_accepted'), count(rig, 'booted')], [1, 1]);
    }
  });

  it('a restart that the device accepted and forgot is sent again', async () => {
    for (const awayMs of AWAY_MS) {
      const { rig, job } = await dieAtRestart('after', { kind: 'restart_ignored' }, awayMs);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.deepEqual([count(rig, 'restart_accepted'), count(rig, 'booted')], [2, 1]);
    }
  });
});
