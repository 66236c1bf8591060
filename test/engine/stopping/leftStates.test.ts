/**
 * What a job has left on a device stays in sight, whatever is done beside it, until a look at the device shows that it is
 * over. By the simulator's own state, in virtual time.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { UpgradeSurveyRow } from '../../../src/jobs/survey/upgradeSurveyRow.ts';
import type { SurveyRow } from '../../../src/jobs/survey/downloadSurveyRow.ts';
import { restart } from '../../../src/simulator/boot/boot.ts';
import type { Firewall } from '../../../src/simulator/device/firewall.ts';
import { groupDevices, hasLeft } from '../../../src/vscode/trees/deviceGroups.ts';
import { newestJobs } from '../../../src/jobs/newestJobs.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { reallyOn, saidOf } from '../../support/leftOnDevices.ts';
import { byHand, ONE_HOP_OF_PAIR, pairRig, pairSpec, submitPair } from '../../support/pairRig.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import { PAIR, pairOf, STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;
const WAITS = [{ kind: 'waits_for_restart', version: '10.2.10' }];
const never = new AbortController().signal;

interface Left {
  readonly rig: Rig;
  readonly engine: Engine;
}

/** A firewall on which a cancelled upgrade has installed a version that waits. */
async function waiting(options: RigOptions = {}): Promise<Left> {
  const rig = new Rig(options);
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await rig.until(SERIAL, 'install_started');
  engine.cancel(id, 'test');
  await rig.finish(engine, id);
  assert.deepEqual(saidOf(engine, SERIAL), WAITS);
  return { rig, engine };
}

async function handedOverAt(what: Parameters<Rig['until']>[1]): Promise<Left> {
  const rig = new Rig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await rig.until(SERIAL, what);
  await rig.clock.advanceBy(1);
  engine.handOver(id, 'alice');
  await rig.clock.advanceBy(1);
  return { rig, engine };
}

function deviceOf(rig: Rig, serial: string): Firewall {
  rig.fleet.catchUp();
  const device = rig.fleet.devices.get(serial);
  assert.ok(device !== undefined);
  return device;
}

async function restartByHand({ rig }: Left): Promise<void> {
  restart(deviceOf(rig, SERIAL));
  await rig.clock.advanceBy(HOUR);
}

function groupOf(engine: Engine, serial: string): string | undefined {
  const newest = newestJobs(engine.jobs.all());
  const groups = groupDevices(engine.inventory.devices(), newest, 'state', () => null, hasLeft(engine));
  return groups.find(({ serials }) => serials.includes(serial))?.label;
}

