/**
 * One pair of a bulk goes ahead over each hop: no other one is touched before it was proved to be whole, whoever dies, is
 * cancelled or waits meanwhile. Judged by what the devices went through.
 */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { behindSentences, waitsSentence } from '../../../src/vscode/words/waitWords.ts';
import {
  begin,
  type Bulk,
  hurt,
  membersOf,
  pairBulk,
  type PairOf,
  pairs,
  statuses,
  touched,
  words,
} from '../../support/bulkRig.ts';
import { begunEarly } from '../../support/begunEarly.ts';
import { saidOf } from '../../support/leftOnDevices.ts';
import { pairSpec } from '../../support/pairRig.ts';
import { standalone } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TWO_HOPS = { '10.2.10': ['11.1.4-h7', '12.1.4'] };

function early({ rig }: Bulk, targets: readonly PairOf[], version: string): number {
  return begunEarly(rig.fleet.log, targets, version).length;
}

function working(bulk: Bulk): string[] {
  return bulk.engine.jobs
    .all()
    .filter(({ steps }) => steps.some(({ state }) => state === 'running'))
    .map(({ id }) => id);
}

/** Until one pair goes ahead and every other one waits for it. @returns the job that goes ahead. */
async function untilOthersWait(bulk: Bulk): Promise<string> {
  const others = (): number => bulk.engine.jobs.all().filter((job) => bulk.engine.jobs.waitOf(job)).length;
  await bulk.rig.clock.run(() => others() === bulk.ids.length - 1, DAY);
  return bulk.ids.find((id) => bulk.engine.jobs.get(id)?.hopAhead !== null) ?? '';
}

/** Acts when the first pair begins this hop. @returns which job that was. */
function onceAhead(bulk: Bulk, hop: number, act: (job: Job) => void): () => string {
  let first = '';
  bulk.engine.jobs.onDidChange((job) => {
    const check = job.steps.find((step) => step.kind === 'check_pair' && step.hop === hop);
    if (first !== '' || check?.state !== 'running') return;
    first = job.id;
    act(job);
  });
  return () => first;
}

