/** What the engine as a whole refuses, before one of its rooms is asked. */
import { tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { named, quoted } from '../ports/outsideText.ts';

export type OwnTrouble =
  | { readonly code: 'no_panorama' }
  | { readonly code: 'device_not_found'; readonly serial: string }
  /** This one only looks on. */
  | {
      readonly code: 'other_window';
      /** What it says of itself. */
      readonly owner: string;
    };

export const engineWords: TroubleWords<OwnTrouble> = {
  no_panorama: () => 'No Panorama is set. Put its address into the setting panosUpgrade.panorama.host.',
  device_not_found: ({ serial }) => `There is no device ${named(serial)} in the inventory.`,
  other_window: ({ owner }) =>
    `Another window works with this storage (${quoted(owner)}). Do it there, or close that window first.`,
};

export function engineError(trouble: OwnTrouble): UserError {
  return new UserError(tell(trouble, engineWords));
}
