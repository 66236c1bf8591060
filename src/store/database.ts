/** The open database as the repositories use it: prepared statements by their text, and news of every change. */
import { Emitter, type Listen } from '../ports/events.ts';
import type { SqlDatabase } from './sqlite.ts';

export type SqlValue = string | number | Uint8Array | null;

export interface Database {
  /** @param sql a constant of the program; values are always bound. */
  rows(sql: string, values?: readonly SqlValue[]): SqlValue[][];
  run(sql: string, values?: readonly SqlValue[]): void;
  /** All of `work` or, when it throws, nothing of it. */
  transaction(work: () => void): void;
  /** Something is going to be written before the next image: as `run`, news for whoever saves. */
  touch(): void;
}

export interface OpenDatabase extends Database {
  readonly written: Listen<void>;
  /** The file image. Never inside a transaction: sql.js would throw. */
  image(): Uint8Array;
  close(): void;
}

export function openDatabase(sql: SqlDatabase): OpenDatabase {
  const written = new Emitter<void>();
  const statements = new Map<string, ReturnType<SqlDatabase['prepare']>>();

  const prepared = (text: string): ReturnType<SqlDatabase['prepare']> => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = sql.prepare(text);
    statements.set(text, statement);
    return statement;
  };

  return {
    written: written.event,

    rows(text, values = []) {
      const statement = prepared(text);
      const rows: SqlValue[][] = [];
      try {
        statement.bind([...values]);
        while (statement.step()) rows.push(statement.get());
      } finally {
        statement.reset();
      }
      return rows;
    },

    run(text, values = []) {
      prepared(text).run([...values]);
      written.fire();
    },

    touch: () => written.fire(),

    transaction(work) {
      sql.run('BEGIN');
      try {
        work();
        sql.run('COMMIT');
      } catch (error) {
        sql.run('ROLLBACK');
        throw error;
      }
    },

    image: () => sql.export(),

    close() {
      statements.clear();
      sql.close();
    },
  };
}
