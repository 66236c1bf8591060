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
  type SurveyedMember,
  type UpgradeSurveyRow,
} from '../../../jobs/survey/upgradeSurveyRow.ts';
import { counted, size, timeLeft } from '../../words/quantities.ts';
import { secondary } from '../page/actionViews.ts';
import { mayQueue, type PreviewState, takenRows } from './previewState.ts';
import {
  imagesCell,
  outcomeCell,
  previewHead,
  previewRow,
  queueAction,
  sizeCell,
} from './previewTableParts.ts';
import { queuedSentence } from './queuedSentence.ts';
import { aboutTime, countedTargets, shareOfTargets, totalsOf } from './upgradeTotals.ts';

export interface UpgradePreview extends PreviewState<UpgradeSurveyRow> {
  /** How many devices or pairs are worked on at once; null until it is known. */
  readonly workers: number | null;
  /** Readiness is read, too. */
  readonly withReadiness: boolean;
  /** Pairs with a preemptive member are taken. */
  readonly allowPreemption: boolean;
}

/** Why a row is skipped must be read without scrolling, and a serial seldom. All of them fit, with the boxes, into a window of 1440 pixels beside the side bar: about 76 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 11.5, grows: 1.5 },
  { title: 'Path', width: 11.5, grows: 1 },
  { title: 'What will happen', width: 21, grows: 6 },
  { title: 'Restarts', width: 6, isNumber: true },
  { title: 'Images', width: 7, grows: 2 },
  { title: 'To fetch', width: 5.5, isNumber: true },
  { title: 'About', width: 4.5, isNumber: true },
  { title: 'Serial', width: 9, grows: 0.5 },
];

export function upgradePreviewHead(preview: UpgradePreview): TableHead {
  const { workers, allowPreemption } = preview;
  return previewHead(preview, {
    share: shareOfTargets,
    taken(rows) {
      const { restarts, fetchMb } = totalsOf(rows);
      return {
        deed: `be upgraded, with ${counted(restarts, 'restart')} and ${size(fetchMb)} to fetch`,
        about: workers === null || rows.length === 0 ? '' : `${aboutTime(rows, workers)}.`,
        remark: allowPreemption ? 'Pairs with a preemptive member are taken.' : '',
      };
    },
    columns,
    actions: ownActions(preview),
  });
}

function ownActions(preview: UpgradePreview): ActionView[] {
  const { rows, dryRun, failure, isQueued, withReadiness, allowPreemption } = preview;
  const maySwitch = !isQueued && failure === null;
  const isPreemptive = !allowPreemption && rows.some((row) => row.isPreemptive);
  return [
    ...(dryRun ? [] : [upgradeAction(preview)]),
    ...(withReadiness ? [] : [secondary('readiness', 'Check Readiness Too', maySwitch)]),
    ...(isPreemptive ? [secondary('preemption', 'Allow Preemptive Pairs', maySwitch)] : []),
  ];
}

/** Its words are put together here: the page knows how many rows are chosen, not how many devices and restarts. */
function upgradeAction(preview: UpgradePreview): ActionView {
  const taken = takenRows(preview);
  const what = `${countedTargets(taken, ['Device', 'HA Pair'])}, ${counted(totalsOf(taken).restarts, 'Restart')}`;
  return queueAction(`Upgrade ${what}…`, mayQueue(preview) && taken.length > 0, {
    labelForNone: 'Nothing to Upgrade',
  });
}

/** @param id see previewRow. @param isReading whether devices are still being read */
export function upgradePreviewRow(id: string, row: UpgradeSurveyRow, isReading: boolean): RowView {
  const { members, outcome } = row;
  // What is not upgraded is not restarted, and fetches nothing.
  const isSkipped = outcome.kind === 'skipped';
  const restarts = isSkipped ? 0 : restartsOf(row);
  const estimate = isSkipped ? null : row.estimate;
  return previewRow(id, row, [
    namesOf(row),
    [versionsOf(row), ...pathOf(row)].filter((version) => version !== '').join(' → '),
    readyCell(row, isReading),
    restarts === 0 ? { text: '', order: -1 } : { text: String(restarts), order: restarts },
    imagesCell(imagesOf(row)),
    sizeCell(isSkipped ? null : fetchMbOf(row)),
    estimate === null
      ? { text: '', order: -1 }
      : { text: timeLeft(estimate.seconds), order: estimate.seconds },
    members.map(({ serial }) => serial).join(' + '),
  ]);
}

/** `fw-hq-1 + fw-hq-2` for a pair. */
export function namesOf({ members }: Pick<UpgradeSurveyRow, 'members'>): string {
  return members.map(({ hostname }) => hostname).join(' + ');
}

/** At which the path begins; both versions where the members of a pair run different ones and nothing is planned. */
function versionsOf(row: UpgradeSurveyRow): string {
  const longest = pathOf(row).length;
  const behind = row.members.filter(({ path }) => path.length === longest);
  return [...new Set(behind.map(({ version }) => version))].join(' / ');
}

function whatHappens({ members, outcome, isPreemptive, isActiveActive }: UpgradeSurveyRow): string {
  const left = members.filter(({ path }) => path.length > 0);
  const [one] = left;
  const how =
    members.length === 1
      ? 'Upgrade'
      : left.length === 1 && one !== undefined
        ? `Upgrade of ${one.hostname}; its peer is at the target`
        : `Upgrade as ${isActiveActive ? 'an active/active' : 'a'} pair${aheadWords(left)}`;
  if (outcome.kind !== 'ready') return how;
  return [isPreemptive ? 'Preemptive, allowed.' : '', outcome.note === null ? how : `${how}. ${outcome.note}`]
    .filter((part) => part !== '')
    .join(' ');
}

/** Of a pair whose members have come unequally far: the shown path is that of the one behind. */
function aheadWords(members: readonly SurveyedMember[]): string {
  const longest = Math.max(...members.map(({ path }) => path.length));
  const ahead = members.find(({ path }) => path.length < longest);
  return ahead === undefined ? '' : `; ${ahead.hostname} runs ${ahead.version} already`;
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

/** @param queued a job for each device and each pair; for the others see queuedSentence */
export function queuedUpgradesSentence(
  queued: readonly Pick<Job, 'runs'>[],
  rows: readonly UpgradeSurveyRow[],
  refused: readonly NotQueued[],
): string {
  const devices = queued.reduce((sum, { runs }) => sum + runs.length, 0);
  const what = `${counted(queued.length, 'upgrade')} of ${counted(devices, 'device')}`;
  return queuedSentence(what, rows, refused);
}
