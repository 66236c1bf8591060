/** What a bulk download would do, as a CSV file: the report of a dry run. */
import type { SurveyRow } from '../jobs/survey/downloadSurveyRow.ts';
import { csvText } from './csvText.ts';
import { gigabytes, outcomeCells } from './surveyCells.ts';

const COLUMNS = [
  ...['serial', 'hostname', 'model', 'mgmt_ip', 'group', 'current_version', 'path', 'missing_images'],
  ...['fetch_gb', 'free_gb', 'outcome', 'reason'],
];

export function formatDownloadSurvey(rows: readonly SurveyRow[]): string {
  return csvText(
    COLUMNS,
    rows.map((row) => [
      ...[row.serial, row.hostname, row.model, row.address, row.group ?? '', row.version],
      row.path.length === 0 ? '' : [row.version, ...row.path].join(' → '),
      row.images.flatMap(({ state, version }) => (state === 'missing' ? [version] : [])).join(', '),
      ...[gigabytes(row.fetchMb), gigabytes(row.freeMb), ...outcomeCells(row.outcome, 'queue')],
    ]),
  );
}
