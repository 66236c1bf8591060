/** `show session all`: every session, a heavy question to a busy device. docs/PANOS.md "Sessions". */
import { listOf, type AnswerReader } from '../answerReader.ts';
import { AnswerShapeError, isEmpty } from './answerShape.ts';
import type { XmlElement } from '../xml.ts';

export interface Session {
  readonly source: string;
  /** After address translation. */
  readonly destination: string;
  readonly destinationPort: string;
}

export const sessionsReader: AnswerReader<Session[]> = listOf('result/entry', readSessionEntry, (rest) => {
  const result = rest.at('result');
  if (result !== undefined && !isEmpty(result)) throw new AnswerShapeError('no sessions in it');
});

/** @returns null for an entry without source or destination. */
export function readSessionEntry(entry: XmlElement): Session | null {
  const source = entry.text('source');
  const destination = entry.text('xdst') ?? entry.text('dst');
  if (source === undefined || destination === undefined) return null;
  return { source, destination, destinationPort: entry.text('dport') ?? '' };
}
