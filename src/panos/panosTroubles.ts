/** What is wrong before a device is asked anything. All that can go wrong with a device itself is in errors.ts. */
import { tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';

export interface PanosTrouble {
  readonly code: 'not_an_address';
  /** What was taken for an address. */
  readonly text: string;
}

export const panosWords: TroubleWords<PanosTrouble> = {
  not_an_address: ({ text }) =>
    `"${text}" is not a management address. Write 10.1.1.10, fw.example.com:8443 or [2001:db8::1]:443.`,
};

export function panosError(trouble: PanosTrouble): UserError {
  return new UserError(tell(trouble, panosWords));
}
