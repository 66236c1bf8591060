/** Readiness: *Check Readiness…*, and what the user's settings of it do to upgrades. In virtual time. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { CheckedDevice } from '../../../src/jobs/survey/checkedDevice.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { ALL_CHECKS } from '../../../src/validation/readiness/allChecks.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { isUntouched, PAIR_PATHS, pairSpec, upgradePair } from '../../support/pairRig.ts';
import { PATHS, Rig, type RigOptions } from '../../support/rig.ts';
import { pair, PAIR, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';

interface Begun {
  readonly rig: Rig;
  readonly engine: Engine;
}

async function begin(firewalls: readonly FirewallSpecInput[], options: RigOptions = {}): Promise<Begun> {
  const rig = new Rig({ firewalls, paths: { ...PATHS, ...PAIR_PATHS }, ...options });
  const engine = await rig.start();
  await rig.discover(engine);
  // Members of a pair say for some minutes after a boot that they have none.
  await rig.clock.advanceBy(HOUR_MS);
  return { rig, engine };
}

const HOUR_MS = 3_600_000;

function withReadiness(readiness: Partial<EngineSettings['readiness']>): RigOptions {
  return { settings: { ...defaultSettings, readiness: { ...defaultSettings.readiness, ...readiness } } };
}

function check({ rig, engine }: Begun, ...serials: string[]): Promise<readonly CheckedDevice[]> {
  const signal = new AbortController().signal;
  return rig.clock.drive(engine.checkReadiness({ serials, signal, onRow: () => undefined }));
}

/** What did not pass. */
const troubles = (device: CheckedDevice | undefined): string[] =>
  (device?.results ?? []).flatMap(({ check, verdict }) =>
    verdict === 'pass' ? [] : [`${check} ${verdict}`],
  );

const firewall = (n: number, change: Partial<FirewallSpecInput> = {}): FirewallSpecInput =>
  standalone({ serial: `00170100010${n}`, hostname: `fw-${n}`, ...change });

