/** What jobs have seen and proved on devices goes into the inventory, which need not wait for the next discovery. */
import type { Inventory } from '../inventory/inventory.ts';
import type { Job } from '../jobs/job.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import { provedRoles } from '../jobs/outcome/provedRoles.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';
import { stepOf } from '../workflow/stepState.ts';

/** Follows the records of jobs, from now on, for as long as there is a book. */
export function followIntoInventory(
  book: Pick<JobBook, 'get' | 'onDidRecord'>,
  inventory: Pick<Inventory, 'get' | 'noteVersion' | 'noteRoles' | 'forgetRoles'>,
): void {
  book.onDidRecord((record) => {
    const job = 'job' in record ? book.get(record.job) : undefined;
    if (job === undefined) return;
    noteStartingVersions(record, job, inventory);
    noteWhatAStepProved(record, job, inventory);
    forgetRolesFromBefore(record, job, inventory);
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
  inventory: Pick<Inventory, 'noteVersion' | 'noteRoles'>,
): void {
  if (record.kind !== 'STEP_END' || record.data.ending !== 'done') return;
  const { facts } = record.data;
  if (typeof facts['swVersion'] === 'string')
    inventory.noteVersion(record.serial, facts['swVersion'], record.at);
  inventory.noteRoles(provedRoles(job, facts), record.at);
}

/** A member that takes part again has a role nobody has seen yet; so has its peer where it was not seen since the suspension. */
function forgetRolesFromBefore(
  record: JournalRecord,
  job: Job,
  inventory: Pick<Inventory, 'get' | 'forgetRoles'>,
): void {
  if (record.kind !== 'STEP_END' || record.data.ending !== 'done') return;
  const step = job.steps.find(({ id }) => id === record.step);
  if (step?.kind !== 'make_functional') return;
  const since = stepOf(job.steps, step, 'suspend')?.startedAt ?? step.startedAt ?? record.at;
  const old = job.runs.filter(({ serial }) => {
    const known = inventory.get(serial);
    // Where both members forward, the peer did before and does now.
    const isOld = (known?.lastSeenAt ?? 0) <= since && known?.haState?.startsWith('active-') !== true;
    return serial === step.serial || isOld;
  });
  inventory.forgetRoles(old.map(({ serial }) => serial));
}
