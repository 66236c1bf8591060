/** What a bulk download would do, as a CSV file: the report of a dry run. */
import type { SurveyOutcome, SurveyRow } from '../jobs/survey/downloadSurveyRow.ts';
import { csvText } from './csvText.ts';

const COLUMNS = [
  ...['serial', 'hostname', 'model', 'mgmt_ip', 'group', 'current_version', 'path', 'missing_images'],
  ...['fetch_gb', 'free_gb', 'outcome', 'reason'],
];

export function formatSurvey(rows: readonly SurveyRow[]): string {
  return csvText(
    COLUMNS,
    rows.map((row) => [
      ...[row.serial, row.hostname, row.model, row.address, row.group ?? '', row.version],
      row.path.length === 0 ? '' : [row.version, ...row.path].join(' → '),
      row.images.flatMap(({ state, version }) => (state === 'missing' ? [version] : [])).join(', '),
      ...[gigabytes(row.fetchMb), gigabytes(row.freeMb), ...surveyOutcome(row.outcome, 'queue')],
    ]),
  );
}

/** @param ready the word for what will be done */
export function surveyOutcome(outcome: SurveyOutcome, ready: string): [outcome: string, reason: string] {
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
