/** Follows a journal that another window writes: each look reads what was written since the one before. */
import { join } from 'node:path';
import type { JournalEntry, JournalRecord } from '../workflow/journalRecord.ts';
import type { Files } from './files.ts';
import { decodeLine } from './journalLine.ts';
import { listJournalFiles, readJournal } from './journalReader.ts';

export interface JournalFollower {
  /** Those that were there when it began. */
  readonly found: readonly JournalRecord[];
  /** @throws Error where a line cannot be read; the system's error. Then it cannot go on. */
  next(): Promise<readonly JournalRecord[]>;
}

const PIECE_BYTES = 256_000;
const LINE_FEED = 10;

/** @param after only records behind this one are given. */
export async function followJournal(
  files: Files,
  folder: string,
  after: number,
  parseEntry: (value: unknown) => JournalEntry,
): Promise<JournalFollower> {
  const { records, end } = await readJournal(files, folder, after, parseEntry);
  let file = end.file;
  let offset = end.wholeSize;
  let seen = end.seq;

  /** Whole lines alone: the owner may be in the middle of the last one. */
  const readOn = (): JournalRecord[] => {
    const found: JournalRecord[] = [];
    for (;;) {
      const piece = Buffer.from(files.readPart(join(folder, file), offset, PIECE_BYTES));
      const whole = piece.lastIndexOf(LINE_FEED) + 1;
      if (whole === 0) {
        if (piece.length === PIECE_BYTES) throw new Error(`A line of ${file} is too long.`);
        return found;
      }
      for (const line of piece.toString('utf8', 0, whole - 1).split('\n')) found.push(recordOf(line));
      offset += whole;
    }
  };

  const recordOf = (line: string): JournalRecord => {
    const decoded = decodeLine(line);
    if (decoded?.seq !== seen + 1) throw new Error(`A line of ${file} cannot be relied on.`);
    const { seq, epoch, at, content } = decoded;
    seen = seq;
    return { ...parseEntry(content), seq, epoch, at };
  };

  return {
    found: records,

    async next() {
      const all = await listJournalFiles(files, folder);
      // It is begun by its owner only when the one before is full, so nothing is written to that any more.
      const found: JournalRecord[] = [];
      for (const { name } of all.filter((one) => one.name >= file)) {
        if (name !== file) [file, offset] = [name, 0];
        found.push(...readOn());
      }
      return found;
    },
  };
}
