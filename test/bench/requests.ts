/**
 * Requests to 230 devices over TLS, five to each one after the other and fifty devices at a time: our transport against
 * plain axios and node:https, all with kept connections. One run: 1,150 requests on new connections.
 */
import https from 'node:https';
import axios from 'axios';
import { createHttpsTransport } from '../../src/panos/httpsTransport.ts';
import { median, repeated, report, type Measure } from './measure.ts';
import { startBenchServer } from './startBenchServer.ts';

const DEVICES = 230;
const REQUESTS = 5;
const AT_ONCE = 50;
const FORM = { type: 'op', cmd: '<show><system><info></info></system></show>' };

interface Way {
  readonly name: string;
  /** Gives one request, and the end of its connections. */
  begin(): { request(host: string): Promise<unknown>; end(): void };
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

async function run(way: Way): Promise<{ perSecond: number; cpuMs: number }> {
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

const measures: Measure[] = [];
const cpu: number[] = [];
for (const way of ways) {
  const results = await repeated(5, () => run(way));
  cpu.push(median(results.map(({ cpuMs }) => cpuMs)));
  measures.push(
    {
      what: `${way.name}: requests`,
      unit: 'per s',
      runs: results.map(({ perSecond }) => perSecond),
      note: 'server on the same cores',
    },
    { what: `${way.name}: CPU per request`, unit: 'ms', runs: results.map(({ cpuMs }) => cpuMs) },
  );
}
const [ours = 0, ...others] = cpu;
for (const [index, other] of others.entries())
  measures.push({
    what: `CPU per request, ours over ${ways[index + 1]?.name ?? ''}`,
    unit: 'times',
    runs: [ours / other],
  });
server.stop();
report(measures);
