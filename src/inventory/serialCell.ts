/** A serial number as it stands in a CSV file that went through a spreadsheet. */
import type { Device } from './device.ts';

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

/** The one known serial that differs by leading zeros only, as spreadsheets eat them; null for none or several. */
export function eatenZeros(text: string, get: (serial: string) => Device | undefined): string | null {
  if (!/^\d+$/.test(text)) return null;
  const candidates = LENGTHS.filter((length) => text.length < length)
    .map((length) => text.padStart(length, '0'))
    .filter((serial) => get(serial) !== undefined);
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}
