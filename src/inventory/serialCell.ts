/** A serial number as it stands in a CSV file that went through a spreadsheet. */
import type { Device } from './device.ts';
import { readSerial, type Serial } from '../panos/serial.ts';

/** Lengths of PAN-OS serial numbers. docs/PANOS.md "Panorama inventory". */
const LENGTHS = [12, 15] as const;

/** Written as text on purpose: `'001...` or `="001..."`. */
export function serialOfCell(text: string): string {
  const asFormula = /^="([^"]*)"$/.exec(text)?.[1];
  return (asFormula ?? text.replace(/^'/, '')).trim();
}

/** `1.70101E+11`: a spreadsheet has thrown digits away. */
export function isScientific(text: string): boolean {
  return /^\d([.,]\d+)?e\+?\d+$/i.test(text);
}

/** What a serial that nobody knows was probably meant to be. */
interface MeantSerial {
  readonly serial: Serial;
  /** How it went wrong: leading zeros were eaten, or letters stand for digits. */
  readonly how: 'zeros' | 'letters';
}

/**
 * The one known serial that a person or a spreadsheet may have turned into this text: leading zeros eaten, or the
 * letters O, I and l written for digits. Null for none or several.
 */
export function meantSerial(text: string, get: (serial: string) => Device | undefined): MeantSerial | null {
  const digits = text.replaceAll(/o/gi, '0').replaceAll(/[il]/gi, '1');
  if (!/^[\dA-Z]+$/i.test(digits)) return null;
  const candidates = [digits, ...LENGTHS.map((length) => digits.padStart(length, '0'))];
  const known = new Set(candidates.flatMap((candidate) => get(candidate)?.serial ?? []));
  const [serial, ...others] = [...known].filter((candidate) => candidate !== readSerial(text));
  if (serial === undefined || others.length > 0) return null;
  return { serial, how: digits === text ? 'zeros' : 'letters' };
}
