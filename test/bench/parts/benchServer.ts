/**
 * The other side of the benches over TLS, in a process of its own so that its work is not measured: long answers, and a
 * small one for everything else. Started by startBenchServer.ts with the number of addresses; each 127.1.x.y is a device.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { longAnswer, LENGTHS, type LongAnswer } from './longAnswer.ts';

const SMALL =
  '<response status="success"><result><system><hostname>fw</hostname><serial>0079000001</serial><model>PA-440</model>' +
  `<sw-version>10.2.10</sw-version><uptime>1 days, 0:00:00</uptime>${'<field>some text of a field</field>'.repeat(60)}</system></result></response>`;
const KEY = '<response status="success"><result><key>bench</key></result></response>';
const COMMANDS: Readonly<Record<string, LongAnswer>> = {
  '<show><devices>': 'devices',
  '<show><routing>': 'legacyRoutes',
  '<show><advanced-routing>': 'advancedRoutes',
  '<show><arp>': 'arp',
};

const { cert, key } = JSON.parse(readFileSync(0, 'utf8')) as { cert: string; key: string };
const answers = new Map((Object.keys(LENGTHS) as LongAnswer[]).map((kind) => [kind, '']));

const server = createServer({ cert, key }, (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const form = new URLSearchParams(body);
    response.setHeader('Content-Type', 'application/xml');
    response.end(form.get('type') === 'keygen' ? KEY : answerTo(form.get('cmd') ?? ''));
  });
});

function answerTo(command: string): string {
  const kind = Object.entries(COMMANDS).find(([beginning]) => command.startsWith(beginning))?.[1];
  if (kind === undefined) return SMALL;
  if (answers.get(kind) === '') answers.set(kind, longAnswer(kind));
  return answers.get(kind) ?? '';
}

// 0.0.0.0 would take traffic from outside; every 127.x.y.z reaches a socket at 127.0.0.1 only if it listens there.
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const count = Number(process.argv[2] ?? 0);
  const extra = Array.from({ length: count }, (_, index) => `127.1.${index >> 8}.${(index & 255) + 1}`);
  let open = 0;
  const done = (): void => {
    open += 1;
    if (open > extra.length) console.log(`listening ${port}`);
  };
  for (const host of extra) {
    const twin = createServer({ cert, key }, (request, response) =>
      server.emit('request', request, response),
    );
    twin.listen(port, host, done);
  }
  done();
});
