/**
 * What one job of a bulk goes through keeps the rest of it from beginning: a pair that is not whole after a hop at once, other
 * failures by their number. Judged by what the devices saw.
 */
import assert from 'node:assert/strict';
import { foundWords, heldBulks } from '../../../src/vscode/words/bulkHold.ts';
import { undecidedStep } from '../../../src/jobs/work/operator.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import {
  begin,
  type Bulk,
  type BulkOptions,
  hurt,
  membersOf,
  pairBulk,
  pairs,
  statuses,
  touched,
  words,
} from '../../support/bulkRig.ts';
import { pairSpec } from '../../support/pairRig.ts';
import { sampleSpec, standalone } from '../../support/sampleSpec.ts';

const DAY = 24 * 3_600_000;
const SYNC = 'request high-availability sync-to-remote';
const SUSPEND = 'request high-availability state suspend';

describe('engine: a bulk of pairs that do not bear the gap between two versions', function () {
  this.timeout(120_000);

  for (const versionGap of ['suspended', 'non-functional'] as const) {
    for (const workers of [1, 5, 20]) {
      it(`hurts one of twenty, and holds the rest with the cause in words (${versionGap}, ${workers} workers)`, async () => {
        const bulk = await pairBulk(20, { fleet: { ha: { versionGap, bearsReleasesApart: 1 } }, workers });
        await bulk.rig.clock.advanceBy(DAY);
        assert.equal(touched(bulk, pairs(20)), 1);
        assert.equal(hurt(bulk, pairs(20)), 1);
        const ended = statuses(bulk).filter((status) => status !== 'queued' && status !== 'active');
        assert.deepEqual(ended, ['failed']);
        assert.match(
          words(bulk),
          new RegExp(
            `^A bulk is held: the pair (fw-..)-1 \\+ \\1-2 was not whole again after a hop, and 19 jobs wait\\..*\\1-2 is ${versionGap} \\(it says: "Peer version too old"\\)`,
          ),
        );
        for (const [serial] of pairs(20)) assert.equal(bulk.rig.fleet.outages(serial).seconds, 0);
      });
    }
  }

  it('hurts those that had begun by then, and no other, where none goes ahead', async () => {
    const bulk = await pairBulk(20, {
      fleet: { ha: { bearsReleasesApart: 1 } },
      workers: 5,
      onePairFirst: false,
    });
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(bulk, pairs(20)), 5);
    assert.equal(statuses(bulk).filter((status) => status === 'queued').length, 15);
  });

  it('is held in the next window, too, and goes on up to the next pair when somebody says so', async () => {
    const bulk = await pairBulk(4, { fleet: { ha: { bearsReleasesApart: 1 } } });
    await bulk.rig.finish(bulk.engine, bulk.ids[0] ?? '');
    await bulk.rig.clock.drive(bulk.engine.close());
    const next = { ...bulk, engine: await bulk.rig.start() };
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(next, pairs(4)), 1);
    next.engine.releaseBatch(next.ids[0] ?? '', 'alice');
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(next, pairs(4)), 2);
    assert.deepEqual(statuses(next), ['failed', 'failed', 'queued', 'queued']);
  });
});

describe('engine: a bulk of pairs of which one gets into trouble', () => {
  it('is held at once by a failover that failed, though the member was taken back', async () => {
    const bulk = await pairBulk(4);
    bulk.rig.fleet.fault(pairs(4)[0]?.[1] ?? '', { kind: 'no_takeover' });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'queued', 'queued', 'queued']);
    assert.equal(hurt(bulk, pairs(4)), 0);
    assert.match(
      words(bulk),
      /was not whole again after a hop, and 3 jobs wait\. .*was not seen to take over/,
    );
  });

  it('is held by their number where nothing was restarted or suspended: those pairs are whole', async () => {
    const bulk = await pairBulk(5);
    for (const [, standby] of pairs(5)) bulk.rig.fleet.fault(standby, { kind: 'install_fails' });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'failed', 'failed', 'queued', 'queued']);
    assert.match(words(bulk), /^A bulk is held: 3 jobs of its bulk failed, and 2 jobs wait\./);
  });

  it('does not begin another one while it takes back the member that it suspended', async () => {
    const bulk = await pairBulk(4, { workers: 2, onePairFirst: false });
    const [first] = pairs(4);
    bulk.rig.fleet.fault(first?.[1] ?? '', { kind: 'no_takeover' });
    await bulk.rig.finish(bulk.engine, bulk.ids[1] ?? '');
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'completed', 'queued', 'queued']);
  });
});

