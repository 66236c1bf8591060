/**
 * Password and API key in everything that outlives a call: log lines of every level, the whole disk, errors down to
 * their hidden properties, jobs, inventory and the Job page. The devices are spiteful: they repeat the key and the
 * password wherever a text of theirs may stand. That no URL carries either is held in panos/trust.test.ts.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Engine } from '../../src/engine/engineContract.ts';
import { jobView } from '../../src/vscode/panels/job/jobView.ts';
import type { ApiRequest } from '../../src/panos/transport/transport.ts';
import { escapeXml } from '../../src/panos/xml/xml.ts';
import type { Log } from '../../src/ports/log.ts';
import { Rig } from '../support/rig.ts';
import { CREDENTIALS, pair, PAIR, STANDALONE, standalone } from '../support/sampleSpec.ts';

const SERIALS = [STANDALONE, ...PAIR, '000702000001', 'panorama'];
const KEYS = SERIALS.map((owner) =>
  Buffer.from(`simulated:${owner}:${CREDENTIALS.username}:${CREDENTIALS.password}`).toString('base64'),
);
const SECRETS = [CREDENTIALS.password, ...KEYS].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  escapeXml(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').slice(0, -4),
]);

/** What an engine left behind, wherever. */
class Traces {
  readonly #found: string[] = [];

  readonly log: Log = {
    debug: (message) => this.keep('log', message),
    info: (message) => this.keep('log', message),
    warn: (message) => this.keep('log', message),
    error: (message) => this.keep('log', message),
  };
  kept = 0;

  keep(where: string, text: string): void {
    this.kept += text.length;
    for (const secret of SECRETS) {
      const at = text.indexOf(secret);
      if (at !== -1) this.#found.push(`${where}: …${text.slice(Math.max(0, at - 80), at)}[here]`);
    }
  }

  error(error: unknown): void {
    this.keep('error', inspect(error, { depth: 12, showHidden: true, getters: true }));
    if (error instanceof Error)
      this.keep('stack', `${error.stack} ${String(error)} ${JSON.stringify(error)}`);
  }

  disk(rig: Rig): void {
    for (const path of rig.disk.paths()) {
      const bytes = Buffer.from(rig.disk.content(path) ?? []);
      const plain = bytes.subarray(0, 2).toString('hex') === '1f8b' ? gunzipSync(bytes) : bytes;
      this.keep(path, plain.toString('latin1'));
    }
  }

  engine(engine: Engine): void {
    for (const job of engine.jobs.all()) {
      this.keep('job', JSON.stringify(job));
      const moment = {
        live: engine.jobs.live(job.id),
        paused: engine.paused,
        now: 0,
        time: String,
        wait: null,
        waits: '',
        waiting: 0,
        suspended: [],
        contact: '',
      };
      this.keep('page', JSON.stringify(jobView(job, moment)));
    }
    this.keep('inventory', JSON.stringify([engine.inventory.devices(), engine.inventory.pairs()]));
  }

  nothingFound(): void {
    assert.ok(this.kept > 5_000, 'something was looked at');
    assert.deepEqual(this.#found, []);
  }
}

/** Repeats what it was sent in every text that is not needed to make sense of an answer. */
function spitefully(_operation: string, body: string, request: ApiRequest): string {
  const words = escapeXml(secretOf(request));
  return body
    .replaceAll(/<(line|description|user|msg)>([^<]*)<\//g, `<$1>$2 ${words}</`)
    .replaceAll(/<details\/>|<details><\/details>/g, `<details><line>${words}</line></details>`)
    .replaceAll(/<hostname>([^<]*)<\//g, `<hostname>$1 ${words}</`);
}

/** A device knows its own key, and the password only while somebody logs in. */
function secretOf(request: ApiRequest): string {
  return request.key ?? request.form['password'] ?? '';
}

describe('the secret canary', function () {
  this.timeout(60_000);

  it('is nowhere after a discovery and an upgrade', async () => {
    const traces = new Traces();
    const rig = new Rig({ firewalls: [standalone(), ...pair()], log: traces.log });
    rig.rewrite = spitefully;
    const engine = await rig.start();
    const job = await rig.submit(engine);
    assert.equal((await rig.finish(engine, job.id)).status, 'completed');
    traces.engine(engine);
    await rig.clock.drive(engine.close());
    traces.disk(rig);
    traces.nothingFound();
  });

  it('is nowhere after failures of every kind', async () => {
    const bodies: readonly Rig['rewrite'][] = [
      (_operation, body) => body.replace('status="success"', 'status="error"'),
      (_operation, _body, request) => `<html>${secretOf(request)}</html>`,
      (operation, body, request) => spitefully(operation, body, request).slice(0, body.length / 2),
      (_operation, _body, request) => refusal(secretOf(request)),
      (_operation, body, request) => (request.key === undefined ? body : refusal(secretOf(request))),
    ];
    const traces = new Traces();
    for (const rewrite of bodies) {
      const rig = new Rig({ firewalls: [standalone()], log: traces.log });
      const engine = await rig.start();
      const job = await rig.submit(engine);
      rig.rewrite = rewrite;
      await rig.discover(engine).catch((error: unknown) => traces.error(error));
      await rig.finish(engine, job.id);
      traces.engine(engine);
      await rig.clock.drive(engine.close());
      traces.disk(rig);
    }
    traces.nothingFound();
  });
});

function refusal(text: string): string {
  return `<response status="error"><msg><line>You sent ${escapeXml(text)}</line></msg></response>`;
}
