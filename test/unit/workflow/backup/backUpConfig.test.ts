/** The step with the real client and the real files against a simulated firewall, in virtual time. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parseAddress } from '../../../../src/panos/address.ts';
import { createClient } from '../../../../src/panos/client/client.ts';
import { seededRng } from '../../../../src/ports/rng.ts';
import type { CallFault } from '../../../../src/simulator/faults/callFaults.ts';
import { createFleet } from '../../../../src/simulator/fleet.ts';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { backupFiles } from '../../../../src/store/backupFiles.ts';
import { backUpConfig } from '../../../../src/workflow/backup/backUpConfig.ts';
import { EngineClosing, type StepContext } from '../../../../src/workflow/context.ts';
import type { StepResult } from '../../../../src/workflow/stepResult.ts';
import { StorageLostError } from '../../../../src/workflow/journalRecord.ts';
import { diskError, memoryDisk, type DiskHook } from '../../../support/memoryFiles.ts';
import { CREDENTIALS, sampleSpec, standalone } from '../../../support/sampleSpec.ts';
import { simulatorTransport } from '../../../support/simulatorTransport.ts';
import { fakeContext, SERIAL } from '../fakeContext.ts';
import { sn } from '../../../support/serials.ts';

type What = CallFault['what'];

const ADDRESS = '10.77.16.1';

/** One step against one firewall. */
class Bench {
  readonly disk = memoryDisk();
  readonly clock = fakeContext({}).clock;
  readonly fleet = createFleet(parseFleetSpec(sampleSpec([standalone({ address: ADDRESS })])), {
    clock: this.clock,
    rng: seededRng(1),
  });
  readonly asked: string[] = [];
  readonly stop = new AbortController();
  onDisk: DiskHook = () => undefined;
  onAsked: (operation: string) => void = () => undefined;

  fault(command: string, what: What, times: number | 'always' = 'always'): void {
    this.fleet.fault(SERIAL, { kind: 'call', command, what, times });
  }

