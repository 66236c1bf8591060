/**
 * The real disk under virtual time: what is written is counted, and time stands still while a file is under way, as it
 * nearly does for a night of real upgrades.
 */
import type { Clock } from '../../../src/ports/clock.ts';
import { nodeFiles, type Files } from '../../../src/store/files.ts';

export interface RealDisk {
  readonly files: Files;
  /** Bytes written so far, journal and other files apart, and how often the database was saved. */
  readonly written: { journal: number; database: number; others: number; saves: number };
  /** Processor milliseconds of the costliest turn of the event loop since `beginTurns`. */
  costliestTurnMs(): number;
  /** What was done until now was the bench's own doing. */
  beginTurns(): void;
  /** What was done since the last turn was the bench's own doing. */
  skipTurn(): void;
  /** For VirtualClock: a turn of the event loop, and the end of all that the disk was asked for. */
  readonly settle: () => Promise<void>;
  /** For the engine: to let others have their turn takes no virtual time, or a file could wait for time that stands still. */
  pausing(clock: Clock): Clock;
}

export function realDisk(): RealDisk {
  const written = { journal: 0, database: 0, others: 0, saves: 0 };
  let underWay = 0;
  let wake = (): void => undefined;
  let costliest = 0;
  let last = process.threadCpuUsage();

  const begin = (): void => void (underWay += 1);
  const end = (): void => {
    underWay -= 1;
    if (underWay === 0) wake();
  };
  const during = <T>(work: Promise<T>): Promise<T> => {
    begin();
    return work.finally(end);
  };

  const oneTurn = async (): Promise<void> => {
    await new Promise(setImmediate);
    const now = process.threadCpuUsage();
    costliest = Math.max(costliest, now.user + now.system - last.user - last.system);
    last = now;
  };

  const count = (path: string, bytes: number): void => {
    const isDatabase = path.endsWith('state.db');
    written[isDatabase ? 'database' : 'others'] += bytes;
    if (isDatabase) written.saves += 1;
  };

  const files: Files = {
    ...nodeFiles,
    read: (path) => during(nodeFiles.read(path)),
    replace(path, bytes, keepAs) {
      count(path, bytes.length);
      return during(nodeFiles.replace(path, bytes, keepAs));
    },
    replaceInPieces(path, fill) {
      // What fills it may be a device's answer, which takes time.
      const counted: typeof fill = async (write) => {
        end();
        try {
          await fill((piece) => {
            written.others += piece.length;
            return during(write(piece));
          });
        } finally {
          begin();
        }
      };
      return during(nodeFiles.replaceInPieces(path, counted));
    },
    createFolder: (path) => during(nodeFiles.createFolder(path)),
    rename: (from, to) => during(nodeFiles.rename(from, to)),
    remove: (path) => during(nodeFiles.remove(path)),
    list: (folder) => during(nodeFiles.list(folder)),
    stamp: (path) => during(nodeFiles.stamp(path)),
    openAppend(path) {
      const handle = nodeFiles.openAppend(path);
      return {
        ...handle,
        append(bytes) {
          written[path.endsWith('.jsonl') ? 'journal' : 'others'] += bytes.length;
          handle.append(bytes);
        },
      };
    },
  };

  return {
    files,
    written,
    costliestTurnMs: () => costliest / 1000,
    beginTurns() {
      last = process.threadCpuUsage();
      costliest = 0;
    },
    skipTurn: () => void (last = process.threadCpuUsage()),
    pausing: (clock) => ({
      now: () => clock.now(),
      sleep: (ms, signal) => (ms === 0 ? during(new Promise(setImmediate)) : clock.sleep(ms, signal)),
    }),
    async settle() {
      await oneTurn();
      while (underWay > 0) {
        await new Promise<void>((resolve) => (wake = resolve));
        await oneTurn();
      }
    },
  };
}