describe('engine: a bulk of which one pair goes ahead', function () {
  this.timeout(120_000);

  for (const [count, workers] of [
    [6, 1],
    [20, 5],
    [8, 20],
  ] as const) {
    it(`upgrades ${count}, the others once the first is whole (${workers} workers)`, async () => {
      const bulk = await pairBulk(count, { workers });
      await bulk.rig.finishAll(bulk.engine);
      assert.deepEqual(new Set(statuses(bulk)), new Set(['completed']));
      assert.equal(early(bulk, pairs(count), '11.1.4-h7'), 1);
    });
  }

  it('fetches the images of all of them meanwhile, and holds no worker for those that wait', async () => {
    const bulk = await pairBulk(3, { workers: 2 });
    const ahead = await untilOthersWait(bulk);
    assert.ok(touched(bulk, pairs(3)) <= 1);
    const fetched = pairs(3)
      .flat()
      .map((serial) => bulk.rig.fleet.log.of(serial, 'download_finished').length);
    assert.deepEqual(new Set(fetched), new Set([2]));
    assert.deepEqual(working(bulk), [ahead]);
    assert.equal(bulk.engine.workers.busy, 1);
  });

  it('goes over each of two hops behind one of them', async () => {
    const bulk = await pairBulk(4, { workers: 4, paths: TWO_HOPS });
    await bulk.rig.finishAll(bulk.engine);
    assert.deepEqual(new Set(statuses(bulk)), new Set(['completed']));
    for (const version of ['11.1.4-h7', '12.1.4']) assert.equal(early(bulk, pairs(4), version), 1, version);
  });

  it('is held at the second hop by the one that gets into trouble there: the others stay whole on the first', async () => {
    const bulk = await pairBulk(4, { workers: 4, paths: TWO_HOPS });
    onceAhead(bulk, 2, (job) => {
      for (const { serial } of job.runs) bulk.rig.fleet.fault(serial, { kind: 'no_takeover' });
    });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk).toSorted(), ['active', 'active', 'active', 'failed']);
    assert.equal(early(bulk, pairs(4), '12.1.4'), 1);
    assert.equal(hurt(bulk, pairs(4)), 0);
    assert.match(words(bulk), /was not whole again after a hop, and 3 jobs wait\./);
    const isLeft = (pair: PairOf): boolean => pair.some((serial) => saidOf(bulk.engine, serial).length > 0);
    assert.equal(pairs(4).filter(isLeft).length, 1, 'those that wait go on, and are not left');
  });

  it('keeps waiting in the next window when this one dies, behind the same pair', async () => {
    const bulk = await pairBulk(3, { workers: 2 });
    const ahead = await untilOthersWait(bulk);
    await bulk.rig.clock.run(
      () => bulk.rig.fleet.log.all().some(({ what }) => what === 'restart_accepted'),
      DAY,
    );
    await bulk.rig.clock.drive(bulk.engine.close());
    const next = { ...bulk, engine: await bulk.rig.start() };
    assert.deepEqual(next.engine.interrupted, [ahead], 'the others were not at work');
    assert.equal(await untilOthersWait(next), ahead);
    await bulk.rig.finishAll(next.engine);
    assert.deepEqual(new Set(statuses(next)), new Set(['completed']));
    assert.equal(early(next, pairs(3), '11.1.4-h7'), 1);
  });

  it('does not keep firewalls waiting that stand alone', async () => {
    const alone = ['001701000301', '001701000302'];
    const targets = [...pairs(3), ...alone.map((serial) => [serial] as const)];
    const members = pairs(3).flatMap((pair) => membersOf({}, pair));
    const singles = alone.map((serial) =>
      standalone({ serial, hostname: `fw-${serial.slice(-3)}`, version: '10.2.10' }),
    );
    const bulk = await begin({
      spec: pairSpec([...members, ...singles], { ha: { bearsReleasesApart: 1 } }),
      targets,
      paths: { '10.2.10': ['12.1.4'] },
      workers: 5,
    });
    await bulk.rig.clock.advanceBy(DAY);
    assert.deepEqual(statuses(bulk).slice(3), ['completed', 'completed']);
    assert.equal(touched(bulk, pairs(3)), 1);
    assert.equal(hurt(bulk, pairs(3)), 1);
  });
});

describe('engine: a pair that goes ahead and ends without having been touched', () => {
  it('lets the next one lead when its installation fails', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    const first = onceAhead(bulk, 1, (job) => {
      for (const { serial } of job.runs) bulk.rig.fleet.fault(serial, { kind: 'install_fails' });
    });
    await bulk.rig.finishAll(bulk.engine);
    assert.deepEqual(statuses(bulk).toSorted(), ['completed', 'completed', 'failed']);
    assert.equal(words(bulk), '');
    const whole = pairs(3).filter((_, index) => bulk.ids[index] !== first());
    assert.equal(early(bulk, whole, '11.1.4-h7'), 1);
  });

  it('lets the next one lead when it is cancelled', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    const first = await untilOthersWait(bulk);
    bulk.engine.cancel(first, 'alice');
    await bulk.rig.finish(bulk.engine, first);
    const next = bulk.engine.jobs
      .all()
      .filter(({ hopAhead, status }) => hopAhead !== null && status === 'active');
    assert.equal(next.length, 1);
    await bulk.rig.finishAll(bulk.engine);
    assert.deepEqual(statuses(bulk).toSorted(), ['cancelled', 'completed', 'completed']);
    const whole = pairs(3).filter((_, index) => bulk.ids[index] !== first);
    assert.equal(early(bulk, whole, '11.1.4-h7'), 1);
  });

  it('lets the next one lead when it is not ready any more', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    const spoilt = onceAhead(bulk, 1, (job) => {
      const ha = bulk.rig.fleet.devices.get(job.runs[1]?.serial ?? '')?.ha;
      assert.ok(ha);
      ha.config = 'another';
    });
    await bulk.rig.finishAll(bulk.engine);
    assert.deepEqual(statuses(bulk).toSorted(), ['completed', 'completed', 'failed']);
    const failed = bulk.ids.indexOf(spoilt());
    assert.equal(touched(bulk, pairs(3).slice(failed, failed + 1)), 0);
    assert.equal(words(bulk), '');
  });
});

