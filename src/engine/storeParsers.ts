/** How what is read back from disk is judged: the store knows the other rooms' types only, so it is handed their schemas. */
import { deviceSchema } from '../inventory/device.ts';
import { jobSchema } from '../jobs/job.ts';
import type { StoreOptions, ViewOptions } from '../store/openStore.ts';
import { snapshotSchema } from '../validation/comparison/snapshot.ts';
import { entrySchema, StorageLostError } from '../workflow/journalRecord.ts';
import { pinSchema } from '../workflow/setByHand.ts';

type Parsers<O> = Pick<O, Extract<keyof O, `parse${string}` | 'storageLost'>>;

/** For a window that looks on. */
export const viewParsers: Parsers<ViewOptions> = {
  parseJob: (value) => jobSchema.parse(value),
  parseDevice: (value) => deviceSchema.parse(value),
  parsePin: (value) => pinSchema.parse(value),
  parseSnapshot: (value) => snapshotSchema.parse(value),
  parseEntry: (value) => entrySchema.parse(value),
};

/** For the owner, who may lose the journal to another window. */
export const ownerParsers: Parsers<StoreOptions> = {
  ...viewParsers,
  storageLost: (loss) => new StorageLostError(loss),
};
