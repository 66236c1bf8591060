import assert from 'node:assert/strict';
import { pair, pairOf } from '../../../support/sampleSpec.ts';
import { FIRST, MINUTE, PairBench, SECOND } from './haPair.ts';
import { REQUEST, SHOW } from '../sampleFleet.ts';

const runningSync = (bench: PairBench): Promise<string | undefined> => bench.says(FIRST, 'running-sync');

describe('simulator: configuration of a pair', () => {
  it('is brought into step by a job on the peer', async () => {
    const bench = new PairBench(pair({}, { synchronized: false }));
    assert.equal(await runningSync(bench), 'not synchronized');
    assert.match(
      await bench.ask(FIRST, REQUEST.syncToRemote),
      /success.*<msg><line>HA synchronization job has been queued on peer\. Please check job status on peer\./,
    );
    assert.equal(await runningSync(bench), 'synchronization in progress');
    assert.equal(await bench.says(SECOND, 'running-sync'), 'synchronization in progress');
    assert.match(await bench.ask(SECOND, SHOW.jobs), /<type>HA-Sync<\/type><status>ACT</);
    assert.match(await bench.ask(SECOND, REQUEST.syncToRemote), /error.*Another sync is in progress/);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await runningSync(bench), 'synchronized');
    assert.deepEqual(bench.fleet.log.story(SECOND), ['config_sync_started', 'config_sync_finished']);
  });

  it('cannot be brought into step across versions, nor without a functional peer', async () => {
    const halfUpgraded = new PairBench(pairOf('10.2.10', '11.1.4-h7'));
    await halfUpgraded.ask(FIRST, REQUEST.syncToRemote);
    await halfUpgraded.clock.advanceBy(MINUTE);
    assert.deepEqual(halfUpgraded.fleet.log.story(SECOND), ['config_sync_started', 'config_sync_failed']);

    for (const second of [{ state: 'suspended' }, { link: 'down' }, { configSync: false }] as const) {
      const bench = new PairBench(pair({}, second));
      assert.match(
        await bench.ask(FIRST, REQUEST.syncToRemote),
        /error.*Failed to synchronize running configuration with HA peer/,
      );
      assert.deepEqual(bench.fleet.log.story(SECOND), []);
    }
  });

  it('is left as it was by a job that fails on the peer, which can be asked for again', async () => {
    const bench = new PairBench(pair({}, { synchronized: false }));
    bench.fleet.fault(SECOND, { kind: 'config_sync_fails', text: 'commit failed' });
    await bench.ask(FIRST, REQUEST.syncToRemote);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await runningSync(bench), 'not synchronized');
    assert.match(await bench.ask(SECOND, SHOW.jobs), /<type>HA-Sync<.*<result>FAIL<.*commit failed/);
    await bench.ask(FIRST, REQUEST.syncToRemote);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await runningSync(bench), 'synchronized');
    assert.deepEqual(
      bench.fleet.log.of(SECOND, 'config_sync_started').map(({ detail }) => detail),
      [`from ${FIRST}`, `from ${FIRST}`],
    );
  });

  it('is left as it was by a peer that goes down in the middle', async () => {
    const bench = new PairBench(pair({}, { synchronized: false }), { timing: { haConfigSyncSeconds: 600 } });
    await bench.ask(FIRST, REQUEST.syncToRemote);
    await bench.reboot(SECOND);
    assert.equal(await runningSync(bench), 'not synchronized');
    assert.deepEqual(bench.fleet.log.story(SECOND, 'config_sync_failed'), ['config_sync_failed']);
  });

  it('may differ after an upgrade of both, until it is synchronized', async () => {
    for (const [unsyncedByUpgrade, expected] of [
      [false, 'synchronized'],
      [true, 'not synchronized'],
    ] as const) {
      const bench = new PairBench(
        pair({ unsyncedByUpgrade }, { unsyncedByUpgrade }).map((member) => ({
          ...member,
          downloaded: ['11.1.0', '11.1.4-h7'],
        })),
      );
      await bench.reboot(SECOND);
      assert.equal(await runningSync(bench), 'synchronized', 'a restart alone changes nothing');
      await bench.upgrade(SECOND, '11.1.4-h7');
      assert.equal(await runningSync(bench), 'not synchronized');
      await bench.upgrade(FIRST, '11.1.4-h7');
      assert.equal(await runningSync(bench), expected);
      await bench.ask(SECOND, REQUEST.syncToRemote);
      await bench.clock.advanceBy(MINUTE);
      assert.equal(await runningSync(bench), 'synchronized');
    }
  });

  it('is not kept in step where the users switched that off', async () => {
    const bench = new PairBench(pair({ configSync: false }, { configSync: false }));
    assert.equal(await bench.says(FIRST, 'running-sync-enabled'), 'no');
    assert.equal(await runningSync(bench), 'not synchronized');
  });
});

describe('simulator: sessions of a pair', () => {
  it('are not kept in step where the users switched that off', async () => {
    const bench = new PairBench(pair({ sessionSync: false }, { sessionSync: false }));
    assert.equal(await bench.says(FIRST, 'state-sync'), 'User-disabled');
  });
});