describe('engine: a version that was installed and waits', () => {
  it('is said by the tree and by every next question on the device', async () => {
    const { rig, engine } = await waiting();
    assert.equal(groupOf(engine, SERIAL), 'Needs attention');
    const warning = 'Any restart of fw-lab-01 will start 10.2.10: it is installed and waits for that.';
    const upgrades: UpgradeSurveyRow[] = [];
    const onRow = (index: number, row: UpgradeSurveyRow): void => void (upgrades[index] = row);
    const how = { serials: [SERIAL], readiness: false, allowPreemption: false, signal: never, onRow };
    await rig.clock.drive(engine.surveyUpgrades(how));
    const [upgrade] = upgrades;
    assert.ok(upgrade?.outcome.kind === 'ready', JSON.stringify(upgrade?.outcome));
    assert.ok(upgrade.outcome.note?.startsWith(warning), upgrade.outcome.note ?? '');
    const downloads: SurveyRow[] = [];
    const onDownload = (index: number, row: SurveyRow): void => void (downloads[index] = row);
    await rig.clock.drive(engine.surveyDownloads({ serials: [SERIAL], signal: never, onRow: onDownload }));
    const [download] = downloads;
    assert.ok(download?.outcome.kind === 'ready', JSON.stringify(download?.outcome));
    assert.ok(download.outcome.note?.startsWith(warning), download.outcome.note ?? '');
  });

  it('is over when a discovery finds the device on it, not before', async () => {
    const left = await waiting();
    await restartByHand(left);
    assert.equal(reallyOn(left.rig, SERIAL).waits, null);
    assert.deepEqual(saidOf(left.engine, SERIAL), WAITS, 'nobody has looked');
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), [{ kind: 'in_between', runs: '10.2.10', to: '11.1.4-h7' }]);
  });

  it('is over when Test Connection finds the device on it', async () => {
    const left = await waiting();
    const test = async (): Promise<string> => left.rig.clock.drive(left.engine.testConnection(SERIAL, never));
    await test();
    assert.deepEqual(saidOf(left.engine, SERIAL), WAITS, 'it waits still');
    await restartByHand(left);
    await test();
    assert.deepEqual(saidOf(left.engine, SERIAL), [{ kind: 'in_between', runs: '10.2.10', to: '11.1.4-h7' }]);
    assert.equal(left.engine.inventory.get(SERIAL)?.swVersion, '10.2.10');
  });

  it('leaves a device that stopped on its way, until what it runs is where it is wanted', async () => {
    const paths: { '10.1.14': string[]; '10.2.10'?: string[] } = { '10.1.14': ['10.2.10', '11.1.4-h7'] };
    const { rig, engine } = await waiting({ paths });
    await restartByHand({ rig, engine });
    await rig.discover(engine);
    assert.equal(saidOf(engine, SERIAL)[0]?.kind, 'in_between');
    paths['10.1.14'] = ['10.2.10'];
    const again = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(again.ok);
    assert.equal((await rig.finish(engine, again.job.id)).status, 'skipped');
    assert.deepEqual(saidOf(engine, SERIAL), []);
  });

  it('is over when the device was restarted into what ran before', async () => {
    const left = await waiting();
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), WAITS);
    left.rig.fleet.fault(SERIAL, { kind: 'wrong_version_after_boot', version: '10.1.14' });
    await restartByHand(left);
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), []);
    assert.equal(groupOf(left.engine, SERIAL), 'Standalone');
  });

  it('outlives a dry run, a download and the window', async () => {
    const { rig, engine } = await waiting();
    const dry = engine.submitUpgrade({ serial: SERIAL, dryRun: true, by: 'test' });
    assert.ok(dry.ok);
    await rig.finish(engine, dry.job.id);
    const { queued } = await rig.clock.drive(engine.submitDownloads({ serials: [SERIAL], by: 'test' }));
    await rig.finish(engine, queued[0]?.id ?? '');
    assert.deepEqual(saidOf(engine, SERIAL), WAITS);
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    assert.deepEqual(saidOf(next, SERIAL), WAITS);
  });

  it('is over when a later job has brought the device to its target', async () => {
    const { rig, engine } = await waiting();
    const again = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(again.ok);
    assert.equal((await rig.finish(engine, again.job.id)).status, 'completed');
    assert.deepEqual(saidOf(engine, SERIAL), []);
    assert.equal(groupOf(engine, SERIAL), 'Standalone');
  });

  it('of a window that died is said by the next one, which nobody has told to go on', async () => {
    const rig = new Rig({ settings: { ...defaultSettings, recovery: { onStart: 'ask' } } });
    let kill = (): void => undefined;
    const engine = await rig.start((_, die) => (kill = die));
    const { id } = await rig.submit(engine);
    engine.jobs.onDidChange(({ steps }) => {
      if (steps.some(({ kind, state }) => kind === 'install' && state === 'done')) kill();
    });
    await rig.clock.advanceBy(6 * HOUR);
    const next = await rig.start();
    assert.deepEqual([next.paused, next.jobs.get(id)?.status], [true, 'active']);
    assert.deepEqual(saidOf(next, SERIAL), WAITS);
    next.resume();
    await rig.clock.advanceBy(1);
    assert.deepEqual(saidOf(next, SERIAL), [], 'what a job at work does is not left');
  });
});

