/** `show config list changes`: what has been changed and not committed. docs/PANOS.md "Pending changes". */
import { knownText, listHolders } from '../calls/elementReaders.ts';
import { readEntries } from './entries.ts';
import type { XmlElement } from '../xml/xml.ts';

export interface ConfigChange {
  readonly administrator: string | null;
  readonly action: string | null;
  readonly xpath: string | null;
}

/** @throws AnswerShapeError when it is no list of changes. */
export function readConfigChanges(response: XmlElement): ConfigChange[] {
  return readEntries('changes', listHolders(response, 'journal'), (entry) => ({
    administrator: knownText(entry, 'owner'),
    action: knownText(entry, 'action'),
    xpath: knownText(entry, 'xpath'),
  }));
}
