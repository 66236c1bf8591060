import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { silentLog } from '../../../src/ports/log.ts';
import { UserError } from '../../../src/ports/userError.ts';
import { snapshotFiles } from '../../../src/store/snapshotFiles.ts';
import type { Snapshot, SnapshotFiles } from '../../../src/validation/comparison/snapshot.ts';
import { failEachOperation } from '../../support/failingOperations.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { optionsOn } from './storePieces.ts';
import { sn } from '../../support/serials.ts';

function sample(routes: number): Snapshot {
  return {
    serial: sn('001901000001'),
    at: 1,
    swVersion: '11.1.10',
    tcpSessions: null,
    routes: Array.from({ length: routes }, (_, index) => ({
      virtualRouter: 'default',
      destination: `10.${index >> 8}.${index & 255}.0/24`,
      nexthop: '10.0.0.1',
      interface: 'ethernet1/1',
      flags: 'A S',
    })),
    arp: [{ ip: '10.0.0.1', mac: '00:1b:17:00:01:01', interface: 'ethernet1/1' }],
    fib: Array.from({ length: routes }, (_, index) => ({
      router: 'default',
      destination: `10.${index >> 8}.${index & 255}.0/24`,
      nexthop: '10.0.0.1',
      interface: 'ethernet1/1',
      flags: 'ug',
    })),
    interfaces: [
      { kind: 'hardware', name: 'ethernet1/1', state: 'up', mtu: 9192 },
      { kind: 'logical', name: 'ethernet1/1', zone: null, ip: '10.0.0.9/24', addresses: ['10.0.0.9/24'] },
    ],
    bgpPeers: [],
    tunnels: null,
    licences: [{ feature: 'WildFire', expired: null }],
    userId: [{ kind: 'service', name: '', vsys: null, up: false, state: 'down' }],
    contentVersion: '8832-8912',
  };
}

/** As this release writes it; later ones must read it. */
const golden = [
  '{"serial":"001901000001","at":1,"swVersion":"11.1.10","tcpSessions":null,"routes":1,"arp":1,"fib":1,"interfaces":2,"bgpPeers":0,"tunnels":null,"licences":1,"userId":1,"contentVersion":"8832-8912"}',
  '{"virtualRouter":"default","destination":"10.0.0.0/24","nexthop":"10.0.0.1","interface":"ethernet1/1","flags":"A S"}',
  '{"ip":"10.0.0.1","mac":"00:1b:17:00:01:01","interface":"ethernet1/1"}',
  '{"router":"default","destination":"10.0.0.0/24","nexthop":"10.0.0.1","interface":"ethernet1/1","flags":"ug"}',
  '{"kind":"hardware","name":"ethernet1/1","state":"up","mtu":9192}',
  '{"kind":"logical","name":"ethernet1/1","zone":null,"ip":"10.0.0.9/24","addresses":["10.0.0.9/24"]}',
  '{"feature":"WildFire","expired":null}',
  '{"kind":"service","name":"","vsys":null,"up":false,"state":"down"}',
  '',
].join('\n');

/** As release 0.1.0 wrote it, which knew sessions, routes and ARP only. */
const golden010 = [
  '{"serial":"001901000001","at":1,"swVersion":"11.1.10","tcpSessions":null,"routes":1,"arp":1}',
  '{"virtualRouter":"default","destination":"10.0.0.0/24","nexthop":"10.0.0.1","interface":"ethernet1/1","flags":"A S"}',
  '{"ip":"10.0.0.1","mac":"00:1b:17:00:01:01","interface":"ethernet1/1"}',
  '',
].join('\n');

