/**
 * What one job of a bulk goes through keeps the rest of it from beginning: a pair that is not whole after a hop at once, other
 * failures by their number. Judged by what the devices saw.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { undecidedStep } from '../../../src/jobs/work/operator.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { heldBulks, heldWithReason } from '../../../src/vscode/words/bulkHold.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { pairSpec } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { pair, sampleSpec, standalone } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Bulk {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly ids: readonly string[];
}

interface Options {
  readonly spec: FleetSpecInput;
  readonly targets: readonly (readonly [string] | readonly [string, string])[];
  readonly paths: Record<string, string[]>;
  readonly workers?: number;
  readonly holdAfterFailures?: number;
}

async function begin({ spec, targets, paths, workers = 1, holdAfterFailures }: Options): Promise<Bulk> {
  const rig = new Rig({
    spec,
    paths,
    settings: {
      ...defaultSettings,
      workers: { ...defaultSettings.workers, max: workers },
      bulk: { holdAfterFailures: holdAfterFailures ?? defaultSettings.bulk.holdAfterFailures },
    },
  });
  const engine = await rig.start();
  await rig.discover(engine);
  const request = { targets, dryRun: false, allowPreemption: false, by: 'test' };
  const { queued, skipped } = await rig.clock.drive(engine.submitUpgrades(request));
  assert.deepEqual(skipped, []);
  return { rig, engine, ids: queued.map(({ id }) => id) };
}

function statuses({ engine, ids }: Bulk): string[] {
  return ids.map((id) => engine.jobs.get(id)?.status ?? 'gone');
}

function words({ engine }: Bulk): string {
  return heldBulks(engine.jobs).map(heldWithReason).join(' ');
}

type PairOf = readonly [string, string];

function pairs(count: number): PairOf[] {
  return Array.from({ length: count }, (_, index) => {
    const site = String(index + 10);
    return [`0017010${site}201`, `0017010${site}202`];
  });
}

function membersOf(change: Parameters<typeof pair>[0] = {}, [one, other]: PairOf): FirewallSpecInput[] {
  return pair({ ...change, peer: other }, { ...change, peer: one }).map((member, index) => {
    const serial = index === 0 ? one : other;
    return { ...member, serial, hostname: `fw-${serial.slice(7, 9)}-${index + 1}`, address: undefined };
  });
}

function pairBulk(count: number, more: Partial<FleetSpecInput>, change = {}, workers = 1): Promise<Bulk> {
  const targets = pairs(count);
  const spec = pairSpec(
    targets.flatMap((target) => membersOf(change, target)),
    more,
  );
  return begin({ spec, targets, paths: { '10.2.10': ['11.1.4-h7'] }, workers });
}

/** Pairs of which anything was restarted, suspended or installed. */
function touched({ rig }: Bulk, targets: readonly PairOf[]): number {
  return targets.filter((target) =>
    target.some(
      (serial) => rig.fleet.log.of(serial, 'install_started', 'restart_accepted', 'suspended').length > 0,
    ),
  ).length;
}

/** Pairs of which a member is out. */
function hurt({ rig }: Bulk, targets: readonly PairOf[]): number {
  rig.fleet.catchUp();
  return targets.filter((target) =>
    target.some((serial) => {
      const state = rig.fleet.devices.get(serial)?.ha?.state;
      return state === 'suspended' || state === 'non-functional';
    }),
  ).length;
}

describe('engine: a bulk of pairs that do not bear the gap between two versions', function () {
  this.timeout(120_000);

  for (const versionGap of ['suspended', 'non-functional'] as const) {
    it(`hurts one of twenty, and holds the rest with the cause in words (${versionGap})`, async () => {
      const bulk = await pairBulk(20, { ha: { versionGap, bearsReleasesApart: 1 } });
      await bulk.rig.clock.advanceBy(DAY);
      assert.deepEqual(statuses(bulk), ['failed', ...Array.from({ length: 19 }, () => 'queued')]);
      assert.equal(touched(bulk, pairs(20)), 1);
      assert.equal(hurt(bulk, pairs(20)), 1);
      assert.match(
        words(bulk),
        new RegExp(
          `^A bulk is held: the pair fw-10-1 \\+ fw-10-2 was not whole again after a hop, and 19 jobs wait\\..*fw-10-2 is ${versionGap} \\(it says: "Peer version too old"\\)`,
        ),
      );
      assert.equal(bulk.rig.fleet.outages(pairs(1)[0]?.[0] ?? '').seconds, 0);
    });
  }

  it('hurts those that had begun by then, and no other, with five workers', async () => {
    const bulk = await pairBulk(20, { ha: { bearsReleasesApart: 1 } }, {}, 5);
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(bulk, pairs(20)), 5);
    assert.equal(statuses(bulk).filter((status) => status === 'queued').length, 15);
  });

  it('is held in the next window, too, and goes on up to the next pair when somebody says so', async () => {
    const bulk = await pairBulk(4, { ha: { bearsReleasesApart: 1 } });
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
    const bulk = await pairBulk(4, {});
    bulk.rig.fleet.fault(pairs(4)[0]?.[1] ?? '', { kind: 'no_takeover' });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'queued', 'queued', 'queued']);
    assert.equal(hurt(bulk, pairs(4)), 0);
    assert.match(words(bulk), /was not whole again after a hop, and 3 jobs wait\. .*did not take over/);
  });

  it('is held by their number where nothing was restarted or suspended: those pairs are whole', async () => {
    const bulk = await pairBulk(5, {});
    for (const [, standby] of pairs(5)) bulk.rig.fleet.fault(standby, { kind: 'install_fails' });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'failed', 'failed', 'queued', 'queued']);
    assert.match(words(bulk), /^A bulk is held: 3 jobs of its bulk failed, and 2 jobs wait\./);
  });

  it('does not begin another one while it takes back the member that it suspended', async () => {
    const bulk = await pairBulk(4, {}, {}, 2);
    const [first] = pairs(4);
    bulk.rig.fleet.fault(first?.[1] ?? '', { kind: 'no_takeover' });
    await bulk.rig.finish(bulk.engine, bulk.ids[1] ?? '');
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk), ['failed', 'completed', 'queued', 'queued']);
  });
});

describe('engine: a bulk of pairs that are not in step afterwards', () => {
  it('is held by the first, and goes on when that one is whole', async () => {
    const bulk = await pairBulk(3, {}, { unsyncedByUpgrade: true });
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
});

describe('engine: a bulk that two of its jobs hold', () => {
  it('stays held by the pair that is not whole when somebody bears what another one found', async () => {
    const targets = pairs(4);
    const [borne = ['', ''], hurt = ['', '']] = targets;
    const members = targets.flatMap((target) => membersOf({ unsyncedByUpgrade: target === borne }, target));
    const bulk = await begin({
      spec: pairSpec(members),
      targets,
      paths: { '10.2.10': ['11.1.4-h7'] },
      workers: 2,
    });
    bulk.rig.fleet.fault(hurt[1], { kind: 'no_takeover' });
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
    more: Partial<Options> = {},
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
