/**
 * How long the event loop of the extension host is held up while a long answer is read, over TLS and the real client;
 * the device is another process. One run: one answer.
 */
import { createClient, type DeviceClient } from '../../src/panos/client/client.ts';
import type { ReadCommand } from '../../src/panos/calls/command.ts';
import { showSystemInfo } from '../../src/panos/commands/device.ts';
import { showDevicesAll } from '../../src/panos/commands/panorama.ts';
import { showArp, showRoutes } from '../../src/panos/commands/traffic.ts';
import { createHttpsTransport } from '../../src/panos/transport/httpsTransport.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { systemRng } from '../../src/ports/rng.ts';
import { LENGTHS } from './parts/longAnswer.ts';
import { type Blocking, costliestTurnMs, longestBlock } from './parts/longestBlock.ts';
import { repeated, report, type Measure } from './parts/measure.ts';
import { startBenchServer } from './parts/startBenchServer.ts';

const RUNS = 5;

interface Reading extends Blocking {
  readonly peakMb: number;
}

async function read(
  client: DeviceClient,
  command: ReadCommand<readonly unknown[]>,
  length: number,
): Promise<void> {
  const entries = await client.read(command, { attempts: 1, timeoutMs: 120_000 });
  if (entries.length !== length)
    throw new Error(`${command.name}: ${entries.length} entries instead of ${length}`);
}

async function measured(work: () => Promise<void>): Promise<Reading> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const memory = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 20);
  const blocking = await longestBlock(work);
  clearInterval(memory);
  return { ...blocking, peakMb: (peak - before) / 1e6 };
}

const server = await startBenchServer();
const transport = createHttpsTransport({ pinFor: () => server.fingerprint });
const client = createClient({
  transport,
  clock: systemClock,
  rng: systemRng,
  address: { host: '127.0.0.1', port: server.port },
  device: 'bench',
  credentials: async () => ({ kind: 'api_key', key: 'bench' }),
  limits: { timeoutMs: 120_000, softwareCheckTimeoutMs: 120_000, softwareInfoTimeoutMs: 120_000 },
});
await client.read(showSystemInfo);

const cases: readonly [string, ReadCommand<readonly unknown[]>, number][] = [
  ['show devices all, 5,000 devices', showDevicesAll, LENGTHS.devices],
  ['100,000 routes, legacy engine', showRoutes('legacy'), LENGTHS.legacyRoutes],
  ['100,000 routes, advanced engine', showRoutes('advanced'), LENGTHS.advancedRoutes],
  ['200,000 ARP entries', showArp, LENGTHS.arp],
];
const measures: Measure[] = [];
for (const [what, command, length] of cases) {
  const work = (): Promise<void> => read(client, command, length);
  const readings = await repeated(RUNS, () => measured(work));
  const turns = await repeated(RUNS, () => costliestTurnMs(work), 0);
  measures.push(
    { what: `${what}: longest block`, unit: 'ms', budget: 16, runs: readings.map(({ blockMs }) => blockMs) },
    { what: `${what}: costliest turn`, unit: 'ms', budget: 16, runs: turns, note: 'processor time' },
    { what: `${what}: in all`, unit: 'ms', runs: readings.map(({ totalMs }) => totalMs) },
    {
      what: `${what}: heap at most`,
      unit: 'MB',
      runs: readings.map(({ peakMb }) => peakMb),
      note: 'the entries themselves included',
    },
  );
}
transport.close();
server.stop();
report(measures);
