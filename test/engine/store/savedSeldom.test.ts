/** A large database is saved seldom, and a window that dies long after the last save has lost nothing. */
import assert from 'node:assert/strict';
import { isOpen, type Job } from '../../../src/jobs/job.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { manyDevices } from '../../bench/parts/manyRows.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE } from '../../support/sampleSpec.ts';
import { optionsOn } from '../../unit/store/storePieces.ts';

const FOLDER = '/storage';
/** Its database has two megabytes. */
const DEVICES = 3_000;
const SECOND_MS = 1_000;

/** With the storage of a window that knew many devices. */
async function largeStorage(): Promise<Rig> {
  const rig = new Rig();
  const store = await openStore(optionsOn(rig.disk.attach(), { folder: FOLDER }));
  store.inventoryRows.upsert(manyDevices(DEVICES));
  await store.close();
  return rig;
}

describe('a large database', () => {
  it('is saved every twenty seconds at most while a job is at work, and not every two', async function () {
    this.timeout(60_000);
    const rig = await largeStorage();
    const savedAt: number[] = [];
    const engine = await rig.start(undefined, ({ name, path, when }) => {
      if (
        name === 'rename' &&
        when === 'after' &&
        path.startsWith(`${FOLDER}/state.db.`) &&
        !path.endsWith('.1')
      )
        savedAt.push(rig.clock.now());
    });
    const { id } = await rig.submit(engine);
    savedAt.length = 0;
    await rig.finish(engine, id);
    const apart = savedAt.slice(1).map((at, index) => (at - (savedAt[index] ?? 0)) / SECOND_MS);
    assert.ok(apart.length > 10 && Math.min(...apart) >= 18, `seconds apart: ${apart.join(', ')}`);
    await engine.close();
  });

  it('of a window that died before it was saved is made up for by the journal, wherever that was', async function () {
    this.timeout(120_000);
    const rig = await largeStorage();
    let engine = await rig.start();
    const { id } = await rig.submit(engine);
    let deaths = 0;
    for (const seconds of [3, 27, 100, 333, 500, 700]) {
      const until = rig.clock.now() + seconds * SECOND_MS;
      await rig.clock.run(() => rig.clock.now() >= until);
      const before = engine.jobs.get(id);
      const version = engine.inventory.get(STANDALONE)?.swVersion;
      rig.disk.cutPower();
      deaths += 1;
      engine = await rig.start();
      assert.deepEqual(engine.notices, []);
      assert.deepEqual(settled(engine.jobs.get(id)), settled(before), `after ${seconds} s`);
      assert.equal(engine.inventory.get(STANDALONE)?.swVersion, version);
      assert.equal(engine.inventory.devices().length, DEVICES + 1);
    }
    const ended = await rig.finish(engine, id);
    assert.deepEqual([ended.status, deaths], ['completed', 6]);
    assert.equal(isOpen(ended), false);
    assert.deepEqual(rig.fleet.log.story(STANDALONE, 'install_finished', 'booted'), [
      ...['install_finished 10.2.10', 'booted 10.2.10', 'install_finished 11.1.4-h7', 'booted 11.1.4-h7'],
    ]);
    await engine.close();
  });

  it('knows a firewall that was added as soon as it is said to be there', async () => {
    const rig = await largeStorage();
    const engine = await rig.start();
    const address = rig.fleet.devices.get(STANDALONE)?.address ?? '';
    const device = await rig.clock.drive(engine.addFirewall(address, new AbortController().signal));
    rig.disk.cutPower();
    const next = await rig.start();
    assert.deepEqual(next.inventory.get(STANDALONE), device);
    await next.close();
  });
});

/** What the next engine takes up at once may have gone on already. */
function settled(job: Job | undefined): unknown {
  return (
    job && { ...job, steps: job.steps.map(({ id, state, effect, facts }) => ({ id, state, effect, facts })) }
  );
}
