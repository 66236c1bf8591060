/** `show clock` and `show clock more`: the time on the management plane and on each dataplane. docs/PANOS.md "Clocks". */
import { AnswerShapeError } from './answerShape.ts';
import { parseDeviceClock } from './deviceClock.ts';
import type { XmlElement } from '../xml.ts';

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

// On a chassis `DP s3dp0:` stands on a line of its own before the time.
const DATAPLANE_TIME = /dataplane time:\s*(.+)$/im;
const PLANE = /^DP\s+(\S+?):/im;

/** @returns one entry a dataplane; none on devices that have no dataplane of their own, which answer nothing. */
export function readDataplaneClocks(response: XmlElement): PlaneClock[] {
  return response.allAt('result/member').flatMap((member) => {
    const text = member.text();
    if (text === undefined) return [];
    const time = DATAPLANE_TIME.exec(text)?.[1];
    return [{ plane: PLANE.exec(text)?.[1] ?? null, at: parseDeviceClock(time), text }];
  });
}
