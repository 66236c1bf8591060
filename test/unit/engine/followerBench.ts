/** A job and an inventory that follows it, for the tests of what the one makes of the other. */
import { followIntoInventory } from '../../../src/engine/inventoryFollower.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { Inventory } from '../../../src/inventory/inventory.ts';
import type { DeviceReading } from '../../../src/inventory/readings.ts';
import type { JobRows } from '../../../src/jobs/job.ts';
import { JobBook } from '../../../src/jobs/jobBook.ts';
import type { JournalEntry, JournalRecord, Step, StepEnding } from '../../../src/workflow/journalRecord.ts';
import { done } from '../../../src/workflow/stepResult.ts';
import { memberDevice, readAt, serialOf } from '../inventory/sampleDevices.ts';

export const JOB = 'job-1';
export const NOW = 9_000;
export const noRows: JobRows = { all: () => [], lastSeq: () => 0, save: () => undefined };

/** When the record with this number was written. */
export const at = (seq: number): number => 5_000 + seq;

export function recordOf(entry: JournalEntry, seq: number): JournalRecord {
  return { ...entry, seq, epoch: 1, at: at(seq) };
}

interface BenchOptions {
  readonly dryRun?: boolean;
  /** What the process before had written down when it died. */
  readonly unseen?: readonly JournalRecord[];
}

/** A real book and a real inventory, the one following the other, and no disk. */
export class Bench {
  readonly inventory: Inventory;
  /** Serials of which the inventory has told that they changed, in turn. */
  readonly changed: string[] = [];
  readonly #book: JobBook;
  #seq = 0;

  /** The job has all of the devices. */
  constructor(devices: readonly Device[], { dryRun = false, unseen = [] }: BenchOptions = {}) {
    this.inventory = new Inventory({ all: () => [...devices], upsert: () => undefined }, new Map());
    this.inventory.onDidChange((serials) => this.changed.push(...serials));
    const append = (entry: JournalEntry): JournalRecord => recordOf(entry, ++this.#seq);
    this.#book = new JobBook({ append }, noRows, unseen, { holdAfterFailures: 3, onePairFirst: true });
    followIntoInventory(this.#book, this.inventory, { now: () => NOW }, unseen);
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
    const steps = (['suspend', 'restart', 'make_functional'] as const).map((kind): Step => {
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
      const run = { serial: serialOf(index + 1), startingVersion, path: ['11.1.4'], images: [] };
      // Earlier releases did not keep it.
      return index === 0 ? run : { ...run, readAt: 3_000 };
    });
    this.#book.append({ kind: 'PLAN_FIXED', job: JOB, data: { runs, steps: [...steps] } });
  }

  begin(step: string): void {
    this.#book.append({ kind: 'STEP_BEGIN', job: JOB, serial: serialOf(2), step, data: {} });
  }

  /** Something is about to be sent to the second member. @returns when. */
  intend(step: string): number {
    const evidence = { serial: serialOf(2), swVersion: '10.1.14', at: 0 };
    const rest = { uptimeSeconds: null, deviceClock: null, newestDeviceJob: null };
    const data = { effect: step, evidence: { ...evidence, ...rest } };
    this.#book.append({ kind: 'INTENT', job: JOB, serial: serialOf(2), step, data });
    return at(this.#seq);
  }

  end(readings: DeviceReading[], ending: StepEnding = 'done', step = 's1'): void {
    this.#book.append(stepEnd(JOB, readings, ending, step));
  }

  /** What a discovery found that asked at this time, and ends only now. */
  found(n: number, haState: string, askedAt: number): void {
    const found = { ...memberDevice(n, 3 - n, haState), readAt: readAt(askedAt) };
    this.inventory.take([found], NOW);
  }

  get states(): (string | null)[] {
    return this.inventory.devices().map(({ haState }) => haState);
  }

  /** Version, HA state, and when it was seen, of each device. */
  get known(): [string, string | null, number | null][] {
    return this.inventory.devices().map(({ swVersion, haState, lastSeenAt }) => {
      return [swVersion, haState, lastSeenAt];
    });
  }
}

export function stepEnd(
  job: string,
  readings: DeviceReading[],
  ending: StepEnding = 'done',
  step = 's1',
): Extract<JournalEntry, { kind: 'STEP_END' }> {
  const data = { ...done('so it ended', {}, readings), ending };
  return { kind: 'STEP_END', job, serial: serialOf(2), step, data };
}

export function runs(version: string, n = 1, askedAt = 7_000): DeviceReading {
  return { serial: serialOf(n), at: askedAt, swVersion: version };
}

export function is(haState: string, n: number, askedAt = 7_000): DeviceReading {
  return { serial: serialOf(n), at: askedAt, haState };
}

export const pair = (): Device[] => [memberDevice(1, 2, 'active'), memberDevice(2, 1, 'passive')];
