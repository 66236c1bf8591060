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
 * @throws AnswerShapeError for a text, and when a kind of sensor, or a slot of it, holds something that is no sensor.
 */
export function readEnvironmentals(response: XmlElement): Sensor[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  if (result.names().length === 0) throw new AnswerShapeError('no sensors in it');
  return result.names().flatMap((name) => {
    const kind = cleanText(name, 'name');
    const entries = result.all(name).flatMap((holder) => entriesOf(holder, kind));
    return entries.map((entry) => ({
      kind,
      description: knownText(entry, 'description') ?? kind,
      alarm: knownFlag(entry, 'alarm'),
    }));
  });
}

/** In `Slot1`, `Slot2` ..., whose names differ, or without slots around them. @throws AnswerShapeError for anything else. */
function entriesOf(holder: XmlElement, kind: string): readonly XmlElement[] {
  const slots = holder.names().flatMap((name) => (name === 'entry' ? [] : holder.all(name)));
  const isStrange = (slot: XmlElement): boolean => slot.all('entry').length === 0 && !isEmpty(slot);
  if ((slots.length === 0 && isStrange(holder)) || slots.some(isStrange))
    throw notUnderstood(`sensors of the kind ${kind}`);
  return [holder, ...slots].flatMap((slot) => slot.all('entry'));
}
