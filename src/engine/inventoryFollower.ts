/** What jobs have seen and proved on devices goes into the inventory, which need not wait for the next discovery. */
import type { Inventory } from '../inventory/inventory.ts';
import type { DeviceReading } from '../inventory/readings.ts';
import type { Job } from '../jobs/job.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import { readingsOfPlan } from '../jobs/lastSeen.ts';
import type { Serial } from '../panos/serial.ts';
import type { Clock } from '../ports/clock.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';
import type { StepState } from '../workflow/stepState.ts';

/**
 * Follows the records of jobs, for as long as there is a book.
 * @param unseen records that the book has and the stored inventory has not: the process before died with them.
 */
export function followIntoInventory(
  book: Pick<JobBook, 'get' | 'onDidRecord'>,
  inventory: Pick<Inventory, 'note' | 'doubtRoles'>,
  clock: Pick<Clock, 'now'>,
  unseen: readonly JournalRecord[],
): void {
  const follow = (record: JournalRecord): void => {
    const job = 'job' in record ? book.get(record.job) : undefined;
    // A dry run changes nothing, not even what is known of a device.
    if (job === undefined || job.dryRun) return;
    inventory.note(readingsIn(record), clock.now());
    const { serials, at } = changedBy(record, job);
    inventory.doubtRoles(serials, at, clock.now());
  };
  for (const record of unseen) follow(record);
  book.onDidRecord(follow);
}

function readingsIn(record: JournalRecord): readonly DeviceReading[] {
  switch (record.kind) {
    case 'PLAN_FIXED':
      return readingsOfPlan(record);
    case 'STEP_END':
    case 'JOB_ENDED':
      return record.data.readings ?? [];
    default:
      return [];
  }
}

/** Members that may have another role since: what was read of it before says nothing any more. */
interface Changed {
  readonly serials: readonly Serial[];
  readonly at: number;
}

function changedBy(record: JournalRecord, job: Job): Changed {
  const nobody = { serials: [], at: record.at };
  if (job.type !== 'ha_pair' || !('step' in record)) return nobody;
  const step = job.steps.find(({ id }) => id === record.step);
  if (step === undefined) return nobody;
  if (record.kind === 'INTENT') return { serials: changedByEffect(step, job), at: record.at };
  // It was functional already, by whoever it was: then nothing was sent.
  const isBack =
    record.kind === 'STEP_END' && record.data.ending === 'done' && step.kind === 'make_functional';
  return isBack ? { serials: [step.serial], at: step.startedAt ?? record.at } : nobody;
}

function changedByEffect({ kind, serial }: StepState, { runs }: Job): readonly Serial[] {
  // Its peer takes over.
  if (kind === 'suspend') return runs.map((run) => run.serial);
  return kind === 'restart' || kind === 'make_functional' ? [serial] : [];
}
