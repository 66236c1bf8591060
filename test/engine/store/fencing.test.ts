/** Two owners of one storage, as a lock that failed would leave them: the one that was replaced does nothing more. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { violations } from '../../crash/judges/deviceJudge.ts';
import { PATHS, Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL } from '../../support/sampleSpec.ts';
import { samplePin } from '../../support/samplePin.ts';

const UPGRADE = {
  serial: SERIAL,
  path: PATHS['10.1.14'],
  images: ['10.2.0', '10.2.10', '11.1.0', '11.1.4-h7'],
};
const JOURNAL = '/storage/journal-000000001.jsonl';
const STOPPED =
  'The engine has stopped. The journal in /storage is no longer as this window left it: another window or program ' +
  'has written to it. This window touches no device any more. Close it, or reload it once the other one is closed.';

const journalOf = (rig: Rig): string => Buffer.from(rig.disk.content(JOURNAL) ?? []).toString('utf8');

describe('an owner whose storage was taken over', () => {
  const moments: Parameters<Rig['until']>[1][] = [
    'download_started',
    'download_finished',
    'install_started',
    'install_finished',
    'restart_accepted',
    'booted',
  ];
  for (const moment of moments) {
    it(`sends and writes nothing after ${moment.replace('_', ' ')}, and says so once`, async () => {
      const rig = new Rig();
      let taken = false;
      const sent: string[] = [];
      const first = await rig.start(({ what, name, when }) => {
        if (taken && what === 'call' && when === 'before') sent.push(name);
      });
      const { id } = await rig.submit(first);
      await rig.until(SERIAL, moment);

      const second = await rig.start();
      taken = true;
      const job = await rig.finish(second, id);
      await rig.clock.advanceBy(3_600_000);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.deepEqual(violations(rig.fleet, UPGRADE, job), []);
      assert.deepEqual(sent, []);
      assert.deepEqual(
        first.notices.map(({ message }) => message),
        [STOPPED],
      );
      assert.deepEqual(second.notices, []);
      const epochs = journalOf(rig)
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { epoch: number }).epoch);
      assert.deepEqual(epochs, epochs.toSorted(), 'a record of the first owner after the second took over');
      refusesEverything(first, id);
      await first.close();
      await second.close();
    });
  }

  it('does not send an effect whose intent it wrote right before', async () => {
    const rig = new Rig();
    let lookedAt = 0;
    const engine = await rig.start(({ what, name, when }) => {
      if (what !== 'disk' || name !== 'size' || when !== 'after') return;
      const lines = journalOf(rig).trim().split('\n');
      if (!/"kind":"INTENT".*"effect":"install/.test(lines.at(-1) ?? '')) return;
      // The first look is the journal's own after its write; then somebody else comes, and the request is still to leave.
      if (++lookedAt === 1) rig.disk.attach().openAppend(JOURNAL).append(Buffer.from('from elsewhere\n'));
    });
    await rig.submit(engine);
    await rig.clock.run(() => engine.notices.length > 0, 86_400_000);
    await rig.clock.advanceBy(3_600_000);
    assert.equal(lookedAt > 0, true);
    assert.deepEqual(
      engine.notices.map(({ message }) => message),
      [STOPPED],
    );
    assert.deepEqual(rig.fleet.log.of(SERIAL, 'install_started'), []);
    await engine.close();
  });

  it('refuses each command in the same words', async () => {
    const rig = new Rig();
    const first = await rig.start();
    await rig.discover(first);
    const second = await rig.start();
    const lost = { name: 'StorageLostError', message: STOPPED.replace('The engine has stopped. ', '') };
    assert.throws(() => first.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' }), lost);
    assert.throws(() => first.trust(samplePin('10.1.1.1')), lost);
    await assert.rejects(first.testConnection(SERIAL, new AbortController().signal), lost);
    assert.deepEqual(first.pins(), []);
    assert.deepEqual(first.jobs.all(), []);
    await first.close();
    await second.close();
  });
});

function refusesEverything(engine: Engine, id: string): void {
  const before = engine.jobs.get(id);
  assert.throws(() => {
    engine.cancel(id, 'test');
  }, /The engine has stopped, so nothing can be cancelled/);
  assert.equal(engine.jobs.get(id), before);
}
