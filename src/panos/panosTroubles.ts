/** What is wrong before a device is asked anything. All that can go wrong with a device itself is in errors.ts. */
import { tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { quoted } from '../ports/outsideText.ts';

/** `text`: what was taken for one. */
export type PanosTrouble =
  | { readonly code: 'not_an_address'; readonly text: string }
  | { readonly code: 'not_a_fingerprint'; readonly text: string };

export const panosWords: TroubleWords<PanosTrouble> = {
  not_an_address: ({ text }) =>
    `${quoted(text)} is not a management address. Write 10.1.1.10, fw.example.com:8443 or [2001:db8::1]:443.`,
  not_a_fingerprint: ({ text }) =>
    `${quoted(text)} is not a SHA-256 fingerprint, which has 64 hexadecimal digits, with or without colons.`,
};

export function panosError(trouble: PanosTrouble): UserError {
  return new UserError(tell(trouble, panosWords));
}
