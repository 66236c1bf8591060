/** Job states in the database: an index over the journal, so that a start need not read years of it. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Job, JobRows } from '../jobs/job.ts';
import type { Database, SqlValue } from './database.ts';

export interface RebuildableJobRows extends JobRows {
  /** Forgets every job, so that they are read from the journal again. */
  clear(): void;
}

/** @param parseJob validates what is read back; throws when another release wrote it in a shape not known here. */
export function jobRows(database: Database, parseJob: (value: unknown) => Job): RebuildableJobRows {
  return {
    /** Oldest first. */
    all() {
      const rows = database.rows('SELECT content FROM jobs ORDER BY created_at, id');
      return rows.map(([content]) => parseJob(unpack(content ?? null)));
    },

    save(job, seq) {
      database.transaction(() => {
        database.run(
          `INSERT INTO jobs (id, status, created_at, content) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET status = excluded.status, content = excluded.content`,
          [job.id, job.status, job.createdAt, pack(job)],
        );
        database.run(
          `INSERT INTO meta (key, value) VALUES ('last_seq', ?)
           ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)`,
          [seq],
        );
      });
    },

    lastSeq: () => Number(database.rows(`SELECT value FROM meta WHERE key = 'last_seq'`)[0]?.[0] ?? 0),

    clear() {
      database.transaction(() => {
        database.run('DELETE FROM jobs');
        database.run(`DELETE FROM meta WHERE key = 'last_seq'`);
      });
    },
  };
}

/** A job that has ended is only read from now on: deflated, thousands of them stay small. */
function pack(job: Job): SqlValue {
  const json = JSON.stringify(job);
  return job.endedAt === null ? json : deflateSync(json);
}

function unpack(content: SqlValue): unknown {
  return JSON.parse(content instanceof Uint8Array ? inflateSync(content).toString('utf8') : String(content));
}
