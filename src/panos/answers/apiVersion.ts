/** `type=version`: the cheapest question there is. docs/PANOS.md "System info". */
import { AnswerShapeError, knownFlag, requiredSerial, requiredText } from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';
import type { Serial } from '../serial.ts';

export interface ApiVersion {
  readonly serial: Serial;
  readonly model: string;
  readonly swVersion: string;
  readonly multiVsys: boolean | null;
}

/** @throws AnswerShapeError when serial, model or version is missing. */
export function readApiVersion(response: XmlElement): ApiVersion {
  const result = response.at('result');
  if (result === undefined) throw new AnswerShapeError('no version in it');
  return {
    serial: requiredSerial(result, 'serial'),
    model: requiredText(result, 'model'),
    swVersion: requiredText(result, 'sw-version'),
    multiVsys: knownFlag(result, 'multi-vsys'),
  };
}
