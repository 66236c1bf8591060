/** `show config-locks` and `show commit-locks`: administrators who keep others from changing. docs/PANOS.md "Locks". */
import { isEmpty, knownText } from '../../calls/elementReaders.ts';
import { readEntries } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface ConfigurationLock {
  readonly administrator: string;
  /** The virtual system it covers, or `shared`. */
  readonly scope: string | null;
  readonly comment: string | null;
}

/**
 * @returns none when nobody holds one. An entry that names nobody is somebody's lock all the same.
 * @throws AnswerShapeError when there is something in it, and no lock that is understood.
 */
export function readLocks(response: XmlElement): ConfigurationLock[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  const isList = result.text() !== undefined || result.all('entry').length > 0;
  // `config-locks` or `commit-locks`, after the command.
  const holders = isList ? [result] : result.names().flatMap((name) => result.all(name));
  return readEntries('locks', holders, (entry) => ({
    administrator: entry.attribute('name') ?? entry.text('admin') ?? 'unknown',
    scope: knownText(entry, 'name'),
    comment: knownText(entry, 'comment'),
  }));
}
