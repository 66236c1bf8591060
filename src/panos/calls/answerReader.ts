/**
 * How an accepted answer becomes what a command gives. Long lists are handed over entry by entry, so that an answer
 * of many megabytes never stands in memory as a tree and never blocks the editor; readReply.ts drives it.
 */
import type { XmlElement } from '../xml/xml.ts';

export interface AnswerReader<T> {
  /**
   * Path below `<response>`, such as `result/devices/entry`, of the elements that are handed over one by one as they
   * arrive; null when the answer is never long.
   */
  readonly recordPath: string | null;
  begin(): Reading<T>;
}

/** One answer being read. */
export interface Reading<T> {
  /**
   * Takes the next element at `recordPath`, and its place: of each element on the path the position among its brothers of
   * the same name, so that what encloses it can be looked up in the rest. May be a generator: each of its yields is a place where the editor may
   * draw breath. An entry that cannot be understood is left out, never thrown.
   */
  record(element: XmlElement, place: readonly number[]): Iterable<void> | void;
  /**
   * @param rest the `<response>`; whether elements at `recordPath` are still in it depends on the answer's size.
   * @throws AnswerShapeError when what is needed is not there.
   */
  end(rest: XmlElement): T;
}

/** The reader of an answer that is never long. */
export function whole<T>(read: (response: XmlElement) => T): AnswerReader<T> {
  return { recordPath: null, begin: () => ({ record: () => undefined, end: read }) };
}

/**
 * The reader of a long list.
 * @param readRecord gives null for an element that is left out.
 * @param check throws AnswerShapeError when an answer without a single element there is no empty list.
 */
export function listOf<R>(
  recordPath: string,
  readRecord: (element: XmlElement) => R | null,
  check: (rest: XmlElement) => void,
): AnswerReader<R[]> {
  return {
    recordPath,
    begin() {
      const records: R[] = [];
      let met = false;
      return {
        record(element) {
          met = true;
          const record = readRecord(element);
          if (record !== null) records.push(record);
        },
        end(rest) {
          if (!met) check(rest);
          return records;
        },
      };
    },
  };
}

/** Reads an answer that is in memory as a whole. @throws AnswerShapeError as the reader does. */
export function readWhole<T>(reader: AnswerReader<T>, response: XmlElement): T {
  const reading = reader.begin();
  const visit = (element: XmlElement, names: readonly string[], place: readonly number[]): void => {
    const [name, ...deeper] = names;
    if (name === undefined) Array.from(reading.record(element, place) ?? []);
    else element.all(name).forEach((child, position) => visit(child, deeper, [...place, position]));
  };
  if (reader.recordPath !== null) visit(response, reader.recordPath.split('/'), []);
  return reading.end(response);
}
