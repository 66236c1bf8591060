import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, connect as connectPlainly, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer as createTlsServer } from 'node:tls';
import { endFleet, findLiveFleet, fleetFoldersFor } from '../../../src/simulator/liveFleet.ts';
import { createCertificate, type DeviceCertificate } from '../../../src/simulator/server/certificate.ts';
import { startControl } from '../../../src/simulator/server/control.ts';
import { readFleetFile, writeFleetFile } from '../../../src/simulator/spec/fleetFile.ts';
import { makePrivateFolder } from '../../../src/simulator/spec/privatePlace.ts';
import { sampleFleetFile } from './sampleFleetFile.ts';

const HOST = '127.0.0.1';
const SECRET = '5e'.repeat(32);
const { name, startedAt } = sampleFleetFile();

describe('a simulated fleet that runs', () => {
  let folder: string;
  let certificate: DeviceCertificate;
  let port: number;
  /** What became of the fleet, in its order. */
  let events: string[];
  /** Of this test alone. */
  let servers: Server[];

  before(async () => {
    certificate = await createCertificate('fleet', HOST);
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panos-fleet-'));
    events = [];
    servers = [];
    const control = await startControl({
      host: HOST,
      certificate,
      secret: SECRET,
      who: { name, startedAt, pid: 4711 },
      leave: () => events.push('leaves'),
      exit: () => events.push('exits'),
    });
    servers.push(control);
    port = (control.address() as AddressInfo).port;
    writeFor({});
  });

  afterEach(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  /** Writes down the fleet that runs, but for what is changed. */
  function writeFor({
    at = port,
    secret = SECRET,
    moment = startedAt,
  }: {
    at?: number;
    secret?: string;
    moment?: string;
  }): void {
    const control = { address: `${HOST}:${at}`, fingerprint: certificate.fingerprint, secret };
    writeFleetFile(folder, sampleFleetFile({ startedAt: moment, control }));
  }

  it('is found by its file, and says which process it is', async () => {
    const live = await findLiveFleet(folder);
    assert.deepEqual(live, { ...readFleetFile(folder), pid: 4711 });
    assert.deepEqual(events, []);
  });

  it('ends when it is told to, and is gone before the answer is there', async () => {
    assert.equal(await endFleet(folder), true);
    assert.equal(events[0], 'leaves');
  });

  it('is neither found nor ended with another secret', async () => {
    writeFor({ secret: 'ab'.repeat(32) });
    assert.equal(await findLiveFleet(folder), null);
    assert.equal(await endFleet(folder), false);
    assert.deepEqual(events, []);
  });

  it('is not another one than its file says', async () => {
    writeFor({ moment: '2026-11-20T11:00:00.000Z' });
    assert.equal(await findLiveFleet(folder), null);
  });

  it('is none when its process is gone', async () => {
    servers[0]?.close();
    assert.equal(await findLiveFleet(folder), null);
    assert.equal(await endFleet(folder), false);
  });

  it('is none when another program has its port, and that one is not told the secret', async () => {
    const heard: string[] = [];
    const other = await createCertificate('fleet', HOST);
    const impostor = createTlsServer({ key: other.key, cert: other.cert }, (socket) => {
      socket.on('error', () => undefined);
      socket.setEncoding('utf8').on('data', (text: string) => heard.push(text));
      socket.write(`${JSON.stringify({ name, startedAt, pid: 4711 })}\n`);
    });
    writeFor({ at: await listen(impostor) });
    assert.equal(await findLiveFleet(folder), null);
    assert.equal(await endFleet(folder), false);
    assert.deepEqual(heard, []);
  });

  it('is none when what has its port speaks no TLS, and that one is not told the secret', async () => {
    const heard: Buffer[] = [];
    const impostor = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        heard.push(bytes);
        socket.end(`${JSON.stringify({ name, startedAt, pid: 4711 })}\n`);
      });
    });
    writeFor({ at: await listen(impostor) });
    assert.equal(await findLiveFleet(folder), null);
    assert.ok(heard.length > 0);
    assert.ok(!Buffer.concat(heard).includes(SECRET));
  });

  it('breaks off with those who say something else, or without an end', async () => {
    for (const words of [`${SECRET} restart\n`, `${SECRET}\n`, ' end\n', '\n', 'x'.repeat(10_000)]) {
      const socket = connect({ host: HOST, port, rejectUnauthorized: false });
      socket.on('error', () => undefined);
      let answer = '';
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
      socket.write(words);
      await once(socket, 'close');
      assert.equal(answer, '');
    }
    const plain = connectPlainly({ host: HOST, port });
    plain.on('error', () => undefined);
    plain.write(`${SECRET} end\n`);
    await once(plain, 'close');
    assert.deepEqual(events, []);
    assert.notEqual(await findLiveFleet(folder), null);
  });

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
    return (server.address() as AddressInfo).port;
  }
});

describe('the fleets that were started for a workspace', () => {
  let parent: string;
  beforeEach(() => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'panos-fleets-')));
    mkdirSync(join(parent, 'workspace'));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  function started(fleet: string, workspace: string | null, moment = startedAt): string {
    const folder = join(parent, 'fleets', fleet);
    makePrivateFolder(folder);
    writeFleetFile(folder, sampleFleetFile({ workspace, startedAt: moment }));
    return folder;
  }

  it('are those that name it, the newest first', async () => {
    const workspace = join(parent, 'workspace');
    const older = started('a', workspace);
    const newer = started('b', workspace, '2026-11-21T10:00:00.000Z');
    started('c', join(parent, 'another'));
    started('d', null);
    symlinkSync(workspace, join(parent, 'link'));
    const fleets = join(parent, 'fleets');
    assert.deepEqual(await fleetFoldersFor(workspace, fleets), [newer, older]);
    assert.deepEqual(await fleetFoldersFor(join(parent, 'link'), fleets), [newer, older]);
  });

  it('are none where no fleet was ever started, and for a folder that is gone', async () => {
    assert.deepEqual(await fleetFoldersFor(join(parent, 'workspace'), join(parent, 'fleets')), []);
    started('a', null);
    assert.deepEqual(await fleetFoldersFor(join(parent, 'gone'), join(parent, 'fleets')), []);
  });
});
