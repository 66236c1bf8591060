/** That a device could not be asked, in words: one that answers something else is not called silent. */
import type { DeviceError } from '../panos/errors.ts';

/** What an error of the guard against lock-outs begins with: panos/client/loginNotMade.ts. */
const NOT_ASKED = /^not asked: /;

/** @param who the subject of the sentence, e.g. a host name. @returns a sentence with its full stop. */
export function noSoundAnswer({ kind, delivery, what }: DeviceError, who = 'It'): string {
  if (kind === 'unreachable' || kind === 'no_answer') return `${who} does not answer: ${what}.`;
  if (delivery === 'not_sent') return `${who} was not asked: ${what.replace(NOT_ASKED, '')}.`;
  return `${who} gives no sound answer: ${what}.`;
}
