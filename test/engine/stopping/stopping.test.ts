/** Cancel, pause, dry run, close and the one-job-a-device rule, judged by what the device saw. In virtual time. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

async function begin(): Promise<{ rig: Rig; engine: Engine; id: string }> {
  const rig = new Rig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  return { rig, engine, id };
}

async function cancelAt(
  what: Parameters<Rig['until']>[1],
): Promise<{ rig: Rig; message: string; status: string }> {
  const { rig, engine, id } = await begin();
  await rig.until(SERIAL, what);
  engine.cancel(id, 'test');
  const { status, message } = await rig.finish(engine, id);
  await rig.clock.advanceBy(3_600_000);
  return { rig, status, message: message ?? '' };
}

describe('engine: cancel', () => {
  it('ends a queued job at once and touches nothing', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    engine.pause();
    const { id } = await rig.submit(engine);
    engine.cancel(id, 'test');
    assert.equal(engine.jobs.get(id)?.status, 'cancelled');
    engine.resume();
    await rig.clock.advanceBy(3_600_000);
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });

  it('stops following a download; the device may finish the image', async () => {
    const { rig, status, message } = await cancelAt('download_started');
    assert.equal(status, 'cancelled');
    assert.match(message, /fw-lab-01 may still finish downloading 10\.2\.0/);
    assert.deepEqual(rig.fleet.log.story(SERIAL), ['download_started 10.2.0', 'download_finished 10.2.0']);
  });

  it('lets an installation end and does not restart', async () => {
    const { rig, status, message } = await cancelAt('install_started');
    assert.equal(status, 'cancelled');
    assert.match(message, /10\.2\.10 is installed on it and starts with its next restart/);
    assert.deepEqual(rig.fleet.log.story(SERIAL, 'install_finished', 'install_failed', 'restart_accepted'), [
      'install_finished 10.2.10',
    ]);
  });

  it('brings a restarting device back and stops before the next hop', async () => {
    const { rig, status, message } = await cancelAt('went_down');
    assert.equal(status, 'cancelled');
    assert.match(message, /runs 10\.2\.10/);
    assert.deepEqual(rig.fleet.log.story(SERIAL, 'booted', 'install_started'), [
      'install_started 10.2.10',
      'booted 10.2.10',
    ]);
  });

  it('is remembered when the window closes right after it', async () => {
    const { rig, engine, id } = await begin();
    await rig.until(SERIAL, 'install_started');
    engine.cancel(id, 'test');
    await engine.close();
    const next = await rig.start();
    assert.equal((await rig.finish(next, id)).status, 'cancelled');
    await rig.clock.advanceBy(3_600_000);
    assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 0);
  });
});

describe('engine: pause', () => {
  it('waits at the next safe point and goes on when resumed', async () => {
    const { rig, engine, id } = await begin();
    await rig.until(SERIAL, 'install_started');
    engine.pause();
    await rig.clock.advanceBy(6 * 3_600_000);
    assert.deepEqual(rig.fleet.log.story(SERIAL, 'install_finished', 'restart_accepted'), [
      'install_finished 10.2.10',
    ]);
    engine.resume();
    assert.equal((await rig.finish(engine, id)).status, 'completed');
  });

  it('can be cancelled while it is paused', async () => {
    const { rig, engine, id } = await begin();
    await rig.until(SERIAL, 'install_started');
    engine.pause();
    await rig.clock.advanceBy(3_600_000);
    engine.cancel(id, 'test');
    assert.equal((await rig.finish(engine, id)).status, 'cancelled');
  });
});

describe('engine: dry run', () => {
  it('sends no effect, changes no device record, and says what it would do', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine, SERIAL, true);
    const before = engine.inventory.get(SERIAL);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed');
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
    assert.deepEqual(engine.inventory.get(SERIAL), before);
    assert.deepEqual(
      job.steps.filter((step) => step.state === 'done').map((step) => step.id),
      ['software_check', 'readiness', 'pre_snapshot'].map((kind) => `${SERIAL}.hop1.${kind}`),
    );
  });
});

describe('engine: one job a device', () => {
  it('refuses a second one and names the first', async () => {
    const { rig, engine, id } = await begin();
    const second = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(!second.ok);
    assert.equal(second.conflictingJobId, id);
    assert.match(second.reason, new RegExp(id));
    await rig.finish(engine, id);
    assert.ok(engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' }).ok);
  });
});
