/** `show routing summary` of the legacy engine: how many routes, without the table. docs/PANOS.md "Routes". */
import { AnswerShapeError, knownCount } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface RoutingSummary {
  /** Of all virtual routers; null when the device did not say. */
  readonly total: number | null;
  readonly active: number | null;
}

/** @throws AnswerShapeError when there are no totals in it. */
export function readRoutingSummary(response: XmlElement): RoutingSummary {
  const totals = response.allAt('result/entry').find((entry) => entry.at('All-Routes') !== undefined);
  if (totals === undefined) throw new AnswerShapeError('no totals in it');
  return { total: knownCount(totals, 'All-Routes/total'), active: knownCount(totals, 'All-Routes/active') };
}
