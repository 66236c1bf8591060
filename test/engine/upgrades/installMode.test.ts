/** `upgrade.installMode`, judged by what the device went through. In virtual time. */
import assert from 'node:assert/strict';
import { defaultSettings } from '../../support/engineSettings.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const settings = { ...defaultSettings, upgrade: { installMode: 'final-only' as const } };

describe('engine: final-only', () => {
  it('stages all images and installs the last version with one restart', async () => {
    const rig = new Rig({ settings });
    const engine = await rig.start();
    const job = await rig.finish(engine, (await rig.submit(engine)).id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(rig.fleet.log.story(SERIAL, 'download_finished', 'install_finished', 'booted'), [
      ...['download_finished 10.2.0', 'download_finished 10.2.10'],
      ...['download_finished 11.1.0', 'download_finished 11.1.4-h7'],
      ...['install_finished 11.1.4-h7', 'booted 11.1.4-h7'],
    ]);
    assert.deepEqual(job.runs[0]?.path, ['11.1.4-h7']);
  });

  it('refuses what skips too much, and touches nothing', async () => {
    const rig = new Rig({ settings, paths: { '10.1.14': ['11.2.0', '12.1.4'] } });
    const engine = await rig.start();
    const job = await rig.finish(engine, (await rig.submit(engine)).id);
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /cannot be installed straight away \(final-only\).*installMode to "stepwise"/,
    );
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });
});