describe('snapshotFiles', () => {
  const path = '/s/job-k3x9~hop1.pre_snapshot.ndjson.gz';
  const ID = 'job-k3x9/hop1.pre_snapshot';
  let disk = memoryDisk();
  let warnings: string[];
  let pauses: number;

  beforeEach(() => {
    disk = memoryDisk();
    warnings = [];
    pauses = 0;
  });

  const over = (files = disk.attach()): SnapshotFiles =>
    snapshotFiles('/s', {
      ...optionsOn(files),
      log: { ...silentLog, warn: (text) => warnings.push(text) },
      clock: { now: () => 0, sleep: async () => void (pauses += 1) },
    });

  it('gives back what was saved, small or large, and replaces', async () => {
    for (const routes of [0, 3, 1_000, 1_001, 20_000]) {
      await over().save(ID, sample(routes));
      assert.deepEqual(await over().load(ID), sample(routes));
    }
    assert.deepEqual(disk.paths(), [path]);
    assert.ok((disk.content(path)?.length ?? 0) < 200_000);
    assert.deepEqual(warnings, []);
  });

  it('reads long tables with pauses, and short ones at once', async () => {
    await over().save(ID, sample(900));
    await over().load(ID);
    assert.equal(pauses, 0);
    await over().save(ID, sample(4_500));
    await over().load(ID);
    assert.equal(pauses, 8);
  });

  it('keeps to its format, which any gunzip and any reader of lines understands', async () => {
    await over().save(ID, sample(1));
    assert.equal(gunzipSync(disk.content(path) ?? new Uint8Array()).toString('utf8'), golden);
    disk.put(path, gzipSync(golden));
    assert.deepEqual(await over().load(ID), sample(1));
  });

  it('reads what an older release wrote: what that did not know is unknown', async () => {
    disk.put(path, gzipSync(golden010));
    const unknown = {
      fib: null,
      interfaces: null,
      bgpPeers: null,
      tunnels: null,
      licences: null,
      userId: null,
    };
    assert.deepEqual(await over().load(ID), { ...sample(1), ...unknown, contentVersion: null });
    assert.deepEqual(warnings, []);
  });

  it('knows neither MTU nor User-ID where an older release wrote neither', async () => {
    const older = golden
      .replace(',"mtu":9192', '')
      .replace(',"userId":1', '')
      .replace(/\{"kind":"service".*\n/, '');
    disk.put(path, gzipSync(older));
    const { interfaces, userId, licences } = (await over().load(ID)) ?? assert.fail(warnings.join());
    assert.deepEqual(interfaces?.[0], { kind: 'hardware', name: 'ethernet1/1', state: 'up', mtu: null });
    assert.deepEqual([userId, licences?.length], [null, 1]);
  });

  it('does not know all addresses of an interface where an older release wrote the first alone', async () => {
    disk.put(path, gzipSync(golden.replace(',"addresses":["10.0.0.9/24"]', '')));
    const logical = (await over().load(ID))?.interfaces?.at(-1);
    assert.deepEqual(logical, {
      kind: 'logical',
      name: 'ethernet1/1',
      zone: null,
      ip: '10.0.0.9/24',
      addresses: null,
    });
    assert.deepEqual(warnings, []);
  });

  it('gives null for one that is not there, and for one that cannot be read, with a word in the log', async () => {
    assert.equal(await over().load(ID), null);
    assert.equal(warnings.length, 0);
    const whole = gzipSync(golden);
    const spoilt = [
      Buffer.from('rubbish'),
      new Uint8Array(),
      new Uint8Array(whole.length),
      whole.subarray(0, -9),
      gzipSync(golden.slice(0, golden.indexOf('{"ip"'))),
      gzipSync(golden.slice(0, -1)),
      gzipSync(golden.replace('"destination"', '"target"')),
      gzipSync(golden.replace('"kind":"logical"', '"kind":"magical"')),
      gzipSync(golden.replace('"contentVersion":"8832-8912"', '"contentVersion":8832')),
      gzipSync(''),
    ];
    for (const [index, bytes] of spoilt.entries()) {
      disk.put(path, bytes);
      assert.equal(await over().load(ID), null, `${index}`);
      assert.equal(warnings.length, index + 1);
      assert.match(warnings.at(-1) ?? '', /^The snapshot job-k3x9\/hop1\.pre_snapshot cannot be read: /);
    }
  });

  it('says in words that help why one could not be saved, at whatever operation, and keeps the one before', async () => {
    const runs = await failEachOperation(async ({ hook, code, where, hasFailed }) => {
      disk = memoryDisk();
      await over().save(ID, sample(3));
      const refused = await over(disk.attach(hook))
        .save(ID, sample(4))
        .then(
          () => null,
          (error: unknown) => error,
        );
      assert.equal(refused instanceof UserError, hasFailed(), where());
      const words = new RegExp(`^The snapshot ${path} could not be saved: .+ \\(${code}\\)\\.$`);
      if (refused instanceof UserError) assert.match(refused.message, words, where());
      const kept = (await over().load(ID))?.routes?.length;
      assert.ok(kept === 4 || (hasFailed() && kept === 3), `${where()}: ${kept} routes`);
    });
    assert.ok(runs >= 30, `${runs} failures`);
  });

  it('takes no id that could leave the folder or be no file', async () => {
    const bad = [
      '',
      'job',
      '../job/x',
      'job/../x',
      'job/..',
      '/etc/passwd',
      'job\\x/y',
      'con.x/y',
      'a/b/c/d',
      'job/x\0',
      'job/é',
    ];
    for (const id of [...bad, `job/${'x'.repeat(99)}`]) {
      await assert.rejects(over().save(id, sample(0)), /cannot name/, id);
    }
  });
});