describe('engine: a bulk of pairs that are not in step afterwards', () => {
  it('is held by the first, and goes on when that one is whole', async () => {
    const bulk = await pairBulk(3, { member: { unsyncedByUpgrade: true } });
    const job = await bulk.rig.finish(bulk.engine, bulk.ids[0] ?? '');
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(bulk, pairs(3)), 1);
    assert.match(words(bulk), /the configuration of fw-10-1 \+ fw-10-2 is not in step, and 2 jobs wait/);
    const stepId = undecidedStep(job)?.id ?? '';
    bulk.engine.decide({ jobId: job.id, stepId, decision: 'sync_config', by: 'alice' });
    await bulk.rig.finish(bulk.engine, job.id);
    await bulk.rig.finish(bulk.engine, bulk.ids[1] ?? '');
    assert.deepEqual(statuses(bulk), ['completed', 'needs_operator', 'queued']);
  });

  it('is held again, with the true cause, when it was let go on and the copy then fails', async () => {
    const bulk = await pairBulk(3, { member: { unsyncedByUpgrade: true } });
    const job = await bulk.rig.finish(bulk.engine, bulk.ids[0] ?? '');
    bulk.engine.pause();
    bulk.engine.releaseBatch(job.id, 'alice');
    assert.equal(words(bulk), '');
    const text = 'Failed to synchronize running configuration with HA peer';
    bulk.rig.fleet.fault(pairs(3)[0]?.[1] ?? '', {
      kind: 'call',
      command: SYNC,
      what: { how: 'error', text },
    });
    const stepId = undecidedStep(job)?.id ?? '';
    bulk.engine.decide({ jobId: job.id, stepId, decision: 'sync_config', by: 'alice' });
    bulk.engine.resume();
    await bulk.rig.finish(bulk.engine, job.id);
    await bulk.rig.clock.advanceBy(DAY);
    assert.match(words(bulk), /the configuration of fw-10-1 \+ fw-10-2 is not in step, and 2 jobs wait\./);
    assert.match(
      heldBulks(bulk.engine.jobs)
        .map(({ hold }) => foundWords(hold))
        .join(),
      new RegExp(text),
    );
    assert.equal(touched(bulk, pairs(3)), 1);
  });
});

describe('engine: a bulk of pairs of which one refuses to be suspended', () => {
  const refusing = async (count: number): Promise<Bulk> => {
    const bulk = await pairBulk(4);
    for (const [active] of pairs(count))
      bulk.rig.fleet.fault(active, {
        kind: 'call',
        command: SUSPEND,
        what: { how: 'error', text: 'Not now' },
      });
    await bulk.rig.clock.advanceBy(DAY);
    return bulk;
  };

  it('goes on: that pair is whole', async () => {
    const bulk = await refusing(1);
    assert.deepEqual(statuses(bulk), ['failed', 'completed', 'completed', 'completed']);
    assert.deepEqual(bulk.rig.fleet.log.of(pairs(1)[0]?.[0] ?? '', 'suspended'), []);
  });

  it('is held by the number of those, as any upgrade that failed', async () => {
    const bulk = await refusing(3);
    assert.deepEqual(statuses(bulk), ['failed', 'failed', 'failed', 'queued']);
    assert.match(words(bulk), /^A bulk is held: 3 jobs of its bulk failed, and 1 job waits\. .*Not now/);
  });
});

describe('engine: a bulk that two of its jobs hold', () => {
  it('stays held by the pair that is not whole when somebody bears what another one found', async () => {
    const targets = pairs(4);
    const [borne = ['', ''], damaged = ['', '']] = targets;
    const members = targets.flatMap((target) => membersOf({ unsyncedByUpgrade: target === borne }, target));
    const bulk = await begin({
      spec: pairSpec(members),
      targets,
      paths: { '10.2.10': ['11.1.4-h7'] },
      workers: 2,
      onePairFirst: false,
    });
    bulk.rig.fleet.fault(damaged[1], { kind: 'no_takeover' });
    await bulk.rig.finish(bulk.engine, bulk.ids[1] ?? '');
    const job = await bulk.rig.finish(bulk.engine, bulk.ids[0] ?? '');
    const stepId = undecidedStep(job)?.id ?? '';
    bulk.engine.decide({ jobId: job.id, stepId, decision: 'go_on', by: 'alice' });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['completed', 'failed', 'queued', 'queued']);
    assert.equal(touched(bulk, targets), 2);
  });
});

