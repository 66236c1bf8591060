/**
 * Job states in the database: an index over the journal, so that a start need not read years of it.
 *
 * A job has some dozen records and a row of several kilobytes, so rows are written only when the database is saved;
 * the journal has what a crash takes with it. An ended job is a short head and its steps, packed, which are read when
 * somebody looks at them: thousands of them cost neither a start nor the disk much.
 */
import { brotliCompressSync, brotliDecompressSync, constants, inflateSync } from 'node:zlib';
import type { Job, JobRows } from '../jobs/job.ts';
import type { Log } from '../ports/log.ts';
import type { Database, SqlValue } from './database.ts';
import { reasonOf } from './errorWords.ts';

export interface StoredJobRows extends JobRows {
  /** Writes what `save` was given into the database; to be called before its image is taken. */
  readonly complete: () => void;
  /** Forgets every job, so that they are read from the journal again. */
  clear(): void;
}

/** @param parseJob validates what is read back; throws when another release wrote it in a shape not known here. */
export function jobRows(database: Database, parseJob: (value: unknown) => Job, log: Log): StoredJobRows {
  const unwritten = new Map<string, Job>();
  let unwrittenSeq = 0;
  /** Ended jobs as they were read, with what they were read from: the whole list is asked for more than once. */
  const ended = new Map<string, { readonly content: SqlValue; readonly job: Job }>();

  const complete = (): void => {
    if (unwritten.size === 0) return;
    database.transaction(() => {
      for (const job of unwritten.values()) {
        database.run(
          `INSERT INTO jobs (id, status, created_at, content, steps) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE
           SET status = excluded.status, content = excluded.content, steps = excluded.steps`,
          [job.id, job.status, job.createdAt, ...pack(job)],
        );
      }
      database.run(
        `INSERT INTO meta (key, value) VALUES ('last_seq', ?)
         ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)`,
        [unwrittenSeq],
      );
    });
    unwritten.clear();
  };

  const stepsOf = (id: string, head: Job): Job['steps'] => {
    try {
      const steps = database.rows('SELECT steps FROM jobs WHERE id = ?', [id])[0]?.[0] ?? null;
      return parseJob({ ...head, steps: unpack(steps) }).steps;
    } catch (error) {
      log.warn(`The steps of ${id} cannot be read: ${reasonOf(error)} The journal holds them.`);
      return [];
    }
  };

  const read = (id: string, content: SqlValue, hasSteps: boolean): Job => {
    if (!hasSteps) return parseJob(unpack(content));
    const known = ended.get(id);
    if (known !== undefined && known.content === content) return known.job;
    const head = parseJob({ ...(unpack(content) as object), steps: [] });
    const job = withStepsWhenAsked(head, () => stepsOf(id, head));
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

    save(job, seq) {
      ended.delete(job.id);
      unwritten.set(job.id, job);
      unwrittenSeq = Math.max(unwrittenSeq, seq);
      database.touch();
    },

    lastSeq: () =>
      Math.max(
        unwrittenSeq,
        Number(database.rows(`SELECT value FROM meta WHERE key = 'last_seq'`)[0]?.[0] ?? 0),
      ),

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

function withStepsWhenAsked(head: Job, load: () => Job['steps']): Job {
  let steps: Job['steps'] | undefined;
  return {
    ...head,
    get steps() {
      return (steps ??= load());
    },
  };
}

/** Content and steps, as their columns hold them. */
function pack(job: Job): [content: string, steps: Uint8Array | null] {
  if (job.endedAt === null) return [JSON.stringify(job), null];
  const { steps, hopAhead, hopsProved, ...rest } = job;
  // Of thousands of jobs most have nothing to say there.
  const head = {
    ...rest,
    ...(hopAhead === null ? {} : { hopAhead }),
    ...(hopsProved.length === 0 ? {} : { hopsProved }),
  };
  const packed = brotliCompressSync(JSON.stringify(steps), {
    // Costs what deflate costs, and saves a seventh of it.
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  });
  return [JSON.stringify(head), Buffer.concat([BROTLI, packed])];
}

/** Stands before what was packed by Brotli; what is deflated begins with 0x78. */
const BROTLI = Uint8Array.of(1);

/** 0.1.0 deflated the steps, and before there was a column for them an ended job as a whole. */
function unpack(content: SqlValue): unknown {
  if (!(content instanceof Uint8Array)) return JSON.parse(String(content));
  const bytes = content[0] === BROTLI[0] ? brotliDecompressSync(content.subarray(1)) : inflateSync(content);
  return JSON.parse(bytes.toString('utf8'));
}
