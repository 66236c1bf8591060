/**
 * A window that died right after an effect was sent, in circumstances that make it hard to see what happened. In
 * virtual time; judged by what the device saw.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;

/** The process dies when the named request has reached the device, before it hears the answer. */
async function dieAfter(rig: Rig, operation: string): Promise<string> {
  const first = await rig.start();
  const { id } = await rig.submit(first);
  await first.close();
  let dead = false;
  await rig.start(({ name, when }, die) => {
    if (name !== operation || when !== 'after') return;
    dead = true;
    die();
  });
  await rig.clock.run(() => dead, 24 * HOUR);
  return id;
}

async function carriedOn(rig: Rig, id: string): Promise<Job> {
  const job = await rig.finish(await rig.start(), id);
  rig.online = true;
  await rig.clock.advanceBy(HOUR);
  return job;
}

const count = (rig: Rig, what: Parameters<Rig['until']>[1]): number => rig.fleet.log.of(SERIAL, what).length;
const RESTART = 'request restart system';
const INSTALL = 'request system software install version 10.2.10';

describe('engine: after a crash', () => {
  for (const jump of [HOUR, 8 * HOUR, -HOUR]) {
    it(`does not restart a slow box again when the clock jumps by ${jump / HOUR} h`, async () => {
      const rig = new Rig();
      const first = await rig.start();
      rig.fleet.fault(SERIAL, { kind: 'slow_to_go_down', seconds: 120 });
      await first.close();
      const id = await dieAfter(rig, RESTART);
      const engine = await rig.start();
      await rig.clock.advanceBy(20_000);
      rig.clockError = jump;
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(count(rig, 'restart_accepted'), 2);
    });
  }

  it('asks a person when the device cannot be reached to be asked', async () => {
    const rig = new Rig();
    const id = await dieAfter(rig, INSTALL);
    rig.online = false;
    const job = await carriedOn(rig, id);
    assert.equal(job.status, 'needs_operator');
    assert.match(
      job.message ?? '',
      /cannot be told whether the device carried out the request to .*does not answer/,
    );
    assert.equal(count(rig, 'install_started'), 1);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('waits for a device that is out of reach for a while', async () => {
    const rig = new Rig();
    const id = await dieAfter(rig, INSTALL);
    rig.online = false;
    const engine = await rig.start();
    await rig.clock.advanceBy(5 * 60_000);
    rig.online = true;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(count(rig, 'install_started'), 2);
  });

  it('does not send an installation whose cancel came while the window was closed', async () => {
    const rig = new Rig();
    const first = await rig.start();
    rig.fleet.fault(SERIAL, { kind: 'drop_before', nth: 3 });
    await first.close();
    const id = await dieAfter(rig, INSTALL);
    const engine = await rig.start();
    engine.cancel(id, 'test');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'cancelled', job.message ?? '');
    assert.equal(count(rig, 'install_started'), 0);
  });
});

describe('engine: a laptop that sleeps', () => {
  const sleeps: readonly (readonly [string, Parameters<Rig['until']>[1]])[] = [
    ['in the middle of an installation', 'install_started'],
    ['in the middle of a reboot', 'went_down'],
  ];
  for (const [when, what] of sleeps) {
    it(`carries on when it wakes up off the network ${when}`, async () => {
      const rig = new Rig();
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      await rig.until(SERIAL, what);
      rig.online = false;
      rig.clockError = 8 * HOUR;
      await rig.clock.advanceBy(60_000);
      rig.online = true;
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(count(rig, 'restart_accepted'), 2);
    });
  }
});

describe('engine: cancel and pause while an effect waits to be sent', () => {
  async function waitingForCommit(): Promise<{ rig: Rig; engine: Engine; id: string }> {
    const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'install_finished');
    // Somebody commits before the restart: it is waited for.
    rig.fleet.fault(SERIAL, { kind: 'foreign_job', type: 'Commit', user: 'alice', seconds: 400 });
    await rig.clock.advanceBy(100_000);
    assert.equal(count(rig, 'restart_accepted'), 0);
    return { rig, engine, id };
  }

  it('does not send a restart that was cancelled', async () => {
    const { rig, engine, id } = await waitingForCommit();
    engine.cancel(id, 'test');
    const job = await rig.finish(engine, id);
    await rig.clock.advanceBy(HOUR);
    assert.equal(job.status, 'cancelled');
    assert.match(job.message ?? '', /10\.2\.10 is installed on it and starts with its next restart/);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('holds a restart back while the engine is paused', async () => {
    const { rig, engine, id } = await waitingForCommit();
    engine.pause();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(count(rig, 'restart_accepted'), 0);
    engine.resume();
    assert.equal((await rig.finish(engine, id)).status, 'completed');
  });
});

describe('engine: answers that do not say what happened', () => {
  /** Its images are on the device already. `stepNow`: the kind of the step that is worked on, empty between two. */
  async function stagedUpgrade(): Promise<{ rig: Rig; engine: Engine; id: string; stepNow: () => string }> {
    const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    let kind = '';
    engine.jobs.onDidChange((job) => {
      kind = job.steps.find((step) => step.state === 'running')?.kind ?? '';
    });
    return { rig, engine, id, stepNow: () => kind };
  }

  it('does not restart after an installation of somebody else that names no version', async () => {
    const rig = new Rig();
    const id = await dieAfter(rig, INSTALL);
    rig.rewrite = (operation, body) =>
      operation.startsWith('show jobs') ? body.replaceAll(/of version \S+/g, '') : body;
    const job = await carriedOn(rig, id);
    assert.equal(job.status, 'needs_operator');
    assert.match(job.message ?? '', /does not say of which version/);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('does not restart for a version that the device once said it runs, and then not', async () => {
    const { rig, engine, id, stepNow } = await stagedUpgrade();
    rig.rewrite = (operation, body) =>
      operation === 'show system info' && stepNow() === 'install'
        ? body.replace('<sw-version>10.1.14', '<sw-version>10.2.10')
        : body;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('sends no restart where nothing was installed, not even when the device changes its word in between', async () => {
    const { rig, engine, id, stepNow } = await stagedUpgrade();
    let looks = 0;
    rig.rewrite = (operation, body) => {
      if (operation !== 'show system info') return body;
      const lies = stepNow() === 'install' || (stepNow() === 'restart' && ++looks === 1);
      return lies ? body.replace('<sw-version>10.1.14', '<sw-version>10.2.10') : body;
    };
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed', job.message ?? '');
    assert.match(job.message ?? '', /came back with 10\.1\.14 instead of 10\.2\.10/);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('asks whether an effect happened when the device says that it timed out', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    const late = 'Server error : op command for client dagger timed out as client is not available';
    rig.rewrite = (operation, body) =>
      operation === INSTALL ? `<response status="error"><msg><line>${late}</line></msg></response>` : body;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(count(rig, 'install_started'), 2);
  });
});

describe('engine: the wrong device', () => {
  it('refuses a firewall that has joined an HA pair since it was discovered', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    rig.rewrite = (operation, body) =>
      operation === 'show high-availability state' ? body.replace('<enabled>no', '<enabled>yes') : body;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });

  it('does not restart another device that answers at the address by now', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'install_finished');
    rig.rewrite = (_operation, body) => body.replace(`<serial>${SERIAL}`, '<serial>001701000999');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Another device \(001701000999\) answers at the address/);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });
});
