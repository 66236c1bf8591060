/** What the owner's engine writes into the log by itself: how it found the storage, and a line for what happens to jobs. */
import type { EngineParts } from './engineContract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import { describeRecord, isOfTrouble } from '../jobs/outcome/jobLog.ts';
import type { Store } from '../store/openStore.ts';

interface Parts extends Pick<EngineParts, 'folder' | 'log'> {
  readonly store: Pick<Store, 'notices'>;
  readonly inventory: Inventory;
  readonly book: JobBook;
}

export function keepOwnerLog({ folder, log, store, inventory, book }: Parts): void {
  log.info(
    `Working as the owner of ${folder}: ${inventory.devices().length} devices, ${book.open().length} open jobs.`,
  );
  for (const { message } of store.notices) log.warn(message);
  book.onDidRecord((record) => {
    const line = describeRecord(record, 'job' in record ? book.get(record.job) : undefined);
    if (line !== null) log[isOfTrouble(record) ? 'warn' : 'info'](line);
  });
}