describe('engine: readiness of devices', () => {
  it('asks every check that is on, and sends nothing', async () => {
    const begun = await begin([standalone()]);
    const [device] = await check(begun, STANDALONE);
    assert.deepEqual(
      [device?.hostname, device?.version, device?.target, device?.verdict, device?.message],
      ['fw-lab-01', '10.1.14', '11.1.4-h7', 'ready', ''],
      troubles(device).join(),
    );
    assert.deepEqual(
      device?.results.map(({ check: id }) => id),
      ALL_CHECKS.map(({ id }) => id).filter((id) => id !== 'jumbo_frame'),
    );
    assert.equal(begun.rig.fleet.log.of(STANDALONE).length, 0);
  });

  it('judges the room by the images of the whole path that are missing, base images included', async () => {
    const begun = await begin([standalone({ downloaded: ['10.2.0'] })]);
    const [device] = await check(begun, STANDALONE);
    const room = device?.results.find(({ check: id }) => id === 'disk_space');
    assert.match(
      room?.reason ?? '',
      / needed for 10\.2\.10 \(0\.4 GB\), 11\.1\.0 \(1\.0 GB\), 11\.1\.4-h7 \(0\.5 GB\) and a tenth more\.$/,
    );
  });

  it('puts each device under one verdict, and one in trouble never stops the others', async () => {
    const begun = await begin([
      firewall(1),
      firewall(2, { condition: { ntp: 'not_synchronized' } }),
      firewall(3, { pendingChanges: true, condition: { ntp: 'not_synchronized' } }),
      firewall(4, { version: '9.1.13' }),
      firewall(5, { version: '11.1.4-h7' }),
      firewall(6),
      firewall(7, { condition: { updateServer: false } }),
    ]);
    const everyCall = { kind: 'call', command: '*', times: 'always', what: { how: 'drop_before' } } as const;
    begun.rig.fleet.fault('001701000106', everyCall);
    const rows: CheckedDevice[] = [];
    const asked = [1, 2, 3, 4, 5, 6, 7, 7].map((n) => `00170100010${n}`);
    const signal = new AbortController().signal;
    const devices = await begun.rig.clock.drive(
      begun.engine.checkReadiness({
        serials: [...asked, '009999999999'],
        signal,
        onRow: (row) => void rows.push(row),
      }),
    );
    assert.deepEqual(
      devices.map(({ hostname, verdict }) => `${hostname} ${verdict}`),
      [
        ...['009999999999 unknown', 'fw-1 ready', 'fw-2 warnings', 'fw-3 not_ready', 'fw-4 unknown'],
        ...['fw-5 ready', 'fw-6 unreachable', 'fw-7 unknown'],
      ],
    );
    assert.deepEqual(new Set(rows), new Set(devices));
    const [, , , , noPath, atTarget] = devices;
    assert.match(noPath?.message ?? '', /no path for 9\.1\.13/);
    assert.deepEqual([atTarget?.target, troubles(atTarget)], [null, []]);
    const rooms = [noPath, atTarget].flatMap((device) =>
      device?.results.filter(({ check: id }) => id === 'disk_space'),
    );
    assert.deepEqual(rooms, [], 'nothing is wanted on a device without a path, so its room is not judged');
  });

  it('judges by the settings of the user', async () => {
    const listed = { sessions: [], arpEntries: [{ ip: '192.0.2.77' }], tunnels: [] };
    const begun = await begin(
      [standalone({ pendingChanges: true })],
      withReadiness({
        policies: { pending_changes: 'warn', jumbo_frame: 'warn', arp_entries: 'block', memory: 'off' },
        minimumContent: { '11.1': '99999' },
        mustExist: listed,
      }),
    );
    const [device] = await check(begun, STANDALONE);
    assert.deepEqual(troubles(device), ['pending_changes warn', 'content_version fail', 'arp_entries fail']);
    const asked = new Set(device?.results.map(({ check: id }) => id));
    assert.deepEqual([asked.has('jumbo_frame'), asked.has('memory')], [true, false]);
  });

  it('may run beside the upgrade of the same device', async () => {
    const begun = await begin([standalone()]);
    const { rig, engine } = begun;
    const submission = engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
    assert.ok(submission.ok);
    await rig.until(STANDALONE, 'install_started');
    const [device] = await check(begun, STANDALONE);
    assert.deepEqual(troubles(device), ['device_jobs fail']);
    assert.equal((await rig.finish(engine, submission.job.id)).status, 'completed');
  });

  it('stops when it is told to, and gives what was read', async () => {
    const begun = await begin([firewall(1), firewall(2)]);
    const stop = new AbortController();
    const serials = ['001701000101', '001701000102'];
    const devices = await begun.rig.clock.drive(
      begun.engine.checkReadiness({ serials, workers: 1, signal: stop.signal, onRow: () => stop.abort() }),
    );
    assert.deepEqual(
      devices.map(({ hostname }) => hostname),
      ['fw-1'],
    );
  });

  it('says of a member of a pair how its pair is, by its own word', async () => {
    const begun = await begin(pair({ preemptive: true }, { preemptive: true }));
    const devices = await check(begun, ...PAIR);
    assert.deepEqual(devices.map(troubles), [['ha fail'], ['ha fail']]);
  });
});

