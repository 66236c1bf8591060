/**
 * The whole way for real: engine, files, lock, axios, TLS and pins on one side, the demo fleet's HTTPS listeners
 * on the other. Time is scaled, so a night takes seconds.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../../src/engine/engine.ts';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../../src/jobs/job.ts';
import { createHttpsTransport } from '../../../src/panos/transport/httpsTransport.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { systemRng } from '../../../src/ports/rng.ts';
import { startHttpsFleet, type HttpsFleet } from '../../../src/simulator/httpsFleet.ts';
import { scaledClock } from '../../../src/simulator/time/scaledClock.ts';
import { demoFleetSpec, demoUpgradePaths } from '../../support/demoFleet.ts';
import { defaultSettings } from '../../support/engineSettings.ts';

const SPEED = 600;
const spec = demoFleetSpec();

describe('engine over TLS with the demo fleet', function () {
  this.timeout(120_000);
  let folder: string;
  let https: HttpsFleet;
  let engine: Engine;

  const open = async (): Promise<Engine> => {
    const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
    const opened = await startEngine({
      folder,
      settings: {
        ...defaultSettings,
        panorama: { ...defaultSettings.panorama, host: https.endpoints[0]?.address ?? '' },
      },
      clock: scaledClock(https.time),
      rng: systemRng,
      log: silentLog,
      owner: 'engine test',
      transport: (pinFor) => createHttpsTransport({ pinFor }),
      credentials: async () => ({ kind: 'password', ...spec.credentials }),
      versionHashes: async () => null,
      upgradePaths: async () => demoUpgradePaths(),
      loadWasm: () => readFile(wasm),
    });
    return opened;
  };

  const discover = () =>
    engine.discover({ signal: new AbortController().signal, onProgress: () => undefined });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-engine-'));
    https = await startHttpsFleet(spec, { speed: SPEED });
    engine = await open();
  });

  after(async () => {
    await engine.close();
    https.close();
    await rm(folder, { recursive: true });
  });

  it('sends nothing to a Panorama whose certificate nobody trusts', async () => {
    await assert.rejects(discover(), { kind: 'untrusted_certificate', delivery: 'not_sent' });
  });

  it('discovers 24 firewalls and 4 pairs once the certificates are trusted', async () => {
    for (const { address, fingerprint } of https.endpoints) engine.trust({ address, fingerprint });
    const { summary, problems } = await discover();
    assert.equal(summary.total, 24);
    assert.equal(summary.pairs, 4);
    assert.equal(summary.disconnected, 1);
    assert.deepEqual(problems, []);
    assert.equal(engine.inventory.pairs().length, 4);
  });

  it('knows the trusted certificates and the inventory again after it was closed', async () => {
    await engine.close();
    engine = await open();
    assert.equal(engine.role, 'owner');
    assert.equal(engine.inventory.devices().length, 24);
    assert.equal((await discover()).summary.new, 0);
  });

  it('shows a second engine on the same folder the same things, and lets it do nothing', async () => {
    const viewer = await open();
    assert.equal(viewer.role, 'viewer');
    assert.equal(viewer.inventory.devices().length, 24);
    assert.throws(() => viewer.submitUpgrade({ serial: '1', dryRun: false, by: 'test' }), /engine test/);
    await viewer.close();
  });

  it('upgrades a firewall through two hops, closed and opened again in the middle of a reboot', async () => {
    const serial = spec.firewalls.find((firewall) => firewall.version === '10.1.14')?.serial ?? '';
    const submission = engine.submitUpgrade({ serial, dryRun: false, by: 'test' });
    assert.ok(submission.ok);
    await happened(https, serial, 'went_down');
    await engine.close();
    engine = await open();
    const job = await ended(engine, submission.job.id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(engine.inventory.get(serial)?.swVersion, '11.1.4-h7');
    assert.deepEqual(https.fleet.log.story(serial, 'install_finished', 'restart_accepted', 'booted'), [
      ...['install_finished 10.2.10', 'restart_accepted', 'booted 10.2.10'],
      ...['install_finished 11.1.4-h7', 'restart_accepted', 'booted 11.1.4-h7'],
    ]);
  });
});

function ended(engine: Engine, id: string): Promise<Job> {
  return new Promise((resolve) => {
    const look = (job: Job | undefined): void => {
      if (job?.id === id && !isOpen(job)) resolve(job);
    };
    engine.jobs.onDidChange(look);
    look(engine.jobs.get(id));
  });
}

function happened(https: HttpsFleet, serial: string, what: string): Promise<void> {
  return new Promise((resolve) => {
    https.fleet.log.onEntry((entry) => {
      if (entry.serial === serial && entry.what === what) resolve();
    });
  });
}