  run(changes: Partial<StepContext> = {}): Promise<StepResult> {
    const client = createClient({
      transport: simulatorTransport(this.fleet, {
        onCall: ({ operation }) => {
          this.asked.push(operation);
          this.onAsked(operation);
        },
      }),
      clock: this.clock,
      rng: seededRng(2),
      address: parseAddress(ADDRESS) ?? assert.fail(),
      device: 'fw-lab-01',
      credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
      limits: { timeoutMs: 30_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
    });
    const backups = backupFiles(
      '/s',
      this.disk.attach((operation) => this.onDisk(operation)),
    );
    const { context } = fakeContext({});
    const { clock } = this;
    const own = { hostname: 'fw-lab-01', client, clock, backups, stop: this.stop.signal };
    return this.clock.drive(backUpConfig({ ...context, ...own, ...changes }));
  }

  times(operation: string): number {
    return this.asked.filter((asked) => asked === operation).length;
  }
}

describe('the backup before the first effect', () => {
  let bench = new Bench();
  beforeEach(() => {
    bench = new Bench();
  });

  it('keeps the running configuration and the device state, and says where and what', async () => {
    const { ending, message, facts } = await bench.run();
    assert.equal(ending, 'done');
    assert.match(message, /^Saved the running configuration \(\d+ kB\) and the device state \(\d+ kB\)\.$/);
    const names = ['runningConfig', 'deviceState'].map((fact) => String(facts[fact]));
    assert.deepEqual(bench.disk.paths(), names.map((name) => `/s/${name}`).sort());
    for (const fact of ['runningConfig', 'deviceState']) {
      const content = bench.disk.content(`/s/${facts[fact]}`) ?? new Uint8Array();
      assert.equal(facts[`${fact}Bytes`], content.length);
      assert.equal(facts[`${fact}Sha256`], createHash('sha256').update(content).digest('hex'));
    }
    const configuration = Buffer.from(bench.disk.content(`/s/${facts['runningConfig']}`) ?? []).toString();
    assert.match(configuration, /^<\?xml version="1\.0"\?>\n<config .*fw-lab-01.*<\/config>\n$/s);
    assert.deepEqual(bench.fleet.log.all(), []);
  });

  it('is done without a device state where the device refuses one, and says so', async () => {
    const refusals: readonly [What, RegExp][] = [
      [
        { how: 'error', text: 'Illegal value for parameter "category"' },
        /refused it \(it says: "Illegal value/,
      ],
      [{ how: 'role_denied' }, /the administrator role lacks the XML API permission Export/],
    ];
    for (const [what, words] of refusals) {
      bench = new Bench();
      bench.fault('export device-state', what);
      const { ending, message, facts } = await bench.run();
      assert.equal(ending, 'done');
      assert.match(
        message,
        /^Saved the running configuration \(\d+ kB\)\. The device offers no device state: /,
      );
      assert.match(message, words);
      assert.deepEqual([facts['deviceState'], bench.times('export device-state')], [null, 1]);
      assert.equal(bench.disk.paths().length, 1);
    }
  });

  it('fails, and keeps nothing, when no whole configuration comes', async () => {
    const troubles: readonly [What, RegExp, asked: number][] = [
      [{ how: 'truncated', fraction: 0.9 }, /the configuration stops in the middle\./, 3],
      [{ how: 'html', carriedOut: false }, /not a complete PAN-OS answer/, 3],
      [{ how: 'empty', carriedOut: false }, /not a complete PAN-OS answer/, 3],
      [{ how: 'doctype' }, /not a complete PAN-OS answer/, 3],
      [{ how: 'http_status', status: 503, carriedOut: false }, /HTTP status 503/, 3],
      [{ how: 'slow_loris' }, /no answer within 30 s/, 3],
      [{ how: 'drop_after' }, /the connection broke/, 3],
      [{ how: 'error', text: 'File not found' }, /it says: "File not found".*permission Export/, 1],
      [
        { how: 'role_denied' },
        /administrator role lacks the XML API permission Export.*panosUpgrade\.backup\.enabled off/,
        1,
      ],
      [{ how: 'unauthorised' }, /does not accept the credentials/, 2],
    ];
    for (const [what, words, asked] of troubles) {
      bench = new Bench();
      bench.fault('export configuration', what);
      const { ending, message } = await bench.run();
      assert.equal(ending, 'failed', what.how);
      assert.match(message, /^The running configuration of fw-lab-01 was not backed up: /, what.how);
      assert.match(message, /Nothing was changed on the device\./, what.how);
      assert.match(message, words, what.how);
      assert.deepEqual(bench.disk.paths(), [], what.how);
      assert.deepEqual(
        [bench.times('export configuration'), bench.times('export device-state')],
        [asked, 0],
        what.how,
      );
    }
  });

  it('begins again what broke off', async () => {
    bench.fault('export configuration', { how: 'truncated', fraction: 0.5 }, 2);
    bench.fault('export device-state', { how: 'truncated', fraction: 0.5 }, 1);
    const { ending } = await bench.run();
    assert.equal(ending, 'done');
    assert.deepEqual([bench.times('export configuration'), bench.times('export device-state')], [3, 2]);
    assert.equal(bench.disk.paths().length, 2);
  });

  it('bears a session that is over for a minute', async () => {
    bench.fault('export configuration', { how: 'session_timed_out', form: 'error' }, 12);
    const { ending } = await bench.run();
    assert.equal(ending, 'done');
    assert.equal(bench.times('export configuration'), 13);
  });

  it('fails when the device state never comes whole, and says what is kept', async () => {
    bench.fault('export device-state', { how: 'truncated', fraction: 0.5 });
    const { ending, message } = await bench.run();
    assert.equal(ending, 'failed');
    assert.match(
      message,
      /^The device state of fw-lab-01 was not backed up: it stops in the middle\. The running configuration was saved as backups\/001701000101\/.+_running-config\.xml\. Nothing was changed on the device\.$/,
    );
    assert.equal(bench.disk.paths().length, 1);
  });

  it('leaves a full disk to whoever waits for room, asks the device no second time, and leaves no half file', async () => {
    bench.onDisk = ({ name }) => {
      if (name === 'write') throw diskError('ENOSPC');
    };
    await assert.rejects(bench.run(), {
      name: 'UserError',
      message: /^The backup \/s\/backups\/.+ could not be saved: the disk is full; .+ \(ENOSPC\)\.$/,
    });
    assert.deepEqual(bench.disk.paths(), []);
    assert.equal(bench.times('export configuration'), 1);
  });

  it('fails on a failing disk, in words that help, and leaves no half file', async () => {
    bench.onDisk = ({ name }) => {
      if (name === 'write') throw diskError('EIO');
    };
    const { ending, message } = await bench.run();
    assert.equal(ending, 'failed');
    assert.match(
      message,
      /^The backup \/s\/backups\/.+ could not be saved: the disk reports an error; .+ \(EIO\)\. Nothing was changed/,
    );
    assert.deepEqual(bench.disk.paths(), []);
    assert.equal(bench.times('export configuration'), 1);
  });

  it('asks nothing of another device at the address', async () => {
    const { context } = fakeContext({});
    const step = { ...context.step(), serial: sn('001701000999') };
    const { ending, message } = await bench.run({ step: () => step });
    assert.equal(ending, 'failed');
    assert.match(
      message,
      /^Another device \(001701000101\) answers at the address of 001701000999\..*Nothing was changed\.$/,
    );
    assert.deepEqual(bench.disk.paths(), []);
    assert.equal(bench.times('export configuration'), 0);
  });

  it('stops at once when the engine closes, and keeps no half file', async () => {
    bench.fault('export configuration', { how: 'slow_loris' });
    bench.onAsked = (operation) => {
      if (operation === 'export configuration')
        void bench.clock.sleep(2000).then(() => bench.stop.abort(new EngineClosing()));
    };
    await assert.rejects(bench.run(), EngineClosing);
    assert.deepEqual(bench.disk.paths(), []);
    bench = new Bench();
    bench.fault('export configuration', { how: 'html', carriedOut: false });
    bench.onAsked = (operation) => {
      if (operation === 'export configuration')
        void bench.clock.sleep(2000).then(() => bench.stop.abort(new EngineClosing()));
    };
    await assert.rejects(bench.run(), EngineClosing, 'while it waits to begin again');
  });

  it('says nothing for an engine that has lost its storage', async () => {
    bench.onAsked = (operation) => {
      if (operation === 'export configuration')
        throw new StorageLostError({ code: 'storage_lost', folder: '/storage' });
    };
    await assert.rejects(bench.run(), StorageLostError);
    assert.deepEqual(bench.disk.paths(), []);
  });
});
