/**
 * How much is kept of a text of a device, by the element or attribute it stands in: generous beside what real devices
 * say, nothing beside what a hostile one could. docs/ARCHITECTURE.md, "Texts from outside", has the table for people.
 */
import { oneLine, oneName, oneWord } from '../ports/outsideText.ts';

export interface TextLimit {
  /** In UTF-16 units. */
  readonly longest: number;
  /**
   * `word`: printable ASCII without blanks, for what is compared and computed with; `name`: letters, digits
   * and what joins them, for host names, which stand in the midst of our sentences.
   */
  readonly kind: 'word' | 'name' | 'line';
}

const SERIAL: TextLimit = { longest: 40, kind: 'word' };
const VERSION: TextLimit = { longest: 60, kind: 'word' };
const ADDRESS: TextLimit = { longest: 60, kind: 'word' };
const NAME: TextLimit = { longest: 253, kind: 'line' };

/** All others are lines of at most `LONGEST_LINE`. */
export const textLimits: ReadonlyMap<string, TextLimit> = new Map(
  Object.entries({
    serial: SERIAL,
    'serial-num': SERIAL,
    'sw-version': VERSION,
    'app-version': VERSION,
    'build-rel': VERSION,
    version: VERSION,
    model: { longest: 60, kind: 'word' },
    family: { longest: 60, kind: 'word' },
    platform: { longest: 60, kind: 'word' },
    sha256: { longest: 64, kind: 'word' },
    filename: { longest: 253, kind: 'word' },
    key: { longest: 8192, kind: 'word' },
    'ip-address': ADDRESS,
    'ipv6-address': ADDRESS,
    'mgmt-ip': ADDRESS,
    'mgmt-ipv6': ADDRESS,
    hostname: { longest: 253, kind: 'name' },
    name: NAME,
    user: NAME,
    admin: NAME,
    owner: NAME,
  } satisfies Record<string, TextLimit>),
);

export const LONGEST_LINE = 1000;
/** Of what a device says to a person: messages, details of its jobs. */
export const LONGEST_MESSAGE = 4000;
/** Of a text in several lines, and of what is kept of any element while a long answer is read. */
export const LONGEST_TEXT = 64 * 1024;

/** Read as JSON, strings of any length in pieces; each string in it is cleaned by its reader. */
export const UNLIMITED_ELEMENT = 'json';

const ANY_LINE: TextLimit = { longest: LONGEST_LINE, kind: 'line' };

/** @param name of the element or attribute it stands in; none where it is not known. */
export function cleanText(text: string, name?: string): string {
  const { longest, kind } = (name === undefined ? undefined : textLimits.get(name)) ?? ANY_LINE;
  return { word: oneWord, name: oneName, line: oneLine }[kind](text, longest);
}
