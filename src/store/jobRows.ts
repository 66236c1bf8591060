/**
 * Job states in the database: an index over the journal, so that a start need not read years of it.
 *
 * A job has some dozen records and a row of several kilobytes, so rows are written only when the database is saved;
 * the journal has what a crash takes with it. A job that is over is a short head here and its steps, packed, in a file
 * of their own (stepsFile.ts), which are read when somebody looks at them: thousands of them cost neither a start nor
 * the memory nor a save much.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Job, JobRows } from '../jobs/job.ts';
import type { Log } from '../ports/log.ts';
import type { Database, SqlValue } from './database.ts';
import { reasonOf } from './errorWords.ts';
import { packedSteps, placed, unpack } from './packedSteps.ts';
import type { ReadableSteps, StepsFile } from './stepsFile.ts';

export interface StoredJobRows extends JobRows {
  /** Writes most of what `save` was given into the database, and lets others have their turn between jobs. */
  prepare(): Promise<void>;
  /** Writes the rest of it; to be called right before the database's image is taken. */
  complete(): void;
  /** Forgets every job, so that they are read from the journal again. */
  clear(): void;
}

/** How many characters of rows are written without a turn for others: some milliseconds' worth. */
const LENGTH_AT_ONCE = 50_000;
/** So many rows may be written right before the image is taken. */
const FEW = 5;
/** Others may change jobs faster than they can be written: what is left then is written all the same. */
const ROUNDS = 20;

interface Unwritten {
  readonly job: Job;
  readonly onStored: ((stored: Job) => void) | undefined;
}

/** What the row of a job holds besides its columns of state. */
type Packed = readonly [content: string, steps: Uint8Array | null];

/**
 * @param parseJob validates what is read back; throws when another release wrote it in a shape not known here.
 * @param steps where those of jobs that are over are; without `add` for a window that only looks on.
 */
