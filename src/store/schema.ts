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
  // Of pins made before, or from a fingerprint alone, nothing more is known.
  `
  ALTER TABLE pins ADD COLUMN subject TEXT;
  ALTER TABLE pins ADD COLUMN valid_to TEXT;
  `,
  // Of ended jobs only: JSON, packed. Where it is NULL, the content holds the steps, too.
  `
  ALTER TABLE jobs ADD COLUMN steps BLOB;
  `,
  // Devices that share a link, as the user said.
  `
  CREATE TABLE sites (serial TEXT PRIMARY KEY, site TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
];
