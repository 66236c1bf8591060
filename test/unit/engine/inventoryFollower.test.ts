import assert from 'node:assert/strict';
import { followIntoInventory } from '../../../src/engine/inventoryFollower.ts';
import type { JobBook } from '../../../src/jobs/jobBook.ts';
import type { JournalRecord } from '../../../src/workflow/journalRecord.ts';
import { device, memberDevice, readAt, serialOf } from '../inventory/sampleDevices.ts';
import { at, Bench, is, NOW, pair, recordOf, runs, stepEnd } from './followerBench.ts';

describe('the inventory that follows the jobs', () => {
  it('takes the versions that a plan found, as old as they are', () => {
    const bench = new Bench(pair());
    bench.plan('10.1.15', '10.1.16');
    assert.deepEqual(bench.known, [
      ['10.1.15', 'active', at(2)],
      ['10.1.16', 'passive', 3_000],
    ]);
    assert.deepEqual(bench.changed, [serialOf(1), serialOf(2)]);
  });

  it('takes nothing from a dry run', () => {
    const bench = new Bench([device(1)], { dryRun: true });
    bench.plan('10.1.15');
    bench.end([runs('10.1.15')]);
    assert.deepEqual(bench.known, [['10.1.14', null, 1_000]]);
    assert.deepEqual(bench.changed, []);
  });

  it('takes the version that a step has proved, of its device alone', () => {
    const bench = new Bench(pair());
    bench.end([runs('11.1.4', 2)]);
    assert.deepEqual(bench.known, [
      ['10.1.14', 'active', 1_000],
      ['11.1.4', 'passive', 7_000],
    ]);
  });

  it('takes what a device has said of itself also from a step that failed because of it', () => {
    const bench = new Bench(pair());
    bench.end([runs('11.1.0', 2)], 'failed');
    assert.deepEqual(bench.known, [
      ['10.1.14', 'active', 1_000],
      ['11.1.0', 'passive', 7_000],
    ]);
  });

  it('takes the states that members have told themselves, of active/active pairs, too', () => {
    const bench = new Bench(pair());
    bench.end([is('suspended', 1), is('active', 2)]);
    assert.deepEqual(bench.states, ['suspended', 'active']);
    bench.end([is('active-secondary', 1, 7_001), is('active-primary', 2, 7_001)]);
    assert.deepEqual(bench.states, ['active-secondary', 'active-primary']);
  });

  it('takes the pair that both members have told, which a discovery had doubted while one booted', () => {
    const doubted = { ...memberDevice(1, 2, 'active'), deviceType: 'unknown', typeReason: 'off' } as const;
    const bench = new Bench([doubted, memberDevice(2, 1, 'passive')]);
    bench.end([{ ...is('active', 1), pairedWith: serialOf(2) }]);
    const [{ deviceType, typeReason, peerSerial } = assert.fail()] = bench.inventory.devices();
    assert.deepEqual(
      [deviceType, typeReason, peerSerial],
      ['ha_pair', 'HA pair with fw-2, confirmed by both members.', serialOf(2)],
    );
  });

  it('takes a device that has answered for one that is there, but not for one that is on Panorama', () => {
    const away = { presence: 'unreachable', presenceReason: 'no answer' } as const;
    const bench = new Bench([device(1, away), device(2, { presence: 'vanished', presenceReason: 'gone' })]);
    bench.end([runs('11.1.4', 1), runs('11.1.4', 2)]);
    assert.deepEqual(
      bench.inventory.devices().map(({ presence, presenceReason }) => [presence, presenceReason]),
      [
        ['reachable', null],
        ['vanished', 'gone'],
      ],
    );
  });

  describe('keeps the newer word', () => {
    it('of a job before a discovery that had asked earlier and ends later', () => {
      const bench = new Bench(pair());
      bench.end([runs('11.1.4', 2), is('suspended', 2)]);
      bench.found(2, 'passive', 6_999);
      assert.deepEqual(bench.known[1], ['11.1.4', 'suspended', 7_000]);
    });

    it('of a discovery before a job that had asked earlier and writes later', () => {
      const bench = new Bench(pair());
      bench.found(2, 'passive', 7_001);
      bench.end([runs('11.1.4', 2), is('suspended', 2)]);
      assert.deepEqual(bench.states, ['active', 'passive']);
      assert.equal(bench.known[1]?.[0], '10.1.14');
    });

    it('where the clock was set back: what lies ahead is from before', () => {
      const ahead = { ...memberDevice(2, 1, 'passive'), readAt: readAt(NOW + 1) };
      const bench = new Bench([memberDevice(1, 2, 'active'), ahead]);
      bench.end([runs('11.1.4', 2), is('suspended', 2)]);
      assert.deepEqual([bench.known[1]?.[0], bench.states[1]], ['11.1.4', 'suspended']);
      bench.found(2, 'passive', NOW + 2);
      assert.deepEqual([bench.known[1]?.[0], bench.states[1]], ['11.1.4', 'suspended']);
    });
  });

  describe('from the moment at which something is about to be sent that changes roles', () => {
    it('knows none of both members while one of them is suspended', () => {
      const bench = new Bench(pair());
      bench.planSuspension();
      const asked = bench.intend('suspend');
      assert.deepEqual(bench.states, [null, null]);
      bench.found(2, 'passive', asked - 1);
      assert.deepEqual(bench.states, [null, null], 'what was asked for before');
      bench.end([is('suspended', 2)], 'done', 'suspend');
      assert.deepEqual(bench.states, [null, 'suspended']);
    });

    it('knows none of a member that restarts, and goes on knowing its peer’s', () => {
      const bench = new Bench(pair());
      bench.planSuspension();
      bench.intend('restart');
      assert.deepEqual(bench.states, ['active', null]);
    });

    it('knows none of a member that is made functional, by us or by somebody', () => {
      const ways = [
        (bench: Bench) => void bench.intend('make_functional'),
        (bench: Bench) => {
          bench.begin('make_functional');
          bench.end([], 'done', 'make_functional');
        },
      ];
      for (const way of ways) {
        const bench = new Bench([memberDevice(1, 2, 'active'), memberDevice(2, 1, 'suspended')]);
        bench.planSuspension();
        way(bench);
        assert.deepEqual(bench.states, ['active', null]);
      }
    });

    it('keeps what it knows while a member is not made functional', () => {
      const bench = new Bench([memberDevice(1, 2, 'active'), memberDevice(2, 1, 'suspended')]);
      bench.planSuspension();
      bench.begin('make_functional');
      bench.end([], 'failed', 'make_functional');
      assert.deepEqual(bench.states, ['active', 'suspended']);
    });
  });

  it('takes what the process before had proved when it died, and the stored inventory had not', () => {
    const devices = [{ serial: serialOf(1), hostname: 'fw-1', address: '10.0.0.1' }];
    const asked = { type: 'standalone', dryRun: false, by: 'test' } as const;
    const submitted = { ...asked, allowPreemption: false, batch: null, devices };
    const unseen = [
      recordOf({ kind: 'JOB_SUBMITTED', job: 'job-0', data: submitted }, 1),
      recordOf(stepEnd('job-0', [{ serial: serialOf(1), at: 7_000, swVersion: '11.1.4' }]), 2),
    ];
    assert.deepEqual(new Bench([device(1)], { unseen }).known, [['11.1.4', null, 7_000]]);
  });

  it('adds no device that it does not know', () => {
    const bench = new Bench([device(1)]);
    bench.plan('10.1.15', '10.1.16');
    bench.end([runs('11.1.4', 7)]);
    assert.deepEqual(bench.known, [['10.1.15', null, at(2)]]);
  });

  it('takes nothing from jobs unknown, nor from records that are about no job', () => {
    const { inventory, changed } = new Bench([device(1)]);
    // Without an Emitter, which would not let through what a listener throws.
    const listeners: ((record: JournalRecord) => void)[] = [];
    const onDidRecord: JobBook['onDidRecord'] = (listener) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    };
    followIntoInventory({ get: () => undefined, onDidRecord }, inventory, { now: () => NOW }, []);
    const [tell = assert.fail()] = listeners;
    const planned = [{ serial: serialOf(1), startingVersion: '10.1.15', path: ['11.1.4'], images: [] }];
    tell(recordOf({ kind: 'PLAN_FIXED', job: 'job-9', data: { runs: planned, steps: [] } }, 1));
    tell(recordOf(stepEnd('job-9', [runs('11.1.4')]), 2));
    tell(recordOf({ kind: 'EPOCH', data: { owner: 'test' } }, 3));
    assert.deepEqual(changed, []);
  });
});
