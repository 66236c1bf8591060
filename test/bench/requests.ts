/**
 * Requests to 230 devices over TLS, five to each one after the other and fifty devices at a time: our transport against
 * plain axios and node:https, all with kept connections. One run: 1,150 requests on new connections.
 */
import https from 'node:https';
import axios from 'axios';
import { createHttpsTransport } from '../../src/panos/transport/httpsTransport.ts';
import { repeated, report, type Measure } from './parts/measure.ts';
import { startBenchServer } from './parts/startBenchServer.ts';

const DEVICES = 230;
const REQUESTS = 5;
const AT_ONCE = 50;
const RUNS = 7;
const FORM = { type: 'op', cmd: '<show><system><info></info></system></show>' };

interface Way {
  readonly name: string;
  /** Gives one request, and the end of its connections. */
  begin(): { request(host: string): Promise<unknown>; end(): void };
}

interface Cost {
  readonly perSecond: number;
  readonly cpuMs: number;
}

const server = await startBenchServer(DEVICES);
const hosts = Array.from({ length: DEVICES }, (_, index) => `127.1.${index >> 8}.${(index & 255) + 1}`);

const ways: readonly Way[] = [
  {
    name: 'our transport',
    begin() {
      const transport = createHttpsTransport({ pinFor: () => server.fingerprint });
      return {
        async request(host) {
          const address = { host, port: server.port };
          const reply = await transport.call({
            address,
            device: host,
            operation: 'bench',
            form: FORM,
            key: 'bench',
            timeoutMs: 30_000,
          });
          const decoder = new TextDecoder();
          let text = '';
          for await (const piece of reply.body) text += decoder.decode(piece, { stream: true });
          return text;
        },
        end: () => transport.close(),
      };
    },
  },
  {
    name: 'plain axios',
    begin() {
      const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
      return {
        request: (host) =>
          axios.post(`https://${host}:${server.port}/api/`, new URLSearchParams(FORM).toString(), {
            httpsAgent: agent,
            responseType: 'text',
            headers: { 'X-PAN-KEY': 'bench' },
          }),
        end: () => agent.destroy(),
      };
    },
  },
  {
    name: 'node:https',
    begin() {
      const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
      return { request: (host) => nodeRequest(host, agent), end: () => agent.destroy() };
    },
  },
];

function nodeRequest(host: string, agent: https.Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-PAN-KEY': 'bench', 'Content-Type': 'application/x-www-form-urlencoded' };
    const request = https.request(
      { host, port: server.port, path: '/api/', method: 'POST', agent, headers },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (piece: string) => (text += piece));
        reply.on('end', () => resolve(text));
      },
    );
    request.on('error', reject);
    request.end(new URLSearchParams(FORM).toString());
  });
}

async function run(way: Way): Promise<Cost> {
  const begun = way.begin();
  const waiting = [...hosts];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    for (let host = waiting.pop(); host !== undefined; host = waiting.pop())
      for (let count = 0; count < REQUESTS; count += 1) await begun.request(host);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - begin) / 1000;
  const used = process.cpuUsage(cpu);
  begun.end();
  const requests = DEVICES * REQUESTS;
  return { perSecond: requests / seconds, cpuMs: (used.user + used.system) / 1000 / requests };
}

// In turn, so that a busy moment of the machine meets all of them.
const rounds = await repeated(RUNS, async () => {
  const round: Cost[] = [];
  for (const way of ways) round.push(await run(way));
  return round;
});
server.stop();
const costs = (index: number, of: (cost: Cost) => number): number[] =>
  rounds.map((round) => of(round[index] ?? { perSecond: Number.NaN, cpuMs: Number.NaN }));

report([
  ...ways.flatMap(({ name }, index): Measure[] => [
    {
      what: `${name}: requests`,
      unit: 'per s',
      runs: costs(index, ({ perSecond }) => perSecond),
      note: 'server on the same cores',
    },
    { what: `${name}: CPU per request`, unit: 'ms', runs: costs(index, ({ cpuMs }) => cpuMs) },
  ]),
  ...ways.slice(1).map(({ name }, index): Measure => {
    const ours = costs(0, ({ cpuMs }) => cpuMs);
    const theirs = costs(index + 1, ({ cpuMs }) => cpuMs);
    const runs = ours.map((mine, round) => mine / (theirs[round] ?? Number.NaN));
    return { what: `CPU per request, ours over ${name}`, unit: 'times', runs };
  }),
]);
