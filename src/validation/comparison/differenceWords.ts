/** Every difference of a comparison in words, one by one: what a page lists and a file keeps. */
import { areas, type Area, isTableArea, type EntryOf, type TableArea } from './areaTitles.ts';
import type { Comparison } from './comparisonRules.ts';
import { describeContent, describePercentage } from './comparisonSummary.ts';
import { entryName, entryState } from './tableEntryWords.ts';
import type { TableChange } from './compareTables.ts';

export interface Difference {
  readonly area: Area;
  readonly change: 'missing' | 'new' | 'changed';
  /** What it is about, such as `10.1.0.0/16, default`. */
  readonly entry: string;
  /** What it was like, such as `10.0.0.1, ethernet1/1`; empty for what is new. */
  readonly before: string;
  /** Empty for what is missing. */
  readonly after: string;
}

/** How many are put into words without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 500;

/**
 * Area by area; of a table first what is missing, then what changed, then what is new. An area that could not be
 * compared has none.
 * @param pause lets others work for a moment; tables may have 100,000 entries.
 */
export async function differencesOf(
  comparison: Comparison,
  pause: () => Promise<void>,
): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const area of areas) {
    for (const difference of isTableArea(area)
      ? tableDifferences(area, comparison[area])
      : numberDifferences(area, comparison)) {
      found.push(difference);
      if (found.length % ENTRIES_AT_ONCE === 0) await pause();
    }
  }
  return found;
}

function* numberDifferences(area: Exclude<Area, TableArea>, comparison: Comparison): Generator<Difference> {
  const { before, after, withinMargin } = comparison[area];
  if (withinMargin === null || before === after) return;
  const { tcpSessions, content } = comparison;
  yield area === 'content'
    ? {
        area,
        change: 'changed',
        entry: 'Applications and threats',
        before: describeContent(content.before),
        after: describeContent(content.after),
      }
    : {
        area,
        change: 'changed',
        entry: 'Number of sessions',
        before: String(before),
        after: `${after}${describePercentage(tcpSessions)}`,
      };
}

function* tableDifferences(
  area: TableArea,
  { added, removed, changed }: TableChange<EntryOf<TableArea>>,
): Generator<Difference> {
  for (const entry of removed) {
    yield {
      area,
      change: 'missing',
      entry: entryName(area, entry),
      before: entryState(area, entry),
      after: '',
    };
  }
  for (const { before, after } of changed) {
    yield {
      area,
      change: 'changed',
      entry: entryName(area, after),
      before: entryState(area, before),
      after: entryState(area, after),
    };
  }
  for (const entry of added) {
    yield {
      area,
      change: 'new',
      entry: entryName(area, entry),
      before: '',
      after: entryState(area, entry),
    };
  }
}
