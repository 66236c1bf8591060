import assert from 'node:assert/strict';
import { followIntoInventory } from '../../../src/engine/inventoryFollower.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { Inventory } from '../../../src/inventory/inventory.ts';
import type { JobRows } from '../../../src/jobs/job.ts';
import { JobBook } from '../../../src/jobs/jobBook.ts';
import type { JournalEntry, JournalRecord, Step, StepEnding } from '../../../src/workflow/journalRecord.ts';
import type { Facts } from '../../../src/workflow/stepFindings.ts';
import { done } from '../../../src/workflow/stepResult.ts';
import { device, memberDevice, serialOf } from '../inventory/sampleDevices.ts';
import { sn } from '../../support/serials.ts';

const JOB = 'job-1';
const noRows: JobRows = { all: () => [], lastSeq: () => 0, save: () => undefined };

/** When the record with this number was written. */
const at = (seq: number): number => 5_000 + seq;

function recordOf(entry: JournalEntry, seq: number): JournalRecord {
  return { ...entry, seq, epoch: 1, at: at(seq) };
}

/** A real book and a real inventory, the one following the other, and no disk. */
class Bench {
  readonly inventory: Inventory;
  /** Serials of which the inventory has told that they changed, in turn. */
  readonly changed: string[] = [];
  readonly #book: JobBook;

  /** The job has all of the devices. */
  constructor(devices: readonly Device[], { dryRun = false } = {}) {
    this.inventory = new Inventory({ all: () => [...devices], upsert: () => undefined }, new Map());
    this.inventory.onDidChange((serials) => this.changed.push(...serials));
    let seq = 0;
    const append = (entry: JournalEntry): JournalRecord => recordOf(entry, ++seq);
    this.#book = new JobBook({ append }, noRows, [], 3);
    followIntoInventory(this.#book, this.inventory);
    const runs = devices.map(({ serial, hostname, address }) => ({ serial, hostname, address }));
    this.#book.append({
      kind: 'JOB_SUBMITTED',
      job: JOB,
      data: {
        type: runs.length === 2 ? 'ha_pair' : 'standalone',
        devices: runs,
        dryRun,
        allowPreemption: false,
        by: 'test',
        batch: null,
      },
    });
  }

  /** @param versions what the devices were found to run, in the order of the job. */
  plan(...versions: readonly string[]): void {
    this.#plan(versions, []);
  }

  /** The second member is suspended, and whatever follows, made functional again. */
  planSuspension(): void {
    const steps = (['suspend', 'make_functional'] as const).map((kind): Step => {
      return {
        id: kind,
        serial: serialOf(2),
        kind,
        version: '11.1.4',
        hop: 1,
        fromVersion: '10.1.14',
        title: kind,
        reason: '',
      };
    });
    this.#plan([], steps);
  }

  #plan(versions: readonly string[], steps: readonly Step[]): void {
    const runs = versions.map((startingVersion, index) => {
      return { serial: serialOf(index + 1), startingVersion, path: ['11.1.4'], images: [] };
    });
    this.#book.append({ kind: 'PLAN_FIXED', job: JOB, data: { runs, steps: [...steps] } });
  }

  begin(step: string): void {
    this.#book.append({ kind: 'STEP_BEGIN', job: JOB, serial: serialOf(2), step, data: {} });
  }

  end(facts: Facts, ending: StepEnding = 'done', serial = serialOf(1), step = 's1'): void {
    this.#book.append({ ...stepEnd(JOB, serial, facts, ending), step });
  }

  /** Version, HA state, and when it was seen, of each device. */
  get known(): [string, string | null, number | null][] {
    return this.inventory.devices().map(({ swVersion, haState, lastSeenAt }) => {
      return [swVersion, haState, lastSeenAt];
    });
  }
}

function stepEnd(
  job: string,
  serial: string,
  facts: Facts,
  ending: StepEnding,
): Extract<JournalEntry, { kind: 'STEP_END' }> {
  return {
    kind: 'STEP_END',
    job,
    serial: sn(serial),
    step: 's1',
    data: { ...done('so it ended', facts), ending },
  };
}

const pair = (): Device[] => [memberDevice(1, 2, 'active'), memberDevice(2, 1, 'passive')];

