/**
 * Lists of which not one entry was understood. An empty list says that there is nothing, which checks take for healthy:
 * it is given only for an answer that is empty, never for one that holds something. docs/PANOS.md "Values".
 */
import { listOf, type AnswerReader } from '../calls/answerReader.ts';
import { AnswerShapeError, isEmpty } from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';

/**
 * Of the entries in these holders, those that are understood.
 * @param what the entries are, for the message.
 * @param read gives null for an entry that is left out.
 * @throws AnswerShapeError when the holders are not empty and nothing in them is understood.
 */
export function readEntries<T>(
  what: string,
  holders: readonly XmlElement[],
  read: (entry: XmlElement) => T | null,
): T[] {
  const known = holders.flatMap((holder) => holder.all('entry')).flatMap((entry) => read(entry) ?? []);
  if (known.length === 0 && !holders.every(isEmpty)) throw notUnderstood(what);
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
