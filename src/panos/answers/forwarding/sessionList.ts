/** `show session all`: every session, a heavy question to a busy device. docs/PANOS.md "Sessions". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { AnswerShapeError, isEmpty } from '../../calls/elementReaders.ts';
import { longList } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface Session {
  readonly source: string;
  /** After address translation. */
  readonly destination: string;
  readonly destinationPort: string;
}

/** @param isWanted says which are kept: there may be a million of them. */
export function sessionsReader(isWanted: (session: Session) => boolean): AnswerReader<Session[]> {
  return longList(
    'sessions',
    'result/entry',
    readSessionEntry,
    (rest) => {
      const result = rest.at('result');
      if (result !== undefined && !isEmpty(result)) throw new AnswerShapeError('no sessions in it');
    },
    isWanted,
    'left_out',
  );
}

/** @returns null for an entry without source or destination. */
export function readSessionEntry(entry: XmlElement): Session | null {
  const source = entry.text('source');
  const destination = entry.text('xdst') ?? entry.text('dst');
  if (source === undefined || destination === undefined) return null;
  return { source, destination, destinationPort: entry.text('dport') ?? '' };
}