describe('the inventory that follows the jobs', () => {
  it('takes the versions that a plan found', () => {
    const bench = new Bench(pair());
    bench.plan('10.1.15', '10.1.16');
    assert.deepEqual(bench.known, [
      ['10.1.15', 'active', at(2)],
      ['10.1.16', 'passive', at(2)],
    ]);
    assert.deepEqual(bench.changed, [serialOf(1), serialOf(2)]);
  });

  it('takes nothing from the plan of a dry run', () => {
    const bench = new Bench([device(1)], { dryRun: true });
    bench.plan('10.1.15');
    assert.deepEqual(bench.known, [['10.1.14', null, 1_000]]);
    assert.deepEqual(bench.changed, []);
  });

  it('takes the version that a step has proved, of its device alone', () => {
    const bench = new Bench(pair());
    bench.end({ swVersion: '11.1.4' }, 'done', serialOf(2));
    assert.deepEqual(bench.known, [
      ['10.1.14', 'active', 1_000],
      ['11.1.4', 'passive', at(2)],
    ]);
  });

  it('takes nothing from a step that ended otherwise, whatever it has seen', () => {
    const bench = new Bench(pair());
    const endings = ['skipped', 'failed', 'cancelled', 'needs_operator'] as const;
    for (const ending of endings) bench.end({ swVersion: '11.1.4', active: serialOf(2) }, ending);
    assert.deepEqual(bench.changed, []);
  });

  it('takes nothing from a step that proved neither version nor roles', () => {
    const bench = new Bench(pair());
    bench.end({});
    bench.end({ swVersion: 11, active: true });
    assert.deepEqual(bench.changed, []);
  });

  it('takes the roles of both members that a step has proved', () => {
    const bench = new Bench(pair());
    bench.end({ active: serialOf(2), suspended: serialOf(1) });
    assert.deepEqual(bench.known, [
      ['10.1.14', 'suspended', at(2)],
      ['10.1.14', 'active', at(2)],
    ]);
    bench.end({ active: serialOf(2) });
    assert.deepEqual(bench.known, [
      ['10.1.14', 'passive', at(3)],
      ['10.1.14', 'active', at(2)],
    ]);
  });

  describe('when a member that was suspended is made functional', () => {
    const states = (bench: Bench): (string | null)[] => bench.known.map(([, haState]) => haState);
    const madeFunctional = (bench: Bench, ending: StepEnding = 'done'): void =>
      bench.end({}, ending, serialOf(2), 'make_functional');

    it('knows no role any more that is from before the suspension', () => {
      const bench = new Bench(pair());
      bench.planSuspension();
      bench.begin('suspend');
      madeFunctional(bench);
      assert.deepEqual(states(bench), [null, null]);
      bench.end({ active: serialOf(1) });
      assert.deepEqual(states(bench), ['active', 'passive'], 'until it is seen');
    });

    it('keeps what a step has proved of the peer since', () => {
      const bench = new Bench([memberDevice(1, 2, 'passive'), memberDevice(2, 1, 'active')]);
      bench.planSuspension();
      bench.begin('suspend');
      bench.end({ active: serialOf(1), suspended: serialOf(2) });
      madeFunctional(bench);
      assert.deepEqual(states(bench), ['active', null]);
    });

    it('keeps what it knows while the member is not', () => {
      const bench = new Bench(pair());
      bench.planSuspension();
      bench.begin('suspend');
      madeFunctional(bench, 'failed');
      assert.deepEqual(states(bench), ['active', 'passive']);
    });

    it('keeps that both members of its pair forward', () => {
      const bench = new Bench([memberDevice(1, 2, 'active-primary'), memberDevice(2, 1, 'active-secondary')]);
      bench.planSuspension();
      bench.begin('suspend');
      madeFunctional(bench);
      bench.end({ active: serialOf(1), mode: 'active-active' });
      assert.deepEqual(states(bench), ['active-primary', 'active-secondary']);
    });
  });

  it('keeps the words of a pair whose members both forward', () => {
    const bench = new Bench([memberDevice(1, 2, 'active-primary'), memberDevice(2, 1, 'active-secondary')]);
    bench.end({ active: serialOf(2), mode: 'active-active' });
    assert.deepEqual(
      bench.known.map(([, haState]) => haState),
      ['active-secondary', 'active-primary'],
    );
  });

  it('adds no device that it does not know', () => {
    const bench = new Bench([device(1)]);
    bench.plan('10.1.15', '10.1.16');
    bench.end({ swVersion: '11.1.4' }, 'done', serialOf(7));
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
    followIntoInventory({ get: () => undefined, onDidRecord }, inventory);
    const [tell = assert.fail()] = listeners;
    const runs = [{ serial: serialOf(1), startingVersion: '10.1.15', path: ['11.1.4'], images: [] }];
    tell(recordOf({ kind: 'PLAN_FIXED', job: 'job-9', data: { runs, steps: [] } }, 1));
    tell(recordOf(stepEnd('job-9', serialOf(1), { swVersion: '11.1.4' }, 'done'), 2));
    tell(recordOf({ kind: 'EPOCH', data: { owner: 'test' } }, 3));
    assert.deepEqual(changed, []);
  });
});