describe('engine: a device that was handed over in the middle', () => {
  it('may be installing, until it is found on another boot', async () => {
    const left = await handedOverAt('install_started');
    const said = [{ kind: 'may_be_installed', version: '10.2.10' }];
    assert.deepEqual(saidOf(left.engine, SERIAL), said);
    await left.rig.clock.advanceBy(HOUR);
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), said, 'a device does not say what waits on it');
    assert.equal(reallyOn(left.rig, SERIAL).waits, '10.2.10');
    await restartByHand(left);
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), [{ kind: 'in_between', runs: '10.2.10', to: '11.1.4-h7' }]);
  });

  it('may be restarting, until it is found on the version', async () => {
    const left = await handedOverAt('restart_accepted');
    assert.deepEqual(saidOf(left.engine, SERIAL), [{ kind: 'may_be_restarting', version: '10.2.10' }]);
    await left.rig.clock.advanceBy(HOUR);
    await left.rig.discover(left.engine);
    assert.deepEqual(saidOf(left.engine, SERIAL), [{ kind: 'in_between', runs: '10.2.10', to: '11.1.4-h7' }]);
  });

  it('waits for a restart where it is found on the old boot long after', async () => {
    const rig = new Rig();
    rig.fleet.fault(SERIAL, { kind: 'restart_ignored' });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'restart_accepted');
    await rig.clock.advanceBy(1);
    engine.handOver(id, 'alice');
    await rig.clock.advanceBy(1);
    await rig.clock.advanceBy(HOUR);
    await rig.discover(engine);
    assert.deepEqual(saidOf(engine, SERIAL), WAITS);
  });

  it('is suspended until a look finds it functional', async () => {
    const [first] = PAIR;
    const rig = pairRig({ paths: ONE_HOP_OF_PAIR });
    const engine = await rig.start();
    await rig.discover(engine);
    const { id } = await submitPair(engine);
    await rig.until(first, 'suspended');
    await rig.clock.advanceBy(60_000);
    engine.handOver(id, 'alice');
    await rig.clock.advanceBy(1);
    const states = (): unknown[] => saidOf(engine, first).map(({ kind }) => kind);
    assert.ok(reallyOn(rig, first).isSuspended);
    assert.ok(states().includes('suspended'), JSON.stringify(states()));
    await rig.discover(engine);
    assert.ok(states().includes('suspended'), 'it is so still');
    byHand(rig, first, 'functional');
    await rig.clock.advanceBy(HOUR);
    await rig.discover(engine);
    assert.ok(!states().includes('suspended'), JSON.stringify(states()));
    assert.ok(states().includes('half_upgraded'));
  });
});

describe('engine: a device that came back with another version', () => {
  it('is told with what it runs, in the ending and in the inventory', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'restart_accepted');
    rig.fleet.fault(SERIAL, { kind: 'wrong_version_after_boot', version: '10.2.0' });
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /fw-lab-01 runs 10\.2\.0; nothing that this job installed waits on it\./);
    assert.equal(engine.inventory.get(SERIAL)?.swVersion, '10.2.0');
    assert.deepEqual(saidOf(engine, SERIAL), []);
  });
});

describe('what a job has left of a pair that it took up half upgraded', () => {
  for (const what of ['suspended', 'install_started'] as const) {
    it(`is said to be a half upgraded pair where it was handed over once a member was ${what}`, async () => {
      const rig = pairRig({ paths: ONE_HOP_OF_PAIR, spec: pairSpec(pairOf('10.2.10', '11.1.4-h7')) });
      const engine = await rig.start();
      await rig.discover(engine);
      const { id } = await submitPair(engine);
      await rig.until(PAIR[0], what);
      await rig.clock.advanceBy(1);
      engine.handOver(id, 'alice');
      await rig.clock.advanceBy(HOUR);
      assert.match(engine.jobs.get(id)?.message ?? '', /The pair is half upgraded\./);
      await rig.discover(engine);
      for (const serial of PAIR) {
        assert.ok(
          saidOf(engine, serial).some(({ kind }) => kind === 'half_upgraded'),
          serial,
        );
      }
    });
  }
});
