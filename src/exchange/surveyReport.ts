/** What a bulk download would do, as a CSV file: the report of a dry run. */
import type { SurveyRow } from '../jobs/surveyRow.ts';
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
      ...[gigabytes(row.fetchMb), gigabytes(row.freeMb), ...outcome(row)],
    ]),
  );
}

function outcome({ outcome: ends }: SurveyRow): [outcome: string, reason: string] {
  switch (ends.kind) {
    case 'ready':
      return ['queue', ends.note ?? ''];
    case 'skipped':
      return [`skip: ${ends.why}`, ends.message];
    case 'reading':
      return ['not read', ''];
  }
}

function gigabytes(mb: number | null): string {
  return mb === null ? '' : (mb / 1024).toFixed(2);
}
