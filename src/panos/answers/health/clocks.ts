/** `show clock` and `show clock more`: the time on the management plane and on each dataplane. docs/PANOS.md "Clocks". */
import { AnswerShapeError, isEmpty } from '../../calls/elementReaders.ts';
import { parseDeviceClock } from '../deviceClock.ts';
import { notUnderstood } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface PlaneClock {
  /** `s3dp0` on a chassis; null where there is one dataplane. */
  readonly plane: string | null;
  /** In the sense of SystemInfo.deviceClock; null when the text was not understood. */
  readonly at: number | null;
  readonly text: string;
}

/** @throws AnswerShapeError when there is no text in it. */
export function readManagementClock(response: XmlElement): PlaneClock {
  const text = response.text('result');
  if (text === undefined) throw new AnswerShapeError('no time in it');
  return { plane: null, at: parseDeviceClock(text), text };
}

// On a chassis `DP s3dp0:` stands on a line of its own before the time; lines may be indented, or blank between them.
const DATAPLANE_TIME = /^[ \t]{0,80}(?:DP[ \t]{1,8}(\S{1,40}):\s{0,160})?dataplane time:[ \t]*(.+)$/gim;

/**
 * Each dataplane has a `member` of its own in what was captured; several in one text are read as well.
 * @returns none on devices that have no dataplane of their own, which answer nothing. A text without a time is one
 *   dataplane whose time is not known.
 * @throws AnswerShapeError when there is something in it, and no text.
 */
export function readDataplaneClocks(response: XmlElement): PlaneClock[] {
  const members = response.allAt('result/member');
  const clocks = (members.length > 0 ? members : response.allAt('result')).flatMap(readPlanes);
  if (clocks.length === 0 && !response.allAt('result').every(isEmpty)) throw notUnderstood('dataplanes');
  return clocks;
}

function readPlanes(member: XmlElement): PlaneClock[] {
  const text = member.lines();
  if (text === undefined) return [];
  const clocks = [...text.matchAll(DATAPLANE_TIME)].map(([line, plane, time]) => ({
    plane: plane ?? null,
    at: parseDeviceClock(time),
    text: cleanText(line.trim()),
  }));
  return clocks.length > 0 ? clocks : [{ plane: null, at: null, text: cleanText(text) }];
}
