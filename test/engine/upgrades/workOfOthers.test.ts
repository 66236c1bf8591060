/**
 * Work that runs on a device already: of somebody else, waited for by one rule; or left there by a job of ours, which is no
 * stranger. In virtual time. docs/PANOS.md "Jobs".
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import { beginPair, outageSeconds, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, sampleSpec, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const ONE_HOP = { '10.1.14': ['10.2.10'] };

async function begin(): Promise<{ rig: Rig; engine: Engine }> {
  const rig = new Rig({ paths: ONE_HOP });
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

function submit(engine: Engine, dryRun = false): Job {
  const submission = engine.submitUpgrade({ serial: SERIAL, dryRun, by: 'test' });
  assert.ok(submission.ok);
  return submission.job;
}

const work = (type: string, seconds: number): FaultInput => ({
  kind: 'foreign_job',
  type,
  user: 'alice',
  seconds,
});

const count = (rig: Rig, what: Parameters<typeof rig.fleet.log.of>[1]): number =>
  rig.fleet.log.of(SERIAL, what).length;

describe('engine: work of somebody else on the device', () => {
  for (const type of ['Commit', 'Downld', 'SWInstall']) {
    it(`is waited for before the upgrade begins (${type})`, async () => {
      const { rig, engine } = await begin();
      rig.fleet.fault(SERIAL, work(type, 200));
      const job = await rig.finish(engine, submit(engine).id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(count(rig, 'booted'), 1);
    });
  }

  it('is waited for a quarter of an hour, and is named then', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, work('Commit', 7200));
    const from = rig.clock.now();
    const job = await rig.finish(engine, submit(engine).id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Not ready.*busy with Commit job \d+ of alice/);
    const minutes = ((job.endedAt ?? Infinity) - from) / 60_000;
    assert.ok(minutes > 15 && minutes < 20, `${minutes} minutes`);
  });

  it('is not waited for by a dry run, which says what runs', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, work('Commit', 7200));
    const from = rig.clock.now();
    const job = await rig.finish(engine, submit(engine, true).id);
    assert.match(job.message ?? '', /busy with Commit job \d+ of alice/);
    assert.ok((job.endedAt ?? Infinity) - from < 5 * 60_000);
  });

  it('ends with a cancel at once while it is waited for', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, work('Commit', 7200));
    const { id } = submit(engine);
    await rig.clock.advanceBy(120_000);
    const from = rig.clock.now();
    engine.cancel(id, 'test');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'cancelled');
    assert.ok((job.endedAt ?? Infinity) - from < 1_000);
  });

  it('is waited for on the peer, too, before a member is suspended', async () => {
    const { rig, engine } = await beginPair({ paths: { '10.2.10': ['11.1.4-h7'] } });
    const { id } = await submitPair(engine);
    await rig.clock.run(
      () =>
        engine.jobs.get(id)?.steps.some(({ kind, state }) => kind === 'suspend' && state === 'running') ===
        true,
      86_400_000,
    );
    rig.fleet.fault(PAIR[1], work('Commit', 200));
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });
});

describe('engine: what a job of ours left on the device', () => {
  it('is waited for and not fetched again, when its download was cancelled a moment ago', async () => {
    const { rig, engine } = await begin();
    const first = submit(engine);
    await rig.until(SERIAL, 'download_started');
    engine.cancel(first.id, 'test');
    assert.equal((await rig.finish(engine, first.id)).status, 'cancelled');
    const job = await rig.finish(engine, submit(engine).id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(count(rig, 'download_started'), 2, 'the base image, and the image');
  });

  it('is waited for as long as it moves: longer than a stranger is', async () => {
    const rig = new Rig({
      paths: ONE_HOP,
      spec: { ...sampleSpec([standalone()]), timing: { downloadMbPerSecond: 0.5 } },
    });
    const engine = await rig.start();
    await rig.discover(engine);
    const first = submit(engine);
    await rig.until(SERIAL, 'download_started');
    engine.cancel(first.id, 'test');
    await rig.finish(engine, first.id);
    const job = await rig.finish(engine, submit(engine).id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(count(rig, 'download_started'), 2);
  });

  it('is taken up by the installation of another job, and not sent again', async () => {
    const { rig, engine } = await begin();
    const first = submit(engine);
    await rig.until(SERIAL, 'install_started');
    engine.handOver(first.id, 'test');
    await rig.finish(engine, first.id);
    const job = await rig.finish(engine, submit(engine).id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual([count(rig, 'install_started'), count(rig, 'booted')], [1, 1]);
  });

  it('is nothing where no request of ours ever left: what somebody else installs then is theirs', async () => {
    const rig = new Rig({ paths: ONE_HOP });
    let isAway = false;
    const engine = await rig.start(({ what, name, when }) => {
      if (what !== 'call' || when !== 'before' || isAway || !name.includes('software install')) return;
      isAway = true;
      rig.fleet.network.away({ how: 'refused', seconds: 120 });
    });
    await rig.discover(engine);
    const { id } = submit(engine);
    await rig.clock.run(() => isAway, 3_600_000);
    await rig.clock.advanceBy(60_000);
    rig.fleet.fault(SERIAL, work('SWInstall', 600));
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed', job.message ?? '');
    assert.match(job.message ?? '', /Somebody else is installing software on it: SWInstall job \d+ of alice/);
    assert.equal(count(rig, 'install_started'), 0);
  });
});
