/**
 * How long the event loop of the extension host is held up while a long answer is read, over TLS and the real client;
 * the device is another process. One run: one answer.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient, type DeviceClient } from '../../src/panos/client.ts';
import type { ReadCommand } from '../../src/panos/commands/command.ts';
import { showSystemInfo } from '../../src/panos/commands/device.ts';
import { showDevicesAll } from '../../src/panos/commands/panorama.ts';
import { showArp, showRoutes } from '../../src/panos/commands/traffic.ts';
import { createHttpsTransport } from '../../src/panos/httpsTransport.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { systemRng } from '../../src/ports/rng.ts';
import { LENGTHS } from './longAnswer.ts';
import { repeated, report, type Measure } from './measure.ts';
import { startBenchServer } from './startBenchServer.ts';

const RUNS = 3;
/** What the monitor itself adds to every reading. */
const RESOLUTION_MS = 1;

interface Reading {
  readonly blockMs: number;
  readonly totalMs: number;
  readonly peakMb: number;
}

async function read(
  client: DeviceClient,
  command: ReadCommand<readonly unknown[]>,
  length: number,
): Promise<Reading> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const memory = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 20);
  let last = process.threadCpuUsage(), wall = performance.now(), maxCpu = 0, maxWall = 0, on = true; const turn = () => { const n = process.threadCpuUsage(), w = performance.now(); maxCpu = Math.max(maxCpu, (n.user + n.system - last.user - last.system) / 1000); maxWall = Math.max(maxWall, w - wall); last = n; wall = w; if (on) setImmediate(turn); }; setImmediate(turn);
  const begin = performance.now();
  const entries = await client.read(command, { attempts: 1, timeoutMs: 120_000 });
  // The last turn is only seen by the monitor's next one.
  await systemClock.sleep(20);
  on = false; console.error(command.name, "cpu", maxCpu.toFixed(1), "wall", maxWall.toFixed(1));
  clearInterval(memory);
  const totalMs = performance.now() - begin;
  if (entries.length !== length)
    throw new Error(`${command.name}: ${entries.length} entries instead of ${length}`);
  return { blockMs: maxWall, totalMs, peakMb: (peak - before) / 1e6 };
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
  const readings = await repeated(RUNS, () => read(client, command, length));
  measures.push(
    { what: `${what}: longest block`, unit: 'ms', budget: 16, runs: readings.map(({ blockMs }) => blockMs) },
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