describe('engine: a pair that waits for the one ahead', () => {
  it('says for whom, and what goes on there', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    const ahead = await untilOthersWait(bulk);
    const name = (id: string): string =>
      bulk.engine.jobs
        .get(id)
        ?.runs.map(({ hostname }) => hostname)
        .join(' + ') ?? '';
    const [waiting] = bulk.engine.jobs.all().flatMap((job) => bulk.engine.jobs.waitOf(job) ?? []);
    assert.ok(waiting);
    const said = waitsSentence(waiting, bulk.engine);
    assert.ok(
      said.startsWith(`It waits for ${name(ahead)}, which goes ahead over 10.2.10 → 11.1.4-h7: `),
      said,
    );
    assert.match(said, /Now there: (?!it waits)/);
    assert.deepEqual(behindSentences(bulk.engine.jobs), [
      `2 pairs wait for ${name(ahead)}, which goes ahead over 10.2.10 → 11.1.4-h7.`,
    ]);
    assert.equal(words(bulk), '');
  });

  it('is cancelled and handed over at once', async () => {
    const busy = await pairBulk(4, { workers: 4 });
    const ahead = await untilOthersWait(busy);
    const [one = '', other = ''] = busy.ids.filter((id) => id !== ahead);
    const before = busy.rig.clock.now();
    busy.engine.handOver(one, 'alice');
    busy.engine.cancel(other, 'alice');
    await busy.rig.finish(busy.engine, other);
    assert.equal(busy.rig.clock.now(), before);
    assert.deepEqual(
      [one, other].map((id) => busy.engine.jobs.get(id)?.status),
      ['cancelled', 'cancelled'],
    );
    assert.equal(touched(busy, pairs(4)), 1);
    await busy.rig.finishAll(busy.engine);
    assert.equal(touched(busy, pairs(4)), 2);
  });

  it('is held with the others by a paused engine, and goes on with them', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    await untilOthersWait(bulk);
    bulk.engine.pause();
    await bulk.rig.clock.advanceBy(DAY);
    assert.ok(touched(bulk, pairs(3)) <= 1);
    bulk.engine.resume();
    await bulk.rig.finishAll(bulk.engine);
    assert.deepEqual(new Set(statuses(bulk)), new Set(['completed']));
  });

  it('is not taken for one that works: no step of it is under way', async () => {
    const bulk = await pairBulk(3, { workers: 3 });
    await untilOthersWait(bulk);
    await bulk.rig.clock.advanceBy(HOUR);
    for (const job of bulk.engine.jobs.all()) {
      if (bulk.engine.jobs.waitOf(job) === null) continue;
      assert.ok(job.steps.every(({ state }) => state !== 'running'));
      const check = job.steps.find(({ kind }) => kind === 'check_pair');
      assert.equal(check?.startedAt, null);
    }
  });
});

describe('engine: a bulk that is held while pairs of it wait', function () {
  this.timeout(60_000);

  it('goes on when somebody says so, again behind one of them', async () => {
    const bulk = await pairBulk(4, {
      workers: 4,
      fleet: { ha: { bearsReleasesApart: 1 } },
      paths: { '10.2.10': ['12.1.4'] },
    });
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(bulk, pairs(4)), 1);
    bulk.engine.releaseBatch(bulk.ids[0] ?? '', 'alice');
    await bulk.rig.clock.advanceBy(DAY);
    assert.equal(touched(bulk, pairs(4)), 2);
    assert.match(words(bulk), /and 2 jobs wait\./);
  });
});