describe('engine: a bulk of which several fail', () => {
  const serials = Array.from({ length: 9 }, (_, index) => `0017010001${String(index + 10)}`);

  function failing(
    change: (index: number) => Partial<FirewallSpecInput>,
    more: Partial<BulkOptions> = {},
  ): Promise<Bulk> {
    const spec = sampleSpec(
      serials.map((serial, index) => standalone({ serial, hostname: `fw-${index + 1}`, ...change(index) })),
    );
    const targets = serials.map((serial) => [serial] as const);
    return begin({ spec, targets, paths: { '10.1.14': ['10.2.10'] }, ...more });
  }

  const failsToInstall = (): Partial<FirewallSpecInput> => ({
    faults: [{ kind: 'install_fails', text: 'Image file authentication error' }],
  });
  const installs = ({ rig }: Bulk): number =>
    serials.filter((serial) => rig.fleet.log.of(serial, 'install_started').length > 0).length;

  it('is held after the third, and after three more when it was let go on', async () => {
    const bulk = await failing(failsToInstall);
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(installs(bulk), 3);
    assert.match(
      words(bulk),
      /^A bulk is held: 3 jobs of its bulk failed, and 6 jobs wait\. The last of them, fw-3: .*Image file authentication error/,
    );
    bulk.engine.releaseBatch(bulk.ids[2] ?? '', 'alice');
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(installs(bulk), 6);
    assert.deepEqual(statuses(bulk).slice(5), ['failed', 'queued', 'queued', 'queued']);
  });

  it('is held in the next window, too', async () => {
    const bulk = await failing(failsToInstall);
    await bulk.rig.finish(bulk.engine, bulk.ids[2] ?? '');
    await bulk.rig.clock.drive(bulk.engine.close());
    const next = { ...bulk, engine: await bulk.rig.start() };
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(installs(next), 3);
  });

  it('does not count those any more that were tried again with success', async () => {
    const bulk = await failing(failsToInstall);
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(installs(bulk), 3);
    await bulk.rig.clock.drive(bulk.engine.retry([bulk.ids[0] ?? ''], 'alice'));
    await bulk.rig.clock.advanceBy(DAY);
    // Two count, and the next failure is the third.
    assert.deepEqual(statuses(bulk).slice(2, 5), ['failed', 'failed', 'queued']);
    await bulk.rig.clock.drive(bulk.engine.close());
    const next = { ...bulk, engine: await bulk.rig.start() };
    await bulk.rig.clock.advanceBy(DAY);
    assert.match(words(next), /^A bulk is held: 3 jobs of its bulk failed, and 5 jobs wait\./);
    assert.equal(installs(next), 4);
  });

  it('is held by as many as the setting says, and by none where it is 0', async () => {
    const one = await failing(failsToInstall, { holdAfterFailures: 1 });
    await one.rig.clock.advanceBy(DAY);
    assert.equal(installs(one), 1);
    const none = await failing(failsToInstall, { holdAfterFailures: 0 });
    await none.rig.finishAll(none.engine);
    assert.equal(installs(none), 9);
  });

  it('counts no success between them, no job that changed nothing, and none that a user cancelled', async () => {
    const mixed = await failing((index) => (index % 2 === 0 ? failsToInstall() : {}));
    await mixed.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(mixed), [
      ...['failed', 'completed', 'failed', 'completed', 'failed'],
      ...['queued', 'queued', 'queued', 'queued'],
    ]);
    const unready = await failing((index) => (index < 5 ? { panrepoFreeMb: 100 } : {}));
    await unready.rig.finishAll(unready.engine);
    assert.deepEqual(statuses(unready).slice(3), [
      'failed',
      'failed',
      ...Array.from({ length: 4 }, () => 'completed'),
    ]);
    const cancelled = await failing(() => ({}));
    for (const [index, serial] of serials.slice(0, 4).entries()) {
      await cancelled.rig.until(serial, 'install_started');
      cancelled.engine.cancel(cancelled.ids[index] ?? '', 'alice');
      await cancelled.rig.finish(cancelled.engine, cancelled.ids[index] ?? '');
    }
    await cancelled.rig.finishAll(cancelled.engine);
    assert.deepEqual(statuses(cancelled).slice(3, 6), ['cancelled', 'completed', 'completed']);
  });
});
