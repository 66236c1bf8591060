/** What stands around the rows of a page that reads devices: Verify and Readiness differ only in their words and rows. */
import type { ColumnView, CounterView, TableHead } from '../../../../webview-ui/protocol.ts';
import { counted } from '../../words/quantities.ts';
import { primary, secondary } from '../page/actionViews.ts';

export interface ReadingState<D> {
  /** Those that have answered; once all have, in the order of the report. */
  readonly devices: readonly D[];
  /** How many are asked in all. */
  readonly total: number;
  readonly isReading: boolean;
  /** Why it failed; null when it did not. */
  readonly failure: string | null;
}

/** What the head of one kind of page has of its own. */
export interface ReadingWords {
  readonly title: string;
  /** While devices answer: `The devices are being asked.` */
  readonly underWay: string;
  /** What those that have answered come to: `1 of 5 devices is ready.` */
  readonly found: string;
  /** What was done with a device that has answered: `checked`. */
  readonly done: string;
  /** The button that asks all of them once more: `Check Again`. */
  readonly again: string;
  readonly notices: readonly string[];
  readonly counters: readonly CounterView[];
  readonly columns: readonly ColumnView[];
}

export function readingHead(state: ReadingState<unknown>, words: ReadingWords): TableHead {
  const { devices, total, isReading, failure } = state;
  const lead = failure ?? leadOf(state, words);
  return {
    title: words.title,
    lead,
    announcement: isReading ? '' : lead,
    notices: words.notices,
    percent: isReading ? Math.floor((100 * devices.length) / Math.max(1, total)) : null,
    progressText: isReading ? `${devices.length} of ${counted(total, 'device')} ${words.done}` : '',
    counters: words.counters,
    actions: [
      isReading ? secondary('stop', 'Stop Reading') : secondary('again', words.again),
      primary('save', 'Save CSV…', !isReading && devices.length > 0),
    ],
    columns: words.columns,
    sortedBy: 0,
    canSelect: false,
    empty: isReading ? 'No device has answered yet.' : `No device was ${words.done}.`,
    rowHint: '',
  };
}

function leadOf({ devices, total, isReading }: ReadingState<unknown>, words: ReadingWords): string {
  if (isReading) return `${words.underWay} Nothing is changed by it.`;
  const unread = total - devices.length;
  if (unread <= 0) return words.found;
  return `${words.found} ${unread} ${unread === 1 ? 'was' : 'were'} not ${words.done}.`;
}
