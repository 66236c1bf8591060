/** The Comparison page: every difference that an upgrade's hop has made, and whether each area is within its margin. */
import type {
  CellView,
  ColumnView,
  CounterView,
  RowView,
  Status,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import type { JobComparison } from '../../../jobs/outcome/jobComparison.ts';
import type { Job } from '../../../jobs/job.ts';
import { areas, areaTitles, isTableArea } from '../../../validation/comparison/areaTitles.ts';
import { type AreaVerdict, judgeArea } from '../../../validation/comparison/areaVerdict.ts';
import type { ComparisonSummary } from '../../../validation/comparison/comparisonSummary.ts';
import type { Difference } from '../../../validation/comparison/differenceWords.ts';
import type { Snapshot } from '../../../validation/comparison/snapshot.ts';
import { hostnameOf } from '../../words/jobTexts.ts';
import type { TimeWords } from '../../engine/times.ts';
import { primary, secondary } from '../page/actionViews.ts';

export interface ComparisonState {
  readonly title: string;
  readonly job: Job | undefined;
  /** Null until the snapshots are compared, and where one of them is missing. */
  readonly comparison: JobComparison | null;
  readonly isReading: boolean;
  /** Why it failed; null when it did not. */
  readonly failure: string | null;
}

/** All of them fit into a window of 1440 pixels beside the side bar: about 79 em. */
const columns: readonly ColumnView[] = [
  { title: 'Area', width: 9 },
  { title: 'Change', width: 8 },
  { title: 'Entry', width: 22, grows: 2 },
  { title: 'Before', width: 19, grows: 1 },
  { title: 'After', width: 19, grows: 1 },
];

export function comparisonHead(state: ComparisonState, time: TimeWords): TableHead {
  const { title, job, comparison, isReading, failure } = state;
  const lead = leadOf(state, time);
  const isShown = comparison !== null && job !== undefined;
  return {
    title,
    lead,
    announcement: isReading ? '' : lead,
    notices: isShown ? noticesOf(comparison.summary) : [],
    percent: null,
    progressText: '',
    counters: isShown ? areas.map((area) => counterOf(comparison.summary, area)) : [],
    actions: [
      secondary('tables', 'Open Tables Side by Side…', isShown),
      primary('save', 'Save CSV…', isShown && comparison.differences.length > 0),
    ],
    columns,
    sortedBy: null,
    canSelect: false,
    empty: isReading || failure !== null || !isShown ? '' : 'Nothing differs.',
    rowHint: 'Double-click a difference, or press Enter on it, to see the tables of its area side by side.',
  };
}

function leadOf({ job, comparison, isReading, failure }: ComparisonState, time: TimeWords): string {
  if (failure !== null) return failure;
  if (isReading) return 'The snapshots of before and after are being compared. No device is asked for it.';
  if (comparison === null || job === undefined) {
    return 'Not compared: a snapshot file is missing or damaged. What the job found at its time stands in its step.';
  }
  return `${verdictSentence(comparison)} ${momentSentences(job, comparison, time)}`;
}

function verdictSentence({ summary, differences }: JobComparison): string {
  switch (summary.passed) {
    case false:
      return `Outside the margins: ${namesOf(summary, 'outside')}.`;
    case null:
      return 'Nothing is outside the margins, but not everything could be compared.';
    case true:
      return differences.length === 0 ? 'Nothing has changed.' : 'Everything is within the margins.';
  }
}

/** Versions and times, and of a pair whose tables they are. */
function momentSentences(job: Job, { member, before, after }: JobComparison, time: TimeWords): string {
  const isPair = job.runs.length > 1;
  const moment = ({ serial, swVersion, at }: Snapshot): string =>
    [...(isPair ? [hostnameOf(job, serial)] : []), swVersion, time(at)].join(', ');
  const whose =
    member === null
      ? ' Of the pair, the member that led is compared each time.'
      : ' Both members forward, each with tables of its own, so each is compared with its own past.';
  return `Before: ${moment(before)}. After: ${moment(after)}.${isPair ? whose : ''}`;
}

function noticesOf(summary: ComparisonSummary): readonly string[] {
  const unknown = namesOf(summary, 'unknown');
  return unknown === ''
    ? []
    : [`Cannot be compared: ${unknown}. The device did not tell it before, or afterwards, or neither time.`];
}

function namesOf(summary: ComparisonSummary, wanted: AreaVerdict): string {
  return areas
    .filter((area) => judgeArea(summary, area).verdict === wanted)
    .map((area) => areaTitles[area])
    .join(', ');
}

const verdictLooks: Readonly<Record<AreaVerdict, { readonly words: string; readonly status: Status }>> = {
  unchanged: { words: 'unchanged', status: 'good' },
  within: { words: 'within the margin', status: 'good' },
  outside: { words: 'outside the margin', status: 'bad' },
  unknown: { words: 'cannot be compared', status: 'attention' },
};

/** How many differences it has: those that have none are not shown. */
function counterOf(summary: ComparisonSummary, area: Difference['area']): CounterView {
  const { verdict, differences } = judgeArea(summary, area);
  const { words, status } = verdictLooks[verdict];
  return { id: area, label: `${areaTitles[area]} ${words}`, status, count: differences };
}

const changeWords: Readonly<Record<Difference['change'], string>> = {
  missing: 'Missing',
  new: 'New',
  changed: 'Changed',
};

/** @param id its place in the list */
export function comparisonRow(id: string, difference: Difference, summary: ComparisonSummary): RowView {
  const { area, change, entry, before, after } = difference;
  const isOutside = judgeArea(summary, area).verdict === 'outside';
  const areaCell: CellView = { text: areaTitles[area], order: areas.indexOf(area) };
  return {
    id,
    counter: area,
    canSelect: false,
    ...(isTableArea(area) ? { opens: true } : {}),
    ...(isOutside ? { comesFirst: true } : {}),
    cells: [
      areaCell,
      { text: changeWords[change], status: isOutside ? 'bad' : 'skipped' },
      ...[entry, before, after],
    ],
  };
}
