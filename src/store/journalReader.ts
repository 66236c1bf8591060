/** Reads the journal files back, checks their chain, and says exactly what could not be read. */
import { join } from 'node:path';
import type { JournalEntry, JournalRecord } from '../workflow/journalRecord.ts';
import type { Files } from './files.ts';
import { decodeLine, NO_HASH } from './journalLine.ts';

/** A line that cannot be relied on. The runs it concerns must not go on by themselves. */
export interface JournalDamage {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** For people. */
  readonly why: string;
  /** The job and device it was about; null when that can no longer be read: it may have been any. */
  readonly job: string | null;
  readonly serial: string | null;
}

export interface JournalContent {
  /** Those after the sequence number asked for, in order. */
  readonly records: readonly JournalRecord[];
  readonly damaged: readonly JournalDamage[];
  /** Where the next record goes, and what it follows. */
  readonly end: JournalEnd;
}

export interface JournalEnd {
  readonly file: string;
  /** Bytes of the newest file, and how many of them are whole lines: the rest was torn by a crash. */
  readonly size: number;
  readonly wholeSize: number;
  readonly seq: number;
  readonly epoch: number;
  readonly hash: string;
}

const NAME = /^journal-(\d+)\.jsonl$/;

/** Journal files are named by the sequence number of their first record. */
export function journalFileName(firstSeq: number): string {
  return `journal-${String(firstSeq).padStart(9, '0')}.jsonl`;
}

/** Names and first sequence numbers, oldest first. */
export async function listJournalFiles(
  files: Files,
  folder: string,
): Promise<{ name: string; firstSeq: number }[]> {
  const names = await files.list(folder);
  return names
    .map((name) => ({ name, firstSeq: Number(NAME.exec(name)?.[1]) }))
    .filter((file) => Number.isInteger(file.firstSeq))
    .sort((a, b) => a.firstSeq - b.firstSeq);
}

/**
 * Reads every record after `after` (0 for all). Files that end before it are left alone: years of audit trail must
 * not slow down every start. Damage before `after` is not reported: those lines were whole when they were reflected.
 * @param parseEntry validates a record's own part; throws when it is of no known kind or shape.
 */
export async function readJournal(
  files: Files,
  folder: string,
  after: number,
  parseEntry: (value: unknown) => JournalEntry,
): Promise<JournalContent> {
  const all = await listJournalFiles(files, folder);
  const holdsAfter = all.findLastIndex((file) => file.firstSeq <= after);
  const wanted = all.slice(Math.max(holdsAfter, 0));
  const records: JournalRecord[] = [];
  const damaged: JournalDamage[] = [];
  let end: JournalEnd = {
    file: journalFileName(after + 1),
    size: 0,
    wholeSize: 0,
    seq: Math.max(after, (wanted[0]?.firstSeq ?? 1) - 1),
    epoch: 0,
    hash: NO_HASH,
  };
  let lastSeen = 0;
  /** What the next line must name as the one before it; null where that is not known. */
  let expected = holdsAfter === -1 ? NO_HASH : null;

  for (const [index, { name: file }] of wanted.entries()) {
    const bytes = Buffer.from((await files.read(join(folder, file))) ?? []);
    const isNewest = index === wanted.length - 1;
    end = { ...end, file, size: bytes.length, wholeSize: bytes.length };
    for (const { text, line, start, isTorn } of linesOf(bytes)) {
      const report = (why: string, content: unknown): number =>
        damaged.push({ file, line, why, ...concerned(content) });
      const decoded = decodeLine(text);
      if (decoded === null) {
        if (isNewest && isTorn) end = { ...end, wholeSize: start };
        else report('It was changed or overwritten after it was written.', null);
        expected = null;
        continue;
      }
      const { seq, epoch, at, prev, hash, content } = decoded;
      if (expected !== null && prev !== expected) {
        report('Lines before it are missing, or it was written by a second window.', null);
      }
      expected = hash;
      lastSeen = Math.max(lastSeen, seq);
      end = { ...end, seq: Math.max(end.seq, seq), epoch: Math.max(end.epoch, epoch), hash };
      if (seq <= after) {
        damaged.length = 0;
        continue;
      }
      try {
        records.push({ ...parseEntry(content), seq, epoch, at });
      } catch {
        report('Its kind or shape is not known here: a newer release may have written it.', content);
      }
    }
  }
  if (damaged.length === 0 && lastSeen < after) {
    const why = `The journal ends at record ${lastSeen}, but the database has seen record ${after}.`;
    damaged.push({ file: end.file, line: 1, why, job: null, serial: null });
  }
  return { records, damaged, end };
}

interface Line {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Where it starts, in bytes. */
  readonly start: number;
  /** No line feed: its append never returned. */
  readonly isTorn: boolean;
}

/** A last line without a line feed counts: it is torn, and decoding it will say so. */
function* linesOf(bytes: Buffer): Generator<Line> {
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf('\n', start);
    // The line feed of a torn line never made it: with it cut off, even a line that looks whole fails to decode.
    const text = feed === -1 ? '' : bytes.toString('utf8', start, feed);
    const next = feed === -1 ? bytes.length : feed + 1;
    yield { text, line, start, isTorn: feed === -1 };
    start = next;
  }
}

/** Which job and device a line is about, from its content or from what is left of its text. */
function concerned(content: unknown): Pick<JournalDamage, 'job' | 'serial'> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    job: /"job":"([^"\\]+)"/.exec(text)?.[1] ?? null,
    serial: /"serial":"([^"\\]+)"/.exec(text)?.[1] ?? null,
  };
}
