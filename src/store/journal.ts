/**
 * The append-only truth, as its owner writes it: one synced line a record. Whoever opens it writes an EPOCH, and
 * before and after each record the file must be exactly as this owner left it, and where it left it. So an owner that
 * was replaced while it slept or hung notices before its next effect, even where the lock (lock.ts) has failed; and so
 * does one whose storage folder was removed or renamed, of which the system says nothing to who has a file open.
 */
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import type { Journal, JournalEntry, JournalRecord } from '../workflow/journalRecord.ts';
import type { StorageLoss } from '../workflow/storageLoss.ts';
import { notWritten } from './errorWords.ts';
import type { AppendHandle, FileLost, Files } from './files.ts';
import { encodeLine } from './journalLine.ts';
import { journalFileName, listJournalFiles, readJournal, type JournalContent } from './journalReader.ts';
import { storeError } from './storeTroubles.ts';

/** A file this large is left as it is, and a new one is begun: a start reads those whole that the database has not seen. */
const ROTATE_BYTES = 2_000_000;

export interface JournalOptions {
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  /** Who opens it, for people: written into the EPOCH record. */
  readonly owner: string;
  /** Only records after this sequence number are wanted back. */
  readonly after: number;
  /** Throws when the value is no known entry. */
  readonly parseEntry: (value: unknown) => JournalEntry;
  /** Makes the StorageLostError of workflow/journalRecord.ts. */
  readonly storageLost: (loss: StorageLoss) => Error;
}

export interface OwnedJournal extends Journal {
  /** What was found when it was opened. */
  readonly found: JournalContent;
  /** @throws StorageLostError when this window no longer owns the journal. UserError when that cannot be seen. */
  readonly assertOwner: () => void;
  close(): void;
}

/**
 * Opens the journal for writing and takes it over with a new epoch. A torn last line, whose append never returned,
 * is cut off.
 * @throws StorageLostError when somebody else is writing to it right now.
 */
export async function openJournal(options: JournalOptions): Promise<OwnedJournal> {
  const { files, folder, clock } = options;
  const found = await readJournal(files, folder, options.after, options.parseEntry);
  const { end } = found;
  let { seq, hash } = end;
  const epoch = end.epoch + 1;
  let size = end.size;
  let handle: AppendHandle = files.openAppend(join(folder, end.file));

  const lost = (): Error => options.storageLost({ code: 'storage_lost', folder });

  const refused = (error: unknown): Error =>
    storeError(notWritten('journal', folder, error), { cause: error });

  const sizeNow = (): number | FileLost => {
    try {
      return handle.size();
    } catch (error) {
      throw refused(error);
    }
  };

  const assertOwner = (): void => {
    const found = sizeNow();
    if (found === 'removed') throw options.storageLost({ code: 'storage_removed', folder });
    if (found !== size) throw lost();
  };

  /** What was written to the full file by somebody else meanwhile is seen by whoever of the two looks last. */
  const rotate = (): void => {
    const full = handle;
    const fullSize = size;
    handle = files.openAppend(join(folder, journalFileName(seq + 1)));
    size = 0;
    try {
      if (full.size() !== fullSize) throw lost();
    } finally {
      full.close();
    }
  };

  const append = (entry: JournalEntry): JournalRecord => {
    if (size >= ROTATE_BYTES) rotateIfPossible();
    return write(entry);
  };

  const write = (entry: JournalEntry): JournalRecord => {
    assertOwner();
    const fields = { seq: seq + 1, epoch, at: clock.now(), prev: hash };
    const encoded = encodeLine(fields, entry);
    const bytes = Buffer.from(`${encoded.line}\n`);
    try {
      handle.append(bytes);
    } catch (error) {
      undoPartOf(handle, size);
      throw refused(error);
    }
    size += bytes.length;
    ({ seq } = fields);
    ({ hash } = encoded);
    // Somebody may have written between the check and the write; then both lines stand there, and neither may act.
    assertOwner();
    return { ...entry, seq, epoch, at: fields.at };
  };

  /** A disk that refuses a new file may still take a line, and if not, it is told then. */
  const rotateIfPossible = (): void => {
    assertOwner();
    const full = handle;
    try {
      rotate();
    } catch (error) {
      if (handle !== full) throw error;
    }
  };

  try {
    assertOwner();
    if (end.wholeSize < end.size) {
      handle.truncate(end.wholeSize);
      size = end.wholeSize;
    }
    write({ kind: 'EPOCH', data: { owner: options.owner } });
    const newest = (await listJournalFiles(files, folder)).at(-1)?.name;
    if (newest !== end.file) throw lost();
    // The EPOCH stands in the old file, where an owner that still holds it looks.
    if (size >= ROTATE_BYTES) rotate();
  } catch (error) {
    handle.close();
    throw error;
  }
  return { found, append, assertOwner, close: () => handle.close() };
}

/** Takes away what a failed append has left. Where that fails too, no later append finds the file as it should be. */
function undoPartOf(handle: AppendHandle, size: number): void {
  try {
    handle.truncate(size);
  } catch {
    // The caller throws the error that came first.
  }
}
