/** Says something else for every trouble there is, and takes that back. */
import { rooms } from './allRooms.ts';

export const OTHER_WORDS = 'Something else altogether.';

/** @returns what `act` gives while all words are others. */
export async function withOtherWords<R>(act: () => R | Promise<R>): Promise<R> {
  const undo: (() => void)[] = [];
  for (const { words } of rooms) {
    for (const [code, own] of Object.entries(words)) {
      Object.defineProperty(words, code, { value: () => OTHER_WORDS });
      undo.push(() => Object.defineProperty(words, code, { value: own }));
    }
  }
  try {
    return await act();
  } finally {
    for (const takeBack of undo) takeBack();
  }
}
