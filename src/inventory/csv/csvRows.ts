/** A CSV text as rows of cells that know where they stand, so that a problem can be shown in the file itself. */
import Papa from 'papaparse';

export interface CsvCell {
  /** Without blanks around it. */
  readonly text: string;
  /** Offsets into the text, without a byte order mark. */
  readonly start: number;
  readonly end: number;
}

export interface CsvRow {
  /** As a spreadsheet counts: the first row, usually the header, is 1. */
  readonly number: number;
  readonly cells: readonly CsvCell[];
  /** What is wrong with its form, for people; null when nothing is. */
  readonly damage: string | null;
}

const DELIMITERS = [',', ';', '\t'] as const;
/** So many take some milliseconds. */
const BATCH = 500;

const QUOTE_DAMAGE =
  'a quotation mark is missing or in the wrong place, so the rows after it may have been taken for a part of it';

/** A heading of serials may be marked as a comment by the program that wrote it. */
const MARKED_HEADING = /^[ \t]*"?#[ \t]*serial(?:[ _]?(?:no\.?|number|1))?[ \t]*"?(?:[,;\t]|$)/i;
/** `#` alone before other headings is one itself: of a column of numbers. */
const COMMENT_LINE = /^[ \t]*"?(?:\/\/|#(?!"?[,;\t][,;\t "]*[^,;\t\s"]))/;

/** Rows that are neither blank nor a comment. Values stay text: a serial or a version must not become a number. */
export function csvRows(text: string): readonly CsvRow[] {
  return [...csvRowBatches(text)].flat();
}

/** The rows some hundreds at a time: between two of them, whoever reads a long file lets others work. */
export function* csvRowBatches(text: string): Generator<readonly CsvRow[]> {
  const plain = blankCommentsAbove(text.replace(/^\uFEFF/, ''));
  const delimiter = delimiterOf(plain);
  // Papa's own guess is made anew for each batch, from a megabyte of text, and is led astray where rows end differently.
  const newline = /\r\n|\n|\r/.exec(plain)?.[0] === '\r' ? '\r' : '\n';
  let number = 0;
  let start = 0;
  let isNumbered: boolean | null = null;
  while (start < plain.length) {
    const rows: CsvRow[] = [];
    const from = start;
    Papa.parse<string[]>(plain.slice(from), {
      delimiter,
      newline,
      preview: BATCH,
      step({ data, errors, meta }) {
        number += 1;
        // A row that ends in the middle of a quote has swallowed the rows after it: it ends where the text does.
        const end = from + meta.cursor;
        const row = readRow(plain.slice(start, end), data, delimiter, start);
        start = end;
        if (row.every((cell) => cell.text === '')) return;
        isNumbered ??= row[0]?.text === '#';
        const damaged = errors.some(({ type }) => type === 'Quotes');
        if (!damaged && !isNumbered && isComment(row)) return;
        rows.push({ number, cells: row, damage: damaged ? QUOTE_DAMAGE : null });
      },
    });
    yield rows;
    // Nothing was left but what is no row.
    if (start === from) return;
  }
}

function readRow(row: string, data: readonly string[], delimiter: string, start: number): CsvCell[] {
  const spans = cellSpans(row, delimiter, start);
  const nowhere = { start, end: start };
  return data.map((cell, index) => ({ text: cell.trim(), ...(spans[index] ?? nowhere) }));
}

/**
 * Lines of comment above the header, which are no rows: what stands in them must not be taken for a delimiter or the
 * beginning of a quote. Blanks in their place leave all others where they are.
 */
function blankCommentsAbove(text: string): string {
  let end = 0;
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() !== '' && (!COMMENT_LINE.test(line) || MARKED_HEADING.test(line))) break;
    end = index + line.length;
  }
  return text.slice(0, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}

/** Also of the header: one whose first heading is marked is read by then. */
function isComment([first]: readonly CsvCell[]): boolean {
  return first !== undefined && /^(?:#|\/\/)/.test(first.text) && !MARKED_HEADING.test(first.text);
}

/** Decided by the header alone, whose names have none of them; Papa's own guess is led astray by blank lines. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}

type Span = Pick<CsvCell, 'start' | 'end'>;

function cellSpans(row: string, delimiter: string, offset: number): readonly Span[] {
  const last = row.trimEnd().length;
  const spans: Span[] = [];
  let begin = 0;
  let isQuoted = false;
  for (let index = 0; index < last; index += 1) {
    // In the middle of a cell that did not begin with one, a quotation mark is a sign like any other.
    if (row[index] === '"' && (isQuoted || row.slice(begin, index).trim() === '')) isQuoted = !isQuoted;
    else if (row[index] === delimiter && !isQuoted) {
      spans.push({ start: offset + begin, end: offset + index });
      begin = index + 1;
    }
  }
  return [...spans, { start: offset + begin, end: offset + Math.max(begin, last) }];
}