export function jobRows(
  database: Database,
  parseJob: (value: unknown) => Job,
  log: Log,
  steps: ReadableSteps & Partial<Pick<StepsFile, 'add'>>,
): StoredJobRows {
  const unwritten = new Map<string, Unwritten>();
  let unwrittenSeq = 0;
  /** Ended jobs as they were read, with what they were read from: the whole list is asked for more than once. */
  const ended = new Map<string, { readonly content: SqlValue; readonly job: Job }>();

  const pack = (job: Job): Packed => {
    if (job.endedAt === null) return [JSON.stringify(job), null];
    const bytes = packedSteps(job.steps);
    return [headOf(job), isOver(job) && steps.add !== undefined ? placed(steps.add(bytes)) : bytes];
  };

  /** In one transaction: each by itself would take several times as long. */
  const write = (some: readonly (readonly [Unwritten, Packed])[]): void => {
    database.transaction(() => {
      for (const [{ job }, [content, packed]] of some) {
        database.run(
          `INSERT INTO jobs (id, status, created_at, content, steps) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE
           SET status = excluded.status, content = excluded.content, steps = excluded.steps`,
          [job.id, job.status, job.createdAt, content, packed],
        );
      }
    });
    for (const [one] of some) {
      const { job, onStored } = one;
      if (unwritten.get(job.id) === one) unwritten.delete(job.id);
      if (isOver(job)) onStored?.(withStepsWhenAsked(job, stepsOf));
    }
  };

  const complete = (): void => {
    const rest = [...unwritten.values()];
    if (rest.length > 0) write(rest.map((one) => [one, pack(one.job)]));
    // What no row reflects yet is no earlier than this, also where only some rows were written before.
    if (unwrittenSeq === 0) return;
    database.run(
      `INSERT INTO meta (key, value) VALUES ('last_seq', ?)
       ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)`,
      [unwrittenSeq],
    );
    unwrittenSeq = 0;
  };

  /** Writes those that have not changed again meanwhile, some at a time. */
  const writeInPieces = async (all: readonly Unwritten[]): Promise<void> => {
    let piece: (readonly [Unwritten, Packed])[] = [];
    let length = 0;
    for (const [index, one] of all.entries()) {
      if (unwritten.get(one.job.id) === one) {
        const packed = pack(one.job);
        piece.push([one, packed]);
        // Packing the steps takes much longer than writing them.
        length += packed[1] === null ? packed[0].length : LENGTH_AT_ONCE;
      }
      if (length < LENGTH_AT_ONCE && index < all.length - 1) continue;
      if (piece.length > 0) write(piece);
      [piece, length] = [[], 0];
      await turn();
    }
  };

  const stepsOf = (head: Job): Job['steps'] => {
    try {
      const column = database.rows('SELECT steps FROM jobs WHERE id = ?', [head.id])[0]?.[0] ?? null;
      return parseJob({ ...head, steps: unpack(column, (place) => steps.read(place)) }).steps;
    } catch (error) {
      log.warn(`The steps of ${head.id} cannot be read: ${reasonOf(error)} The journal holds them.`);
      return [];
    }
  };

  const read = (id: string, content: SqlValue, hasSteps: boolean): Job => {
    if (!hasSteps) return parseJob(unpack(content, noPlace));
    const known = ended.get(id);
    if (known !== undefined && known.content === content) return known.job;
    const head = parseJob({ ...(unpack(content, noPlace) as object), steps: [] });
    const job = withStepsWhenAsked(head, stepsOf);
    ended.set(id, { content, job });
    return job;
  };

  return {
    /** Oldest first; those of one moment in the order in which they were submitted. */
    all() {
      complete();
      const rows = database.rows(
        'SELECT id, content, steps IS NOT NULL FROM jobs ORDER BY created_at, rowid',
      );
      return rows.map(([id, content, hasSteps]) => read(String(id), content ?? null, hasSteps === 1));
    },

    save(job, seq, onStored) {
      ended.delete(job.id);
      unwritten.set(job.id, { job, onStored });
      unwrittenSeq = Math.max(unwrittenSeq, seq);
      database.touch();
    },

    lastSeq: () =>
      Math.max(
        unwrittenSeq,
        Number(database.rows(`SELECT value FROM meta WHERE key = 'last_seq'`)[0]?.[0] ?? 0),
      ),

    async prepare() {
      for (let round = 0; round < ROUNDS && unwritten.size > FEW; round += 1) {
        await writeInPieces([...unwritten.values()]);
      }
    },

    complete,

    clear() {
      unwritten.clear();
      unwrittenSeq = 0;
      ended.clear();
      database.transaction(() => {
        database.run('DELETE FROM jobs');
        database.run(`DELETE FROM meta WHERE key = 'last_seq'`);
      });
    },
  };
}

/** Only steps are put into the file. */
function noPlace(): never {
  throw new Error('A row cannot be elsewhere.');
}

/** Nothing is done to its devices any more, and nobody has to say anything: its steps are only looked at. */
function isOver({ endedAt, status, suspended }: Job): boolean {
  return endedAt !== null && status !== 'needs_operator' && suspended.length === 0;
}

/** Kept for as long as somebody holds them, and not for ever. @param load is given the job without them. */
function withStepsWhenAsked(job: Job, load: (head: Job) => Job['steps']): Job {
  const head: Job = { ...job, steps: [] };
  let steps: WeakRef<Job['steps']> | undefined;
  return {
    ...head,
    get steps() {
      const known = steps?.deref();
      if (known !== undefined) return known;
      const loaded = load(head);
      steps = new WeakRef(loaded);
      return loaded;
    },
  };
}

function headOf({ steps: _steps, hopAhead, hopsProved, ...rest }: Job): string {
  return JSON.stringify({
    ...rest,
    // Of thousands of jobs most have nothing to say there.
    ...(hopAhead === null ? {} : { hopAhead }),
    ...(hopsProved.length === 0 ? {} : { hopsProved }),
  });
}
