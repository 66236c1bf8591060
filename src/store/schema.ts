/** The tables, as steps from one version of the database to the next. A released step is never changed. */

/** Step n brings a database with `PRAGMA user_version` n to n + 1. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- JSON; deflated once the job has ended and only waits to be read
    content ANY NOT NULL
  ) STRICT;

  CREATE TABLE devices (serial TEXT PRIMARY KEY, hostname TEXT NOT NULL, content TEXT NOT NULL) STRICT;

  CREATE TABLE pins (address TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
];