describe('engine: readiness in upgrades', () => {
  const noNtp = standalone({ condition: { ntp: 'not_synchronized' } });

  async function upgrade(
    firewalls: readonly FirewallSpecInput[],
    options: RigOptions,
  ): Promise<Begun & { job: Job }> {
    const begun = await begin(firewalls, options);
    const submission = begun.engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
    assert.ok(submission.ok);
    return { ...begun, job: await begun.rig.finish(begun.engine, submission.job.id) };
  }

  const checksOf = ({ steps }: Job): string[] =>
    (steps.find(({ kind }) => kind === 'readiness')?.checks ?? []).map(({ check }) => check);

  it('asks what blocks by itself, and what the user has set', async () => {
    const plain = await upgrade([noNtp], {});
    assert.equal(plain.job.status, 'completed');
    assert.deepEqual(checksOf(plain.job), [
      ...[
        'disk_space',
        'pending_changes',
        'config_locks',
        'commit_locks',
        'device_jobs',
        'content_version',
        'device_certificate',
      ],
    ]);
    const warned = await upgrade(
      [noNtp],
      withReadiness({
        policies: { ntp_sync: 'warn', device_jobs: 'off', config_locks: 'off', content_version: 'off' },
      }),
    );
    assert.equal(warned.job.status, 'completed');
    assert.deepEqual(checksOf(warned.job), [
      'disk_space',
      'pending_changes',
      'commit_locks',
      'device_certificate',
      'ntp_sync',
    ]);
  });

  it('stops before anything is changed where one of them blocks', async () => {
    const { rig, job } = await upgrade([noNtp], withReadiness({ policies: { ntp_sync: 'block' } }));
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Not ready; nothing was changed in this hop\./);
    assert.equal(rig.fleet.log.of(STANDALONE).length, 0);
  });

  it('holds the content against every version of the path, before the first of them', async () => {
    const minimumContent = { '10.2': '1', '11.1': '99999' };
    const { rig, job } = await upgrade([standalone()], withReadiness({ minimumContent }));
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /11\.1\.4-h7 needs content 99999 or newer/);
    assert.equal(rig.fleet.log.of(STANDALONE).length, 0);
  });

  it('shows in the preview what Check Readiness shows', async () => {
    const begun = await begin([noNtp]);
    const verdicts: string[] = [];
    await begun.rig.clock.drive(
      begun.engine.surveyUpgrades({
        serials: [STANDALONE],
        readiness: true,
        allowPreemption: false,
        signal: new AbortController().signal,
        onRow: (_index, { members: [member] }) =>
          void verdicts.splice(
            0,
            Infinity,
            ...(member.readiness ?? []).flatMap(({ check: id, verdict }) => (verdict === 'pass' ? [] : [id])),
          ),
      }),
    );
    assert.deepEqual(verdicts, ['ntp_sync']);
    assert.deepEqual(troubles((await check(begun, STANDALONE))[0]), ['ntp_sync warn']);
  });

  it('leaves the roles of a pair to their own judge, unless the check is named', async () => {
    const preemptive = pair({ preemptive: true }, { preemptive: true });
    for (const policies of [{}, { ha: 'block' }] as const) {
      const begun = await begin([], { ...withReadiness({ policies }), spec: pairSpec(preemptive) });
      const job = await upgradePair(begun, { allowPreemption: true });
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(checksOf(job).includes('ha'), 'ha' in policies);
    }
    const begun = await begin([], { ...withReadiness({ policies: { ha: 'block' } }), spec: pairSpec() });
    const job = await upgradePair(begun, {});
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.ok(checksOf(job).includes('ha') && !isUntouched(begun.rig));
  });
});

describe('engine: a chassis that boots for forty minutes', () => {
  const chassis = (rebootReadyTimeoutMsByModel: Record<string, number>): RigOptions => ({
    spec: { ...sampleSpec([standalone({ model: 'PA-7080' })]), timing: { downSeconds: 2400 } },
    settings: {
      ...defaultSettings,
      firewall: { ...defaultSettings.firewall, rebootReadyTimeoutMsByModel },
    },
  });

  async function upgrade(timeouts: Record<string, number>): Promise<Job> {
    const rig = new Rig(chassis(timeouts));
    const engine = await rig.start();
    return rig.finish(engine, (await rig.submit(engine)).id);
  }

  it('fails by a limit of its own that is too short for it', async () => {
    const job = await upgrade({ 'PA-70*': 600_000, 'PA-54*': 2_700_000 });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /^Restart into 10\.2\.10: /);
  });

  it('comes through with a limit of its own, and with what is known of the model', async () => {
    for (const timeouts of [{ 'PA-70*': 2_700_000 }, {}]) {
      const job = await upgrade(timeouts);
      assert.equal(job.status, 'completed', job.message ?? '');
    }
  });
});
