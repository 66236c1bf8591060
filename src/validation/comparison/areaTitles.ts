/** The areas of a comparison, and their names for people. */
import type { Comparison } from './comparisonRules.ts';
import type { TableChange } from './compareTables.ts';

export type Area = Exclude<keyof Comparison, 'passed'>;

/** Those that have entries. */
export type TableArea = {
  [A in Area]: Comparison[A] extends TableChange<unknown> ? A : never;
}[Area];

/** What is an entry in the table of an area. */
export type EntryOf<A extends TableArea> = Comparison[A] extends TableChange<infer T> ? T : never;

/** In the order in which they are shown. */
export const areaTitles = {
  tcpSessions: 'TCP sessions',
  routes: 'Routes',
  fib: 'FIB',
  arp: 'ARP',
  interfaces: 'Interfaces',
  bgpPeers: 'BGP peers',
  tunnels: 'Tunnels',
  licences: 'Licences',
  userId: 'User-ID',
  content: 'Content',
} as const satisfies Readonly<Record<Area, string>>;

export const areas = Object.keys(areaTitles) as readonly Area[];

export const tableAreas: readonly TableArea[] = areas.filter((area) => isTableArea(area));

export function isTableArea(area: string): area is TableArea {
  return area in areaTitles && area !== 'tcpSessions' && area !== 'content';
}
