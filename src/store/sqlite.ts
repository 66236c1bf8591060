/** SQLite itself (sql.js, WebAssembly): loaded when first needed, and how a file's bytes become a database. */
import type { Database as SqlDatabase, SqlJsStatic } from 'sql.js';
import { MIGRATIONS } from './schema.ts';

export type { SqlDatabase, SqlJsStatic };

let loading: Promise<SqlJsStatic> | undefined;

/**
 * The SQLite of this process, loaded once.
 * @param loadWasm gives the bytes of sql.js' `dist/sql-wasm.wasm`.
 */
export function loadSqlite(loadWasm: () => Promise<Uint8Array>): Promise<SqlJsStatic> {
  loading ??= initialise(loadWasm).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function initialise(loadWasm: () => Promise<Uint8Array>): Promise<SqlJsStatic> {
  const [{ initSqlJs }, wasm] = await Promise.all([import('./sqlJs.ts'), loadWasm()]);
  return initSqlJs({ wasmBinary: wasm.slice().buffer });
}

/**
 * Opens the image of a database file, or an empty database, and brings it to today's schema.
 * @throws Error with what is wrong with it, to follow "The database file ...". sql.js itself opens damaged images
 * and fails at some later query.
 */
export function openImage(
  sqlite: SqlJsStatic,
  image: Uint8Array | null,
  migrations = MIGRATIONS,
): SqlDatabase {
  if (image !== null) assertWhole(image);
  const database = new sqlite.Database(image);
  try {
    if (image === null) database.exec(`PRAGMA page_size = ${PAGE_SIZE}`);
    if (scalar(database, 'PRAGMA quick_check(1)') !== 'ok') throw new Error('failed its check');
    const version = Number(scalar(database, 'PRAGMA user_version'));
    if (version > migrations.length) throw new Error('was written by a newer release');
    migrate(database, migrations, version);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** An ended job takes a good kilobyte: on SQLite's usual pages of 4 KB a third of the file would be left empty. */
const PAGE_SIZE = 32_768;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** quick_check does not miss the end of a last page; the header says how long the file must be. */
function assertWhole(image: Uint8Array): void {
  const header = Buffer.from(image.subarray(0, HEADER_BYTES));
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new Error('is not a database');
  }
  // 1 stands for 65,536, which does not fit: https://www.sqlite.org/fileformat.html section 1.3.2
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (image.length !== pageSize * header.readUInt32BE(28)) throw new Error('is cut short');
}

function migrate(database: SqlDatabase, migrations: readonly string[], from: number): void {
  for (const [index, step] of migrations.entries()) {
    if (index < from) continue;
    database.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function scalar(database: SqlDatabase, sql: string): unknown {
  return database.exec(sql)[0]?.values[0]?.[0];
}
