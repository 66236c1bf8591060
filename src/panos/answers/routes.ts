/** The routing table of either engine, in one shape. docs/PANOS.md "Routes". */
import { AnswerShapeError, isEmpty } from './answerShape.ts';
import type { XmlElement } from '../xml.ts';

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

export function readLegacyRoutes(response: XmlElement): Route[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  const entries = result.all('entry');
  // A device without routes may still give the legend of the flags.
  if (entries.length === 0 && result.at('flags') === undefined) throw new AnswerShapeError('no routes in it');
  return entries.map(readRouteEntry).filter((route) => route !== null);
}

/** @returns null for an entry without a destination. */
export function readRouteEntry(entry: XmlElement): Route | null {
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

export function readAdvancedRoutes(response: XmlElement): Route[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  const documents = result.all('json');
  if (documents.length === 0) throw new AnswerShapeError('no routes in it');
  return documents.flatMap((json) => readAdvancedRouteTable(json.text() ?? '{}'));
}

/**
 * @param json `{ "<logical router>": { "<prefix>": [ { protocol, selected, nexthops: [...] } ] } }`
 * @throws AnswerShapeError when it is not JSON; parts of another form are left out.
 */
export function readAdvancedRouteTable(json: string): Route[] {
  const routes: Route[] = [];
  for (const [virtualRouter, prefixes] of fields(parseJson(json))) {
    for (const [destination, paths] of fields(prefixes)) {
      for (const path of list(paths)) {
        const nexthops = list(get(path, 'nexthops'));
        // A path without next hops, such as a discard route, is a route all the same.
        for (const hop of nexthops.length > 0 ? nexthops : [undefined]) {
          routes.push({
            virtualRouter,
            destination,
            nexthop: word(get(hop, 'ip')),
            interface: word(get(hop, 'interfaceName')),
            flags: advancedFlags(path, hop),
          });
        }
      }
    }
  }
  return routes;
}

function advancedFlags(path: unknown, hop: unknown): string {
  const active = (get(hop, 'active') ?? get(path, 'selected')) === true;
  return [...(active ? ['A'] : []), word(get(path, 'protocol'))].filter((flag) => flag !== '').join(' ');
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new AnswerShapeError('the routes in it are no JSON');
  }
}

function fields(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function get(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
