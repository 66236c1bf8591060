/** `recovery.onStart`: what becomes of jobs a window left behind, judged by what the device saw. In virtual time. */
import assert from 'node:assert/strict';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { RecoveryMode } from '../../../src/jobs/work/recovery.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { beginPair, doneTo, haState, outageSeconds, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const HOUR_MS = 3_600_000;

function settings(onStart: RecoveryMode): EngineSettings {
  return { ...defaultSettings, recovery: { onStart } };
}

/** An upgrade whose window closes in the middle of its first installation. */
async function leftBehind(onStart: RecoveryMode): Promise<{ rig: Rig; id: string }> {
  const rig = new Rig({ settings: settings(onStart) });
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await rig.until(SERIAL, 'install_started');
  await rig.clock.drive(engine.close());
  return { rig, id };
}

describe('engine: jobs a window left behind', () => {
  it('go on by themselves', async () => {
    const { rig, id } = await leftBehind('resume');
    const engine = await rig.start();
    assert.deepEqual([engine.paused, engine.interrupted], [false, [id]]);
    assert.equal((await rig.finish(engine, id)).status, 'completed');
  });

  for (const onStart of ['ask', 'paused'] as const) {
    it(`wait until somebody says so, with "${onStart}"`, async () => {
      const { rig, id } = await leftBehind(onStart);
      const engine = await rig.start();
      assert.deepEqual([engine.paused, engine.interrupted], [true, [id]]);
      await rig.clock.advanceBy(2 * HOUR_MS);
      assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 0);
      engine.resume();
      assert.equal((await rig.finish(engine, id)).status, 'completed');
      assert.equal(rig.fleet.log.of(SERIAL, 'install_started').length, 2, 'one for each hop');
    });
  }

  for (const onStart of ['ask', 'paused'] as const) {
    it(`do not wait while a member of a pair is suspended, but once it is whole, with "${onStart}"`, async () => {
      const { rig, engine } = await beginPair({ settings: settings(onStart) });
      const { id } = await submitPair(engine);
      await rig.until(PAIR[0], 'suspended');
      await rig.clock.drive(engine.close());
      const next = await rig.start();
      assert.deepEqual([next.paused, next.interrupted, next.suspended], [true, [id], []]);
      await rig.clock.advanceBy(8 * HOUR_MS);
      assert.equal(haState(rig, PAIR[0]), 'passive');
      const hop = ['install_started 11.1.4-h7', 'restart_accepted', 'booted 11.1.4-h7'];
      assert.deepEqual(doneTo(rig, PAIR[0]), ['suspended', ...hop]);
      assert.deepEqual([next.paused, next.jobs.get(id)?.status, next.suspended], [true, 'active', []]);
      next.resume();
      assert.equal((await rig.finish(next, id)).status, 'completed');
      assert.equal(outageSeconds(rig), 0);
    });
  }

  it('are asked about only where there are any', async () => {
    const rig = new Rig({ settings: settings('ask') });
    const engine = await rig.start();
    assert.deepEqual([engine.paused, engine.interrupted], [false, []]);
    assert.equal((await rig.finish(engine, (await rig.submit(engine)).id)).status, 'completed');
  });
});
