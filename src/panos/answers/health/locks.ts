/** `show config-locks` and `show commit-locks`: administrators who keep others from changing. docs/PANOS.md "Locks". */
import { isEmpty, knownText } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface ConfigurationLock {
  readonly administrator: string;
  /** The virtual system it covers, or `shared`. */
  readonly scope: string | null;
  readonly comment: string | null;
}

/** @returns none when nobody holds one. An entry that names nobody is somebody's lock all the same. */
export function readLocks(response: XmlElement): ConfigurationLock[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  // `config-locks` or `commit-locks`, after the command.
  return [result, ...result.names().flatMap((name) => result.all(name))]
    .flatMap((holder) => holder.all('entry'))
    .map((entry) => ({
      administrator: entry.attribute('name') ?? entry.text('admin') ?? 'unknown',
      scope: knownText(entry, 'name'),
      comment: knownText(entry, 'comment'),
    }));
}
