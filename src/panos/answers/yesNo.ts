/**
 * Answers that are a single word: `show chassis-ready` and `check pending-changes`. docs/PANOS.md "Restart and
 * readiness", "Pending changes".
 */
import type { XmlElement } from '../xml/xml.ts';

/** @returns `unknown` for any other word, and for none. */
export function readYesNo(response: XmlElement): 'yes' | 'no' | 'unknown' {
  const word = response.text('result')?.toLowerCase();
  return word === 'yes' || word === 'no' ? word : 'unknown';
}

/** @returns `unknown` for any other word, and for none: `show system setting jumbo-frame`. */
export function readOnOff(response: XmlElement): 'on' | 'off' | 'unknown' {
  const word = /\b(on|off)\b/i.exec(response.text('result') ?? '')?.[1]?.toLowerCase();
  return word === 'on' || word === 'off' ? word : 'unknown';
}
