/** The storage folder, or a file in it, is removed or renamed while a window works with it: nothing is done in vain. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { Rig, type Touch } from '../../support/rig.ts';
import { STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const GONE =
  'The engine has stopped. The storage folder /storage, or the journal in it, was removed or renamed while this window ' +
  'worked with it. Nothing is sent to a device any more.';

/** What happens to the files of the storage. */
const losses: Readonly<Record<string, (rig: Rig) => Promise<void>>> = {
  'the folder is removed': async (rig) => {
    const disk = rig.disk.attach();
    for (const path of rig.disk.paths()) await disk.remove(path);
  },
  'the folder is renamed': async (rig) => {
    const disk = rig.disk.attach();
    for (const path of rig.disk.paths()) await disk.rename(path, path.replace('/storage', '/elsewhere'));
  },
  'the journal is removed': async (rig) => {
    await rig.disk.attach().remove('/storage/journal-000000001.jsonl');
  },
};

/** Until the storage is lost, and then long enough for all that was to come. */
async function lostAt(
  moment: Parameters<Rig['until']>[1],
  lose: (rig: Rig) => Promise<void>,
): Promise<{ rig: Rig; told: string[]; sent: string[] }> {
  const rig = new Rig();
  const sent: string[] = [];
  let isLost = false;
  const engine = await rig.start(({ what, name, when }: Touch) => {
    if (isLost && what === 'call' && when === 'before') sent.push(name);
  });
  await rig.submit(engine);
  await rig.until(SERIAL, moment);
  await lose(rig);
  isLost = true;
  await rig.clock.advanceBy(2 * 3_600_000);
  const told = engine.notices.map(({ message }) => message);
  await engine.close();
  return { rig, told, sent };
}

describe('a storage that is gone', () => {
  for (const [what, lose] of Object.entries(losses)) {
    it(`stops all work at once and says where it stopped, when ${what}`, async () => {
      const { rig, told, sent } = await lostAt('install_started', lose);
      assert.equal(told.length, 1);
      assert.ok(told[0]?.startsWith(GONE), told[0]);
      assert.match(
        told[0] ?? '',
        /Where jobs stopped: fw-lab-01 runs 10\.1\.14; it was told to install 10\.2\.10 \(its job \d+\), and may still be doing so/,
      );
      assert.deepEqual(sent, []);
      assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 0);
      if (what !== 'the journal is removed')
        assert.deepEqual(
          rig.disk.paths().filter((path) => path.startsWith('/storage/')),
          [],
        );
    });
  }

  it('goes on where it was once the folder is put back and the window is reloaded', async () => {
    const { rig } = await lostAt('install_started', losses['the folder is renamed'] ?? assert.fail());
    const disk = rig.disk.attach();
    for (const path of rig.disk.paths()) await disk.rename(path, path.replace('/elsewhere', '/storage'));
    const engine = await rig.start();
    await rig.finishAll(engine);
    assert.deepEqual(
      engine.jobs.all().map(({ status }) => status),
      ['completed'],
    );
    assert.equal(rig.fleet.log.of(SERIAL, 'install_started').length, 2);
    assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 2);
    await engine.close();
  });

  it('keeps no snapshot in a folder that would have to be made again', async () => {
    const rig = new Rig();
    let isDue = true;
    let running: Engine | null = null;
    const engine = await rig.start(({ what, name, when }) => {
      // The last question of a snapshot has been answered.
      const atSnapshot = running?.jobs
        .all()[0]
        ?.steps.some(({ kind, state }) => kind === 'pre_snapshot' && state === 'running');
      if (
        !isDue ||
        atSnapshot !== true ||
        what !== 'call' ||
        name !== 'request license info' ||
        when !== 'after'
      )
        return;
      isDue = false;
      void losses['the folder is removed']?.(rig);
    });
    running = engine;
    await rig.submit(engine);
    await rig.clock.run(() => engine.notices.length > 0, 86_400_000);
    await rig.clock.advanceBy(3_600_000);
    assert.ok(engine.notices[0]?.message.startsWith(GONE));
    assert.deepEqual(rig.disk.paths(), []);
    await engine.close();
  });
});
