/** What rows are found and sorted by, made once a row (one that changes is another object), and what they say in full. */
import type { CellView, ColumnView, RowView } from '../protocol.ts';

const searchTexts = new WeakMap<RowView, string>();
const sortKeys = new WeakMap<RowView, Map<number, number | string>>();

/** Everything a row says, also in words that are only spoken or shown on hovering, in lower case. */
export function searchText(row: RowView): string {
  let text = searchTexts.get(row);
  if (text === undefined) {
    text = row.cells.map(wordsOf).join('\n').toLowerCase();
    searchTexts.set(row, text);
  }
  return text;
}

/** Numbers are compared as such, texts by their characters; a column has only one of both. */
export function sortKey(row: RowView, column: number): number | string {
  let keys = sortKeys.get(row);
  if (keys === undefined) {
    keys = new Map();
    sortKeys.set(row, keys);
  }
  let key = keys.get(column);
  if (key === undefined) {
    key = keyOf(row.cells[column] ?? '');
    keys.set(column, key);
  }
  return key;
}

function keyOf(cell: CellView): number | string {
  if (typeof cell === 'string') return naturalKey(cell);
  if (cell.order !== undefined) return cell.order;
  return naturalKey([cell.text, ...(cell.parts ?? []).map(({ text }) => text)].join(' '));
}

/** Everything a row says, column by column, without empty cells. */
export function rowDetail(
  { cells }: RowView,
  columns: readonly ColumnView[],
): readonly (readonly [title: string, text: string])[] {
  return cells.flatMap((cell, at) => {
    const text = cellText(cell);
    return text === '' ? [] : [[columns[at]?.title ?? '', text] as const];
  });
}

/** What a cell says, with the words of its signs: `10.2.0: downloaded, 10.2.10: to be fetched`. */
export function cellText(cell: CellView): string {
  if (typeof cell === 'string') return cell;
  const parts = (cell.parts ?? []).map(({ text, word }) => `${text}: ${word}`);
  return [cell.text, listed(parts)].filter((text) => text !== '').join(' ');
}

/** What ends as a sentence is one; other parts have a comma behind them. */
function listed(parts: readonly string[]): string {
  return parts
    .map((part, at) => (at === parts.length - 1 || part.endsWith('.') ? part : `${part},`))
    .join(' ');
}

/**
 * A text whose plain order is that of people: fw-9 before fw-10, 10.2.9 before 10.2.10. Numbers begin with how many
 * digits they have. Comparing such keys is many times faster than a collator, which would hold the page at 10,000 rows.
 */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(significant.length)}${significant}`;
  });
}

function wordsOf(cell: CellView): string {
  if (typeof cell === 'string') return cell;
  return [cell.text, ...(cell.parts ?? []).map(({ text, word }) => `${text} ${word}`)].join(' ');
}
