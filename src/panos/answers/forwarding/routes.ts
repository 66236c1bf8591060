/** `show routing route`, and the shape that the routes of both engines get. docs/PANOS.md "Routes". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { AnswerShapeError, isEmpty } from '../../calls/elementReaders.ts';
import { longList } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface Route {
  /** The virtual router, or the logical router of the advanced engine. */
  readonly virtualRouter: string;
  readonly destination: string;
  /** An address, or the name of another virtual router; may be empty. */
  readonly nexthop: string;
  /** May be empty. */
  readonly interface: string;
  /**
   * Words with single blanks between. `A` comes first on an active route. Then the legacy engine's letters
   * (`S`, `B`, `C`, `Oi` ...), or the advanced engine's protocol (`static`, `bgp` ...).
   */
  readonly flags: string;
}

/** Whether traffic takes it: the table also lists what another route is preferred to, and what cannot be reached. */
export function isInUse({ flags }: Pick<Route, 'flags'>): boolean {
  return flags.startsWith('A');
}

export const legacyRoutesReader: AnswerReader<Route[]> = longList(
  'routes',
  'result/entry',
  readRouteEntry,
  (rest) => {
    const result = rest.at('result');
    if (result === undefined || isEmpty(result)) return;
    // A device without routes may still give the legend of the flags.
    if (result.at('flags') === undefined) throw new AnswerShapeError('no routes in it');
  },
);

/** @returns null for an entry without a destination. */
function readRouteEntry(entry: XmlElement): Route | null {
  const destination = entry.text('destination');
  if (destination === undefined) return null;
  return {
    virtualRouter: entry.text('virtual-router') ?? '',
    destination,
    nexthop: entry.text('nexthop') ?? '',
    interface: entry.text('interface') ?? '',
    flags: (entry.text('flags') ?? '').split(/\s+/).join(' '),
  };
}
