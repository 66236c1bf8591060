/**
 * What every reader of an answer shares: the error for "what is needed is not there", and the rules for
 * placeholders, yes/no words and lists that hold nothing. docs/PANOS.md "Wire format".
 */
import type { XmlElement } from '../xml/xml.ts';
import { readSerial, type Serial } from '../serial.ts';
import { cleanText } from '../textLimits.ts';

/**
 * A success whose content cannot be used; the message says what was looked for ("no serial in it"), and
 * repeats the device only where its sentence stands in place of what was asked, quoted. The client turns it into a DeviceError, because only the client knows which device it is.
 */
export class AnswerShapeError extends Error {
  override readonly name = 'AnswerShapeError';
}

const PLACEHOLDERS: ReadonlySet<string> = new Set(['unknown', 'n/a', 'none', '(null)']);

/** The text at `path`, or null when it is missing, blank or one of the words devices write for "nothing". */
export function knownText(element: XmlElement, path: string): string | null {
  const text = element.text(path);
  return text === undefined || PLACEHOLDERS.has(text.toLowerCase()) ? null : text;
}

/** @throws AnswerShapeError when there is no text at `path`; a placeholder is given as it is. */
export function requiredText(element: XmlElement, path: string): string {
  const text = element.text(path);
  if (text === undefined) throw new AnswerShapeError(`no ${path} in it`);
  return text;
}

/** Devices say yes/no, on/off or True/False for the same thing. Null for any other word. */
export function knownFlag(element: XmlElement, path: string): boolean | null {
  switch (element.text(path)?.toLowerCase()) {
    case 'yes':
    case 'on':
    case 'true':
      return true;
    case 'no':
    case 'off':
    case 'false':
      return false;
    default:
      return null;
  }
}

/** A whole number of 0 or more, or null. */
export function knownCount(element: XmlElement, path: string): number | null {
  const text = element.text(path);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** An address as devices write it, without the mask or prefix length. */
export function knownAddress(element: XmlElement, path: string): string | null {
  return knownText(element, path)?.replace(/\/\d+$/, '') ?? null;
}

/** @throws AnswerShapeError when there is none, or none that could be one. */
export function requiredSerial(element: XmlElement, path: string): Serial {
  const serial = readSerial(requiredText(element, path));
  if (serial === null) throw new AnswerShapeError(`no ${path} in it that could be one`);
  return serial;
}

/** Null where the device says nothing, or what can be no serial number. */
export function knownSerial(element: XmlElement, path: string): Serial | null {
  return readSerial(knownText(element, path) ?? '');
}

/** Of an entry of Panorama's, which names itself after its serial where it has no element for it. */
export function serialOf(entry: XmlElement): Serial | null {
  return readSerial(entry.text('serial') ?? cleanText(entry.attribute('name') ?? '', 'serial'));
}

/**
 * The elements that hold a list, e.g. `devices` below `<result>`. An answer without a result, or with an empty
 * one, is an empty list: that is how devices say "none".
 * @throws AnswerShapeError when the result holds something else: text, or other elements.
 */
export function listHolders(response: XmlElement, name: string): readonly XmlElement[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  const holders = result.all(name);
  if (holders.length === 0) throw new AnswerShapeError(`no list of ${name} in it`);
  return holders;
}

export function isEmpty(element: XmlElement): boolean {
  return element.names().length === 0 && element.text() === undefined;
}
