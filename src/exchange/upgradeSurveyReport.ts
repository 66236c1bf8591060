/** What a bulk upgrade would do, as a CSV file: one line a device, both members of a pair under each other. */
import { restartsOf, type SurveyedMember, type UpgradeSurveyRow } from '../jobs/survey/upgradeSurveyRow.ts';
import { csvText } from './csvText.ts';
import { gigabytes, outcomeCells } from './surveyCells.ts';

const COLUMNS = [
  ...['serial', 'hostname', 'peer_serial', 'model', 'mgmt_ip', 'current_version', 'path', 'restarts'],
  ...['missing_images', 'fetch_gb', 'free_gb', 'about_minutes', 'estimate', 'readiness', 'outcome', 'reason'],
];

export function formatUpgradeSurvey(rows: readonly UpgradeSurveyRow[]): string {
  return csvText(
    COLUMNS,
    rows.flatMap((row) => row.members.map((member) => line(row, member))),
  );
}

function line(row: UpgradeSurveyRow, member: SurveyedMember): string[] {
  const { serial, hostname, model, address, version, path, images, fetchMb, freeMb } = member;
  const peer = row.members.find((other) => other !== member)?.serial ?? '';
  return [
    ...[serial, hostname, peer, model, address, version],
    path.length === 0 ? '' : [version, ...path].join(' → '),
    restartsOf(row) === 0 ? '' : String(path.length),
    images.flatMap((image) => (image.state === 'present' ? [] : [image.version])).join(', '),
    ...[gigabytes(fetchMb), gigabytes(freeMb), ...estimateOf(row), readinessOf(member)],
    ...outcomeCells(row.outcome, 'upgrade'),
  ];
}

/** Of the pair as a whole. */
function estimateOf({ estimate }: UpgradeSurveyRow): [minutes: string, basis: string] {
  if (estimate === null) return ['', ''];
  return [String(Math.ceil(estimate.seconds / 60)), estimate.isMeasured ? 'measured' : 'assumed'];
}

/** What did not pass, with the reason; `pass` where everything did. */
function readinessOf({ readiness }: SurveyedMember): string {
  if (readiness === null) return '';
  const others = readiness.filter(({ verdict }) => verdict !== 'pass');
  if (others.length === 0) return 'pass';
  return others.map(({ check, verdict, reason }) => `${check} ${verdict}: ${reason}`).join(' ');
}
