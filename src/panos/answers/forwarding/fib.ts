/** The forwarding table of either routing engine. docs/PANOS.md "FIB". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { AnswerShapeError, isEmpty, knownCount } from '../../calls/elementReaders.ts';
import { notUnderstood, partlyUnderstood } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface FibEntry {
  /** Virtual or logical router; empty when the device does not say. */
  readonly router: string;
  readonly destination: string;
  readonly nexthop: string;
  readonly interface: string;
  /** Letters such as `ug`, among them `u` where the entry is up; null where the device tells none. */
  readonly flags: string | null;
}

/** Whether traffic takes it; null where the device does not tell. */
export function isEntryUp({ flags }: Pick<FibEntry, 'flags'>): boolean | null {
  return flags === null ? null : flags.includes('u');
}

type Inner = Omit<FibEntry, 'router'>;

/** The router stands in the entry around the list, before or after it: it is looked up when all has been read. */
export const fibReader: AnswerReader<FibEntry[]> = {
  recordPath: 'result/fibs/entry/entries/entry',
  begin() {
    let met = 0;
    const entries: { readonly table: number; readonly inner: Inner }[] = [];
    return {
      record(element, [, , table = 0]) {
        met += 1;
        const inner = readFibEntry(element);
        if (inner !== null) entries.push({ table, inner });
      },
      end(rest) {
        const result = rest.at('result');
        if (result !== undefined && !isEmpty(result) && result.at('fibs') === undefined)
          throw new AnswerShapeError('no forwarding tables in it');
        const tables = rest.allAt('result/fibs/entry');
        const isTold = tables.some((table) => (knownCount(table, 'nentries') ?? 0) > 0);
        if (entries.length === 0 && (met > 0 || isTold)) throw notUnderstood('forwarding entries');
        if (entries.length < met) throw partlyUnderstood('forwarding entries');
        const routers = tables.map((table) => table.text('vr') ?? '');
        return entries.map(({ table, inner }) => ({ router: routers[table] ?? '', ...inner }));
      },
    };
  },
};

/** @returns null for an entry without a destination. */
export function readFibEntry(entry: XmlElement): Inner | null {
  const destination = entry.text('dst');
  if (destination === undefined) return null;
  return {
    destination,
    nexthop: entry.text('nexthop') ?? '',
    interface: entry.text('interface') ?? '',
    flags: entry.text('flags') ?? null,
  };
}
