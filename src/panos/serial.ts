/** Serial numbers: read once, so that a text that was cleaned, cut or never looked at cannot pass for a device. */
import * as z from 'zod';

declare const spelling: unique symbol;
/** Without blanks around it, leading zeros kept: made by readSerial alone, so that two of them may be compared. */
export type Serial = string & { readonly [spelling]: 'serial' };

/** Longer than any serial number, and short enough for a message. */
export const LONGEST_SERIAL = 40;

/** What was taken away from a text, or cut off, leaves signs in it that are none of these. */
const WORD = /^[0-9A-Za-z-]+$/;

/**
 * Digits on all that we know, 12 or 15 of them; a virtual firewall without a licence says `unknown`. Letter case and
 * zeros are the device's own.
 * @returns null for what can be no serial number
 */
export function readSerial(text: string): Serial | null {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST_SERIAL && WORD.test(trimmed) ? (trimmed as Serial) : null;
}

/** Of what was written down: journals, databases, snapshots, files. */
export const serialSchema = z.string().transform((text, context): Serial => {
  const serial = readSerial(text);
  if (serial !== null) return serial;
  context.addIssue({ code: 'custom', message: 'no serial number' });
  return z.NEVER;
});
