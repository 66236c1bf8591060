/** `show system environmentals`: temperatures, fans, power. docs/PANOS.md "Environment". */
import { AnswerShapeError, isEmpty, knownFlag, knownText } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface Sensor {
  /** `thermal`, `fan`, `power-supply` ...: the device's word. */
  readonly kind: string;
  readonly description: string;
  /** Null when the device does not say. */
  readonly alarm: boolean | null;
}

/** @returns every sensor on every slot; none on a virtual firewall, which has none. @throws AnswerShapeError for a text. */
export function readEnvironmentals(response: XmlElement): Sensor[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  if (result.names().length === 0) throw new AnswerShapeError('no sensors in it');
  return result.names().flatMap((kind) =>
    result
      .all(kind)
      .flatMap(children)
      .flatMap((slot) => slot.all('entry'))
      .map((entry) => ({
        kind: cleanText(kind, 'name'),
        description: knownText(entry, 'description') ?? cleanText(kind, 'name'),
        alarm: knownFlag(entry, 'alarm'),
      })),
  );
}

/** `Slot1`, `Slot2` ...: the names differ, what is in them does not. */
function children(element: XmlElement): readonly XmlElement[] {
  return element.names().flatMap((name) => element.all(name));
}
