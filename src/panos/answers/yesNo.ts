/**
 * Answers that are a single word: `show chassis-ready` and `check pending-changes`. docs/PANOS.md "Restart and
 * readiness", "Pending changes".
 */
import type { XmlElement } from '../xml.ts';

/** @returns `unknown` for any other word, and for none. */
export function readYesNo(response: XmlElement): 'yes' | 'no' | 'unknown' {
  const word = response.text('result')?.toLowerCase();
  return word === 'yes' || word === 'no' ? word : 'unknown';
}
