/**
 * Lists of which an entry was not understood. What is missing from a list says that there is nothing of the kind, which
 * checks take for healthy and comparisons for lost: such a list is refused and never shortened. docs/PANOS.md "Values".
 */
import { listOf, type AnswerReader } from '../calls/answerReader.ts';
import { AnswerShapeError, isEmpty } from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';

/**
 * `left_out`: where a list is asked only for what is needed, so that what is missing from it is never healthy. Then it is
 * refused when nothing of it is understood.
 */
export type Strange = 'refused' | 'left_out';

/**
 * The entries in these holders.
 * @param what the entries are, for the message.
 * @param read gives null for an entry that is not understood.
 * @param strange what becomes of such an entry.
 * @throws AnswerShapeError for one that is refused, and when the holders are not empty and there is no entry in them.
 */
export function readEntries<T>(
  what: string,
  holders: readonly XmlElement[],
  read: (entry: XmlElement) => T | null,
  strange: Strange = 'refused',
): T[] {
  const entries = holders.flatMap((holder) => holder.all('entry'));
  const known = entries.flatMap((entry) => read(entry) ?? []);
  if (known.length === 0 && !holders.every(isEmpty)) throw notUnderstood(what);
  if (strange === 'refused' && known.length < entries.length) throw partlyUnderstood(what);
  return known;
}

/**
 * The same for a long list, whose entries come one by one.
 * @param check throws AnswerShapeError when an answer without a single entry there is no empty list.
 * @param isWanted says which of those that are understood are kept.
 */
export function longList<T>(
  what: string,
  recordPath: string,
  read: (entry: XmlElement) => T | null,
  check: (rest: XmlElement) => void,
  isWanted: (entry: T) => boolean = () => true,
  strange: Strange = 'refused',
): AnswerReader<T[]> {
  return {
    recordPath,
    begin() {
      let isStrange = false;
      let isUnderstood = false;
      const known = (element: XmlElement): T | null => {
        const entry = read(element);
        if (entry === null) isStrange = true;
        else isUnderstood = true;
        return entry !== null && isWanted(entry) ? entry : null;
      };
      const reading = listOf(recordPath, known, check).begin();
      return {
        record: (element, place) => reading.record(element, place),
        end(rest) {
          const entries = reading.end(rest);
          if (isStrange && !isUnderstood) throw notUnderstood(what);
          if (isStrange && strange === 'refused') throw partlyUnderstood(what);
          return entries;
        },
      };
    },
  };
}

/** What is thrown for an answer that speaks of something, and nobody knows what it says. */
export function notUnderstood(what: string): AnswerShapeError {
  return new AnswerShapeError(`it holds ${what}, and not one of them is understood`);
}

/** The same for one of which a part is understood. */
export function partlyUnderstood(what: string): AnswerShapeError {
  return new AnswerShapeError(`it holds ${what}, and not all of them are understood`);
}
