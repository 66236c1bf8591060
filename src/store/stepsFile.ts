/**
 * The packed steps of jobs that are over, one behind the other in a file that only grows. They are most of what a job
 * leaves and nobody changes them any more, so a save of the database need not write them again and again. The journal
 * holds them, too.
 */
import { join } from 'node:path';
import type { AppendHandle, Files } from './files.ts';

export interface StepsPlace {
  readonly start: number;
  readonly length: number;
}

/** As a window sees it that only looks on. */
export interface ReadableSteps {
  /** @throws the system's error; Error when the file ends before. */
  read(place: StepsPlace): Uint8Array;
}

export interface StepsFile extends ReadableSteps {
  /** Durable when it returns. @throws the system's error. */
  add(bytes: Uint8Array): StepsPlace;
  close(): void;
}

export function readableSteps(folder: string, files: Files): ReadableSteps {
  return {
    read({ start, length }) {
      const bytes = files.readPart(stepsPath(folder), start, length);
      if (bytes.length < length) throw new Error('ends before them.');
      return bytes;
    },
  };
}

/** For the owner of the folder. The file is opened, and made, when something is put into it. */
export function stepsFile(folder: string, files: Files): StepsFile {
  let handle: AppendHandle | null = null;
  return {
    ...readableSteps(folder, files),

    add(bytes) {
      handle ??= files.openAppend(stepsPath(folder));
      const start = handle.size();
      if (typeof start === 'string') {
        handle.close();
        handle = null;
        throw new Error(`${stepsPath(folder)} was removed.`);
      }
      handle.append(bytes);
      return { start, length: bytes.length };
    },

    close() {
      handle?.close();
      handle = null;
    },
  };
}

function stepsPath(folder: string): string {
  return join(folder, 'ended-steps.bin');
}
