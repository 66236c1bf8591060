/** Where a device has User-ID mappings from, and whether it hands them on. docs/PANOS.md "User-ID". */
import { AnswerShapeError } from '../calls/elementReaders.ts';
import { cleanText } from '../textLimits.ts';
import type { XmlElement } from '../xml/xml.ts';

/** A User-ID agent, or another firewall that redistributes its mappings. */
export interface UserIdAgent {
  readonly name: string;
  /** `vsys1`; null where the device does not say. */
  readonly vsys: string | null;
  readonly connected: boolean;
  /** The device's word: `conn:idle`. */
  readonly state: string;
}

const AGENT = /^[ \t]*Agent:[ \t]*(.*?)(?:\(vsys:[ \t]*([^)]*)\))?(?:[ \t]+Host:.*)?$/gim;
const STATUS = /^[ \t]*Status[ \t]*:[ \t]*(.*)$/im;
/** Said in place of a list by devices that have none. */
const NONE = /\b(?:no|not|none|0)\b/i;

/**
 * Of `show user user-id-agent state all` and `show redistribution agent state all`: a block of lines for each.
 * @throws AnswerShapeError for a text that tells of something else, and for a block without a name or a status.
 */
export function readUserIdAgents(response: XmlElement): UserIdAgent[] {
  const text = response.lines('result') ?? '';
  const heads = [...text.matchAll(AGENT)];
  if (heads.length === 0 && text.trim() !== '' && (STATUS.test(text) || !NONE.test(text)))
    throw new AnswerShapeError('no agents in it');
  return heads.map(([head, name = '', vsys], index) => {
    const block = text.slice(heads[index]?.index, heads[index + 1]?.index);
    const state = STATUS.exec(block.slice(head.length))?.[1]?.trim() ?? '';
    if (name === '' || state === '') throw new AnswerShapeError('an agent without a name or a status in it');
    return {
      name: cleanText(name, 'name'),
      vsys: vsys === undefined ? null : cleanText(vsys, 'name'),
      connected: /^conn\b/i.test(state),
      state: cleanText(state),
    };
  });
}

/**
 * Of `show user user-id-service status` and `show redistribution service status`.
 * @returns whether others may fetch mappings from the device; null where it says nothing at all.
 * @throws AnswerShapeError for a text that does not say it.
 */
export function readUserIdService(response: XmlElement): 'up' | 'down' | null {
  const text = response.lines('result') ?? '';
  const word = /\b(?:user id|redistribution) service:\s*(up|down)\b/i.exec(text)?.[1]?.toLowerCase();
  if (word === undefined && text.trim() !== '') throw new AnswerShapeError('no state of the service in it');
  return word === 'up' || word === 'down' ? word : null;
}
