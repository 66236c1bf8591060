/** The logins that were not accepted, kept beside the journal: the next process must not begin to count anew. */
import { join } from 'node:path';
import type { Log } from '../ports/log.ts';
import { reasonOf } from './errorWords.ts';
import type { Files } from './files.ts';

export const LOGINS_FILE = 'logins.json';

export interface StoredLogins {
  /** What was saved last; null when there is nothing that can be read. */
  load(): Promise<unknown>;
  /** Durable when it resolves; what the disk refuses is said in the log, and the counts live on in this process. */
  save(value: unknown): Promise<void>;
}

/** @param assertOwner throws when the folder has another owner by now. */
export function loginMemory(folder: string, files: Files, log: Log, assertOwner: () => void): StoredLogins {
  const path = join(folder, LOGINS_FILE);
  return {
    async load() {
      try {
        const bytes = await files.read(path);
        return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown);
      } catch (error) {
        log.warn(`The logins of earlier windows are not known: ${reasonOf(error)}.`);
        return null;
      }
    },

    async save(value) {
      try {
        assertOwner();
        await files.replace(path, Buffer.from(JSON.stringify(value)));
      } catch (error) {
        log.warn(`The logins under way could not be written down: ${reasonOf(error)}.`);
      }
    },
  };
}
