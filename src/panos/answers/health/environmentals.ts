/** `show system environmentals`: temperatures, fans, power. docs/PANOS.md "Environment". */
import { AnswerShapeError, isEmpty, knownFlag, knownText } from '../../calls/elementReaders.ts';
import { notUnderstood } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface Sensor {
  /** `thermal`, `fan`, `power-supply` ...: the device's word. */
  readonly kind: string;
  readonly description: string;
  /** Null when the device does not say. */
  readonly alarm: boolean | null;
}

/**
 * @returns every sensor on every slot; none on a virtual firewall, which has none.
 * @throws AnswerShapeError for a text, and when a kind of sensor is there of which not one is understood.
 */
export function readEnvironmentals(response: XmlElement): Sensor[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  if (result.names().length === 0) throw new AnswerShapeError('no sensors in it');
  return result.names().flatMap((name) => {
    const kind = cleanText(name, 'name');
    const holders = result.all(name);
    const entries = holders.flatMap(entriesOf);
    if (entries.length === 0 && !holders.every(isEmpty)) throw notUnderstood(`sensors of the kind ${kind}`);
    return entries.map((entry) => ({
      kind,
      description: knownText(entry, 'description') ?? kind,
      alarm: knownFlag(entry, 'alarm'),
    }));
  });
}

/** In `Slot1`, `Slot2` ..., whose names differ, or without slots around them. */
function entriesOf(kind: XmlElement): readonly XmlElement[] {
  const slots = kind.names().flatMap((name) => (name === 'entry' ? [] : kind.all(name)));
  return [kind, ...slots].flatMap((holder) => holder.all('entry'));
}
