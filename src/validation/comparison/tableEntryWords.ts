/** An entry of a snapshot's table in words: what it is, and what it is like. The same on pages, in tables, in files. */
import { isEntryUp } from '../../panos/answers/forwarding/fib.ts';
import { isInUse } from '../../panos/answers/forwarding/routes.ts';
import { quotable } from '../../panos/calls/envelope.ts';
import type { EntryOf, TableArea } from './areaTitles.ts';
import type { SnapshotInterface } from './snapshot.ts';

interface EntryWords<T> {
  /** Of the columns of a table: first those of the name, then those of the state. */
  readonly columns: readonly string[];
  /** Which thing it is. */
  readonly name: (entry: T) => readonly (string | null)[];
  /** What may be another in it, or in what takes its place. */
  readonly state: (entry: T) => readonly (string | null)[];
}

const words: { readonly [A in TableArea]: EntryWords<EntryOf<A>> } = {
  routes: {
    columns: ['Destination', 'Virtual router', 'Next hop', 'Interface', 'State'],
    name: ({ destination, virtualRouter }) => [destination, virtualRouter],
    state: (entry) => [entry.nexthop, entry.interface, isInUse(entry) ? null : 'not in use'],
  },
  fib: {
    columns: ['Destination', 'Virtual router', 'Next hop', 'Interface', 'State'],
    name: ({ destination, router }) => [destination, router],
    state: (entry) => [entry.nexthop, entry.interface, isEntryUp(entry) === false ? 'not in use' : null],
  },
  arp: {
    columns: ['Address', 'MAC address', 'Interface'],
    name: ({ ip }) => [ip],
    state: ({ mac, interface: port }) => [mac, port],
  },
  interfaces: {
    columns: ['Interface', 'Kind', 'State or zone', 'MTU or addresses'],
    name: ({ name, kind }) => [name, kind === 'hardware' ? 'port' : 'logical'],
    state: (entry) =>
      entry.kind === 'hardware'
        ? [entry.state, entry.mtu === null ? null : `MTU ${entry.mtu}`]
        : [entry.zone ?? 'no zone', addressesOf(entry)],
  },
  bgpPeers: {
    columns: ['Peer', 'Virtual router', 'State'],
    name: ({ name, virtualRouter }) => [name, virtualRouter],
    state: ({ state }) => [state],
  },
  tunnels: {
    columns: ['Tunnel', 'State'],
    name: ({ name }) => [name],
    state: ({ state }) => [state],
  },
  licences: {
    columns: ['Licence', 'State'],
    name: ({ feature }) => [feature],
    state: ({ expired }) => [expired === null ? 'expiry unknown' : expired ? 'expired' : 'valid'],
  },
  userId: {
    columns: ['Agent or service', 'Virtual system', 'State'],
    name: ({ kind, name, vsys }) => [kind === 'agent' ? name : 'User-ID service', vsys],
    state: ({ state }) => [state],
  },
};

/** Titles of an area's columns. */
export function entryColumns(area: TableArea): readonly string[] {
  return words[area].columns;
}

/** One text a column, in the order of the columns; of some entries the last ones are left out. Device words, made one line each. */
export function entryCells<A extends TableArea>(area: A, entry: EntryOf<A>): readonly string[] {
  const { name, state } = words[area];
  return [...name(entry), ...state(entry)].map(clean);
}

/** `10.1.0.0/16, default`. */
export function entryName<A extends TableArea>(area: A, entry: EntryOf<A>): string {
  return joined(words[area].name(entry));
}

/** `10.0.0.1, ethernet1/1`; `Established`. */
export function entryState<A extends TableArea>(area: A, entry: EntryOf<A>): string {
  return joined(words[area].state(entry));
}

function addressesOf({ ip, addresses }: Extract<SnapshotInterface, { kind: 'logical' }>): string {
  const all = addresses ?? (ip === null ? [] : [ip]);
  return all.length === 0 ? 'no address' : all.join(' ');
}

function joined(parts: readonly (string | null)[]): string {
  return parts
    .map(clean)
    .filter((part) => part !== '')
    .join(', ');
}

function clean(text: string | null): string {
  // Most are plain, and there may be hundreds of thousands.
  return text === null ? '' : /^[\w./:+-]*$/.test(text) ? text : quotable(text);
}
