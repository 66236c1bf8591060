/** What jobs have seen and proved on devices goes into the inventory, which need not wait for the next discovery. */
import type { Inventory } from '../inventory/inventory.ts';
import type { Job } from '../jobs/job.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import { provedRoles } from '../jobs/outcome/provedRoles.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';

/** Follows the records of jobs, from now on, for as long as there is a book. */
export function followIntoInventory(
  book: Pick<JobBook, 'get' | 'onDidRecord'>,
  inventory: Pick<Inventory, 'get' | 'noteVersion' | 'noteRoles'>,
): void {
  book.onDidRecord((record) => {
    const job = 'job' in record ? book.get(record.job) : undefined;
    if (job === undefined) return;
    noteStartingVersions(record, job, inventory);
    noteWhatAStepProved(record, job, inventory);
  });
}

/** A dry run changes nothing, not even what is known of a device. */
function noteStartingVersions(
  record: JournalRecord,
  { dryRun }: Job,
  inventory: Pick<Inventory, 'noteVersion'>,
): void {
  if (record.kind !== 'PLAN_FIXED' || dryRun) return;
  for (const { serial, startingVersion } of record.data.runs)
    inventory.noteVersion(serial, startingVersion, record.at);
}

/** A step that ended otherwise has proved nothing, whatever it has seen. */
function noteWhatAStepProved(
  record: JournalRecord,
  job: Job,
  inventory: Pick<Inventory, 'get' | 'noteVersion' | 'noteRoles'>,
): void {
  if (record.kind !== 'STEP_END' || record.data.ending !== 'done') return;
  const { facts } = record.data;
  if (typeof facts['swVersion'] === 'string')
    inventory.noteVersion(record.serial, facts['swVersion'], record.at);
  const stateOf = (serial: string): string | null => inventory.get(serial)?.haState ?? null;
  inventory.noteRoles(provedRoles(job, facts, stateOf), record.at);
}
