/** The table of every Preview page. What downloads and upgrades have of their own is in a file of each. */
import type {
  ActionView,
  CellView,
  ColumnView,
  CounterView,
  PartView,
  RowView,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import type { SkipKind, SurveyedImage, SurveyOutcome } from '../../../jobs/survey/downloadSurveyRow.ts';
import { size } from '../../words/quantities.ts';
import { primary, secondary } from '../page/actionViews.ts';
import { countersOf, countKinds, type KindLook } from '../page/kindsOfRows.ts';
import { skipLooks, skipText } from './previewSkips.ts';
import {
  countOf,
  jobOf,
  onceEach,
  type PreviewedRow,
  type PreviewState,
  takenRows,
  withoutRoom,
} from './previewState.ts';

/** What the head of one kind of Preview page has of its own. */
export interface PreviewWords<R extends PreviewedRow> {
  /** How many of those that were asked for: `9 of 12 devices`. @param asked each device once */
  share(some: readonly R[], asked: readonly R[]): string;
  /** What is said of the rows that will be queued, once all have been read. */
  taken(rows: readonly R[]): TakenWords;
  readonly columns: readonly ColumnView[];
  /** The buttons of this page, shown once the devices have been read. */
  readonly actions: readonly ActionView[];
}

interface TakenWords {
  /** What will be done with them: `be queued, with 10.9 GB to fetch`. */
  readonly deed: string;
  /** One sentence more about them; empty where there is none. */
  readonly about: string;
  /** Stands behind everything else; may be empty, too. */
  readonly remark: string;
}

export function previewHead<R extends PreviewedRow>(
  state: PreviewState<R>,
  words: PreviewWords<R>,
): TableHead {
  const { title, rows, problems, dryRun, isReading, failure } = state;
  const asked = onceEach(rows);
  const done = asked.filter(({ outcome }) => outcome.kind !== 'reading');
  const lead = failure ?? leadOf(state, asked, words);
  return {
    title,
    lead,
    announcement: isReading ? '' : lead,
    notices: problems,
    percent: isReading ? Math.floor((100 * done.length) / Math.max(1, asked.length)) : null,
    progressText: isReading ? `${words.share(done, asked)} looked at` : '',
    counters: previewCounters(state),
    actions: [
      ...(isReading ? [secondary('stop', 'Stop Reading')] : words.actions),
      ...(isReading || withoutRoom(state).length === 0
        ? []
        : [secondary('makeRoom', 'Make Room…'), secondary('readAgain', 'Read Again')]),
      secondary('save', 'Save Report…', !isReading && rows.length > 0),
      secondary('close', dryRun ? 'Close' : 'Cancel'),
    ],
    columns: words.columns,
    sortedBy: null,
    canSelect: !dryRun,
    empty: 'There is nothing in the list.',
    rowHint: '',
  };
}

/** Its numbers add up to what was asked for, each device counted once. */
function leadOf<R extends PreviewedRow>(
  state: PreviewState<R>,
  asked: readonly R[],
  words: PreviewWords<R>,
): string {
  const { dryRun, isReading } = state;
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const taken = takenRows(state);
  const { deed, about, remark } = words.taken(taken);
  return [
    dryRun ? 'Dry run, nothing was changed.' : '',
    `${words.share(taken, asked)} ${dryRun ? 'would' : 'will'} ${deed}.`,
    about,
    ...leftSentences(asked, taken.length, dryRun),
    remark,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** About what is not taken. */
function leftSentences(asked: readonly PreviewedRow[], taken: number, dryRun: boolean): readonly string[] {
  const left = countOf(asked, 'ready') - taken;
  const skipped = countOf(asked, 'skipped');
  const unread = countOf(asked, 'reading');
  const will = dryRun ? 'would' : 'will';
  return [
    left === 0 ? '' : `${left} ${left === 1 ? 'is' : 'are'} left out.`,
    skipped === 0 ? '' : `${skipped} ${skipped === 1 ? 'is' : 'are'} skipped.`,
    // What is not known of a device cannot be shown beforehand: it is not queued unseen.
    unread === 0 ? '' : `${unread} ${unread === 1 ? 'was' : 'were'} not read and ${will} not be queued.`,
  ];
}

function previewCounters<R extends PreviewedRow>({ rows, isReading }: PreviewState<R>): CounterView[] {
  const looks: Readonly<Record<PreviewCounter, KindLook>> = {
    reading: { label: isReading ? 'To be read' : 'Not read', status: 'waiting' },
    ready: { label: 'To be queued', status: 'good' },
    ...skipLooks,
  };
  return countersOf(looks, countKinds(rows.map(({ outcome }) => counterOf(outcome))));
}

type PreviewCounter = 'reading' | 'ready' | SkipKind;

function counterOf(outcome: SurveyOutcome): PreviewCounter {
  return outcome.kind === 'skipped' ? outcome.why : outcome.kind;
}

/** The button that queues what is not left out. */
export function queueAction(
  label: string,
  enabled: boolean,
  others: Pick<ActionView, 'labelForOne' | 'labelForNone'>,
): ActionView {
  return { ...primary('queue', label, enabled), ...others, isAboutRows: true };
}

/** @param id of the row: its place in the list, since a serial may stand there twice. */
export function previewRow(id: string, { outcome }: PreviewedRow, cells: readonly CellView[]): RowView {
  return {
    id,
    counter: counterOf(outcome),
    canSelect: outcome.kind === 'ready',
    ...(jobOf(outcome) === null ? {} : { opens: true }),
    cells,
  };
}

/** @param ready what will happen to a row that will be queued */
export function outcomeCell(outcome: SurveyOutcome, isReading: boolean, ready: string): CellView {
  switch (outcome.kind) {
    case 'reading':
      return { text: isReading ? 'To be read' : 'Not read, not queued', status: 'waiting' };
    case 'ready':
      return { text: ready, status: 'good' };
    case 'skipped':
      return { text: skipText(outcome), status: skipLooks[outcome.why].status };
  }
}

export function sizeCell(mb: number | null): CellView {
  return mb === null ? { text: '', order: -1 } : { text: size(mb), order: mb };
}

const imageLooks = {
  present: { status: 'good', word: 'is there already' },
  missing: { status: 'waiting', word: 'to be downloaded' },
  not_listed: { status: 'skipped', word: 'not offered yet' },
} as const;

export function imagesCell(images: readonly SurveyedImage[]): CellView {
  const partOf = ({ version, state, reason }: SurveyedImage): PartView => {
    const { status, word } = imageLooks[state];
    return { text: version, status, word: `${word}. ${reason}` };
  };
  return { text: '', parts: images.map(partOf) };
}
