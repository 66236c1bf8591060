/** Cells that the reports of both dry runs have, of downloads and of upgrades. */
import type { SurveyOutcome } from '../jobs/survey/downloadSurveyRow.ts';

/** @param ready the word for what will be done */
export function outcomeCells(outcome: SurveyOutcome, ready: string): [outcome: string, reason: string] {
  switch (outcome.kind) {
    case 'ready':
      return [ready, outcome.note ?? ''];
    case 'skipped':
      return [`skip: ${outcome.why}`, outcome.message];
    case 'reading':
      return ['not read', ''];
  }
}

export function gigabytes(mb: number | null): string {
  return mb === null ? '' : (mb / 1024).toFixed(2);
}
