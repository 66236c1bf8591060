/** A CSV file of 100,000 devices, as it is and damaged, and the inventory written as CSV files: how long the editor stands still. */
import { setImmediate } from 'node:timers/promises';
import { formatDeviceExport } from '../../src/exchange/deviceExport.ts';
import type { Device } from '../../src/inventory/device.ts';
import { readDeviceList } from '../../src/inventory/deviceList.ts';
import { blockMeasures } from './parts/blockMeasures.ts';
import { manyDevices } from './parts/manyRows.ts';
import { report, type Measure } from './parts/measure.ts';

const ROWS = 100_000;
const EXPORTED = 10_000;

const devices = manyDevices(ROWS);
const lines = devices.map(({ serial, hostname, address }) => `${serial},${hostname},${address},Zürich`);
const all = new Map(devices.map((device) => [device.serial, device]));
const half = new Map(devices.slice(0, ROWS / 2).map((device) => [device.serial, device]));

interface Case {
  readonly what: string;
  readonly text: string;
  readonly known: ReadonlyMap<string, Device>;
  /** How many of its rows name a device that can be used. */
  readonly usable: (count: number) => boolean;
}

const cases: readonly Case[] = [
  { what: 'clean', text: listOf(lines), known: all, usable: (count) => count === ROWS },
  { what: 'half unknown', text: listOf(lines), known: half, usable: (count) => count === ROWS / 2 },
  // What stands after the quote cannot be told apart from it.
  {
    what: 'quote open from its middle',
    text: listOf(lines.with(ROWS / 2, `"${lines[ROWS / 2]}`)),
    known: all,
    usable: (count) => count === ROWS / 2,
  },
  {
    what: 'quote open from its top',
    text: listOf(lines.with(0, `"${lines[0]}`)),
    known: all,
    usable: (count) => count === 0,
  },
];

function listOf(rows: readonly string[]): string {
  return ['serial,hostname,mgmt_ip,site', ...rows].join('\r\n');
}

async function read({ what, text, known, usable }: Case): Promise<void> {
  const { entries } = await readDeviceList(text, (serial) => known.get(serial), setImmediate);
  const count = entries.filter(({ outcome }) => outcome === 'ok').length;
  if (!usable(count)) throw new Error(`${what}: ${count} devices can be used.`);
}

const measures: Measure[] = [];
for (const one of cases)
  measures.push(...(await blockMeasures(`${ROWS.toLocaleString('en')} rows, ${one.what}`, () => read(one))));
// Not in the order of their names: the step has no divisor in common with their number.
const exported = Array.from(
  { length: EXPORTED },
  (_, index) => devices[(index * 7919) % EXPORTED] ?? [],
).flat();
measures.push(
  ...(await blockMeasures(`${EXPORTED.toLocaleString('en')} devices exported`, () =>
    formatDeviceExport(exported, [], () => null, setImmediate),
  )),
);
report(measures);
