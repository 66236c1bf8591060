/** Why an engine no longer owns its storage: somebody else wrote there, or it is not there any more. */
import type { TroubleWords } from '../ports/trouble.ts';

export type StorageLoss =
  | { readonly code: 'storage_lost'; readonly folder: string }
  | { readonly code: 'storage_removed'; readonly folder: string };

export const storageLossWords: TroubleWords<StorageLoss> = {
  storage_lost: ({ folder }) =>
    `The journal in ${folder} is no longer as this window left it: another window or program has written to it. ` +
    'This window touches no device any more. Close it, or reload it once the other one is closed.',
  storage_removed: ({ folder }) =>
    `The storage folder ${folder}, or the journal in it, was removed or renamed while this window worked with it. ` +
    'Nothing is sent to a device any more. Put it back and reload the window: jobs go on then. ' +
    'Without it a reloaded window begins with an empty storage and knows nothing of them.',
};
