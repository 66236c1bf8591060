/** `type=version`: the cheapest question there is. docs/PANOS.md "System info". */
import { AnswerShapeError, knownFlag, requiredText } from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';

export interface ApiVersion {
  readonly serial: string;
  readonly model: string;
  readonly swVersion: string;
  readonly multiVsys: boolean | null;
}

/** @throws AnswerShapeError when serial, model or version is missing. */
export function readApiVersion(response: XmlElement): ApiVersion {
  const result = response.at('result');
  if (result === undefined) throw new AnswerShapeError('no version in it');
  return {
    serial: requiredText(result, 'serial'),
    model: requiredText(result, 'model'),
    swVersion: requiredText(result, 'sw-version'),
    multiVsys: knownFlag(result, 'multi-vsys'),
  };
}
