/** The list of images that firewalls and Panorama give, and the sentence that may stand in its place. docs/PANOS.md "Software". */
import { AnswerShapeError, isEmpty, listHolders } from '../calls/elementReaders.ts';
import { quotable } from '../calls/envelope.ts';
import { quoted } from '../../ports/outsideText.ts';
import type { XmlElement } from '../xml/xml.ts';
import { readEntries } from './entries.ts';

/** Said by devices that have no list yet, mostly as an error: then there is none. */
const NO_LIST = 'no update information available';
const LONGEST_QUOTE = 300;

/**
 * @param read gives null for an entry that is left out.
 * @throws AnswerShapeError when it is no list of images: with what the device says instead, where it says something.
 */
export function imageEntries<T>(response: XmlElement, read: (entry: XmlElement) => T | null): T[] {
  const updates = listHolders(response, 'sw-updates');
  const versions = updates.flatMap((list) => list.all('versions'));
  const sentence = updates.flatMap(
    (list) => list.text('msg') ?? list.text('msg/line') ?? list.text() ?? [],
  )[0];
  if (versions.every(isEmpty) && sentence !== undefined) {
    if (sentence.toLowerCase().startsWith(NO_LIST)) return [];
    throw new AnswerShapeError(
      `no images in it, but the words ${quoted(quotable(sentence), LONGEST_QUOTE + 1)}`,
    );
  }
  return readEntries('images', versions, read, 'left_out');
}
