/** What earlier jobs have left on the devices of a row: said before anything else is done to them. */
import type { DeviceLeft } from '../left/leftNow.ts';
import { leftWarnings } from '../left/stateWords.ts';
import type { SurveyOutcome } from './downloadSurveyRow.ts';

/** @param serials of the row. @returns the row as it is where nothing is left, or nothing will be done. */
export function withLeftNotes<R extends { readonly outcome: SurveyOutcome }>(
  row: R,
  serials: readonly string[],
  leftOn: (serial: string) => DeviceLeft | undefined,
): R {
  const { outcome } = row;
  if (outcome.kind !== 'ready') return row;
  const warnings = serials.flatMap((serial) => leftOn(serial) ?? []).flatMap(leftWarnings);
  if (warnings.length === 0) return row;
  const note = [...warnings, outcome.note].filter((part) => part !== null).join(' ');
  return { ...row, outcome: { kind: 'ready', note } };
}
