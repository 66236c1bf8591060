/** The Preview page of upgrades: what a bulk would do, row by row: path, restarts, time, and the reason for every skip. */
import type {
  ActionView,
  CellView,
  ColumnView,
  RowView,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import type { NotQueued } from '../../../jobs/submission/bulk.ts';
import type { Job } from '../../../jobs/job.ts';
import {
  fetchMbOf,
  pathOf,
  restartsOf,
  type UpgradeSurveyRow,
} from '../../../jobs/survey/upgradeSurveyRow.ts';
import { counted, size, timeLeft } from '../../words/quantities.ts';
import {
  actionsOf,
  counterOf,
  countersOf,
  countOf,
  imagePart,
  jobOf,
  leftSentences,
  mayQueue,
  onceEach,
  outcomeCell,
  percentRead,
  type PreviewState,
  refusedSentences,
  secondary,
  sentences,
  sizeCell,
  takenRows,
} from './previewParts.ts';
import { skippedSentence } from './previewSkips.ts';
import { aboutTime, namesOf, totalsOf } from './upgradeTotals.ts';

export interface UpgradePreview extends PreviewState<UpgradeSurveyRow> {
  /** How many devices or pairs are worked on at once; null until it is known. */
  readonly workers: number | null;
  /** Readiness is read, too. */
  readonly withReadiness: boolean;
  /** Pairs with a preemptive member are taken. */
  readonly allowPreemption: boolean;
}

/** All of them fit, with the boxes, into a window of 1440 pixels beside the side bar: about 76 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 12.5, grows: 1.5 },
  { title: 'Serial', width: 10, grows: 0.5 },
  { title: 'Path', width: 15.5, grows: 0.5 },
  { title: 'What will happen', width: 12, grows: 4 },
  { title: 'Restarts', width: 6, isNumber: true },
  { title: 'Images', width: 7.5, grows: 3 },
  { title: 'To fetch', width: 6, isNumber: true },
  { title: 'About', width: 6.5, isNumber: true },
];

export function upgradePreviewHead(preview: UpgradePreview): TableHead {
  const { title, rows, problems, dryRun, isReading, failure } = preview;
  const asked = onceEach(rows);
  const done = asked.length - countOf(asked, 'reading');
  const lead = failure ?? leadOf(preview);
  return {
    title,
    lead,
    announcement: isReading ? '' : lead,
    notices: problems,
    percent: percentRead(asked, isReading),
    progressText: isReading ? `${done} of ${rowsOf(asked)} looked at` : '',
    counters: countersOf(preview),
    actions: actionsOf(preview, ownActions(preview)),
    columns,
    sortedBy: null,
    canSelect: !dryRun,
    empty: 'There is nothing in the list.',
    rowHint: '',
  };
}

function ownActions(preview: UpgradePreview): ActionView[] {
  const { rows, dryRun, failure, isQueued, withReadiness, allowPreemption } = preview;
  const maySwitch = !isQueued && failure === null;
  const isPreemptive = !allowPreemption && rows.some((row) => row.isPreemptive);
  return [
    ...(dryRun ? [] : [queueAction(preview)]),
    ...(withReadiness ? [] : [secondary('readiness', 'Check Readiness Too', maySwitch)]),
    ...(isPreemptive ? [secondary('preemption', 'Allow Preemptive Pairs', maySwitch)] : []),
  ];
}

/** Its words are put together here: the page knows how many rows are chosen, not how many devices and restarts. */
function queueAction(preview: UpgradePreview): ActionView {
  const { devices, restarts } = totalsOf(takenRows(preview));
  const what = `${devices} ${devices === 1 ? 'Device' : 'Devices'}`;
  const label = `Upgrade ${what}, ${restarts} ${restarts === 1 ? 'Restart' : 'Restarts'}…`;
  return {
    ...secondary('queue', label, mayQueue(preview) && devices > 0),
    ...{ labelForNone: 'Nothing to Upgrade', isAboutRows: true, rank: 'primary' },
  };
}

/** Its numbers add up to the devices and pairs that were asked for, each counted once. */
function leadOf(preview: UpgradePreview): string {
  const { rows, dryRun, isReading, workers, allowPreemption } = preview;
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const asked = onceEach(rows);
  const taken = takenRows(preview);
  const { restarts, fetchMb } = totalsOf(taken);
  return sentences([
    dryRun ? 'Dry run, nothing was changed.' : '',
    `${taken.length} of ${rowsOf(asked)} ${dryRun ? 'would' : 'will'} be upgraded, with ${counted(restarts, 'restart')} and ${size(fetchMb)} to fetch.`,
    workers === null || taken.length === 0 ? '' : `${aboutTime(taken, workers)}.`,
    ...leftSentences(asked, taken.length, dryRun),
    allowPreemption ? 'Pairs with a preemptive member are taken.' : '',
  ]);
}

/** `12 devices`; `12 devices and pairs` where there are pairs among them. */
function rowsOf(rows: readonly UpgradeSurveyRow[]): string {
  const hasPairs = rows.some(({ members }) => members.length === 2);
  return `${counted(rows.length, 'device')}${hasPairs ? ' and pairs' : ''}`;
}

/**
 * @param id of the row: its place in the list, since a serial may stand there twice.
 * @param isReading whether devices are still being read
 */
export function upgradePreviewRow(id: string, row: UpgradeSurveyRow, isReading: boolean): RowView {
  const { members, outcome, estimate } = row;
  const restarts = restartsOf(row);
  return {
    id,
    counter: counterOf(outcome),
    canSelect: outcome.kind === 'ready',
    ...(jobOf(outcome) === null ? {} : { opens: true }),
    cells: [
      namesOf(row),
      members.map(({ serial }) => serial).join(' + '),
      [versionsOf(row), ...pathOf(row)].filter((version) => version !== '').join(' → '),
      readyCell(row, isReading),
      restarts === 0 ? { text: '', order: -1 } : { text: String(restarts), order: restarts },
      { text: '', parts: imagesOf(row).map(imagePart) },
      sizeCell(fetchMbOf(row)),
      estimate === null
        ? { text: '', order: -1 }
        : { text: timeLeft(estimate.seconds), order: estimate.seconds },
    ],
  };
}

/** One version, or both where the members of a pair run different ones. */
function versionsOf({ members }: UpgradeSurveyRow): string {
  return [...new Set(members.map(({ version }) => version))].join(' / ');
}

function whatHappens({ members, outcome, isPreemptive }: UpgradeSurveyRow): string {
  const left = members.filter(({ path }) => path.length > 0);
  const [one] = left;
  const how =
    members.length === 1
      ? 'Upgrade'
      : left.length === 1 && one !== undefined
        ? `Upgrade of ${one.hostname}; its peer is at the target`
        : 'Upgrade as a pair';
  if (outcome.kind !== 'ready') return how;
  return [isPreemptive ? 'Preemptive, allowed.' : '', outcome.note === null ? how : `${how}. ${outcome.note}`]
    .filter((part) => part !== '')
    .join(' ');
}

/** With what the checks of readiness found, where they were asked for: a doubt is seen at once. */
function readyCell(row: UpgradeSurveyRow, isReading: boolean): CellView {
  const how = whatHappens(row);
  if (row.outcome.kind !== 'ready' || row.members.every(({ readiness }) => readiness === null))
    return outcomeCell(row.outcome, isReading, how);
  const doubts = row.members.flatMap(({ hostname, readiness }) =>
    (readiness ?? []).flatMap(({ verdict, reason }) =>
      verdict === 'pass' ? [] : [row.members.length === 1 ? reason : `${hostname}: ${reason}`],
    ),
  );
  if (doubts.length === 0) return { text: `Ready. ${how}`, status: 'good' };
  return {
    text: `${counted(doubts.length, 'warning')}. ${how}. ${doubts.join(' ')}`,
    status: 'attention',
  };
}

/** Both members of a pair need the same images: one is there when it is on both. */
function imagesOf({ members }: UpgradeSurveyRow): UpgradeSurveyRow['members'][0]['images'] {
  const byVersion = Map.groupBy(
    members.flatMap(({ images }) => images),
    ({ version }) => version,
  );
  return [...byVersion.values()].flatMap(
    (images) => images.find(({ state }) => state !== 'present') ?? images[0] ?? [],
  );
}

/**
 * The one summary of a bulk: `Queued 12 upgrades of 14 devices. 3 skipped: 3 no upgrade path.`
 * @param queued a job for each device and each pair
 * @param refused what was shown as to be queued, and was not after all
 */
export function queuedUpgradesSentence(
  queued: readonly Pick<Job, 'runs'>[],
  rows: readonly UpgradeSurveyRow[],
  refused: readonly NotQueued[],
): string {
  const devices = queued.reduce((sum, { runs }) => sum + runs.length, 0);
  return sentences([
    `Queued ${counted(queued.length, 'upgrade')} of ${counted(devices, 'device')}.`,
    skippedSentence(onceEach(rows)),
    ...refusedSentences(refused),
  ]);
}
