/**
 * Every fault the simulator knows, at every call of a discovery and at every effect and every read of an upgrade:
 * each must come to a clear end within the configured limits, and none may make the tool say or do what is not so.
 */
import assert from 'node:assert/strict';
import { isDeviceError } from '../../src/panos/errors.ts';
import { callFaultSamples, deviceFaultSamples } from '../support/faultSamples.ts';
import { Rig } from '../support/rig.ts';
import { pair, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { violations } from './judges/deviceJudge.ts';
import { callFault, escaped, Matrix } from './matrix.ts';

const UPGRADE = { serial: STANDALONE, path: ['10.2.10'], images: ['10.2.0', '10.2.10'] };
const EFFECTS = ['download', 'install', 'restart'] as const;
const HOUR_MS = 3_600_000;
/** Of the default settings: the stall limit of three jobs, the boot, its probe, and the time all else takes. */
const LONGEST_UPGRADE_MS = 6 * HOUR_MS;
/** Every read may be repeated twice, each time up to its time limit of 300 s. */
const LONGEST_DISCOVERY_MS = 2 * HOUR_MS;

function fleetWithPair(): Rig {
  return new Rig({ firewalls: [standalone(), ...pair()], paths: { '10.1.14': UPGRADE.path } });
}

/** The names of the calls each target gets, in order, while nothing goes wrong. */
async function callsOf(work: (rig: Rig) => Promise<unknown>, target: string): Promise<string[]> {
  const rig = fleetWithPair();
  await work(rig);
  const calls = target === 'panorama' ? rig.fleet.panorama.calls : rig.fleet.devices.get(target)?.calls;
  return [...(calls?.byCommand.keys() ?? [])];
}

async function discover(rig: Rig): Promise<{ ending: string; wrong: string[] }> {
  const engine = await rig.start();
  const begun = rig.clock.now();
  const truth = new Map([...rig.fleet.devices].map(([serial, { version }]) => [serial, version]));
  const ending = await rig.clock
    .drive(engine.discover({ signal: new AbortController().signal, onProgress: () => undefined }))
    .then(({ problems }) => (problems.length === 0 ? 'as without a fault' : 'problems named'))
    .catch((error: unknown) => (isDeviceError(error) ? `failed: ${error.kind}` : `threw ${String(error)}`));
  const wrong = engine.inventory
    .devices()
    .filter(({ serial, swVersion }) => swVersion !== truth.get(serial))
    .map(({ serial, swVersion }) => `${serial} is said to run ${swVersion}`);
  if (ending.startsWith('threw')) wrong.push('an error that is none of ours');
  if (ending === 'as without a fault' && engine.inventory.pairs().length !== 1)
    wrong.push('the pair is not known');
  if (rig.clock.now() - begun > LONGEST_DISCOVERY_MS) wrong.push('it took too long');
  if (rig.fleet.log.all().some(({ what }) => what !== 'ha_state')) wrong.push('a device was changed');
  await rig.clock.drive(engine.close());
  return { ending, wrong };
}

async function upgrade(
  rig: Rig,
  setFault: (rig: Rig) => void | Promise<void>,
): Promise<{ ending: string; wrong: string[] }> {
  const engine = await rig.start();
  await rig.discover(engine);
  const submission = engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
  assert.ok(submission.ok);
  const begun = rig.clock.now();
  await setFault(rig);
  const job = await rig.finish(engine, submission.job.id);
  const tookMs = rig.clock.now() - begun;
  await rig.clock.advanceBy(HOUR_MS);
  await rig.clock.drive(engine.close());
  const wrong = violations(rig.fleet, UPGRADE, job);
  if (tookMs > LONGEST_UPGRADE_MS) wrong.push(`it took ${(tookMs / HOUR_MS).toFixed(1)} h`);
  if (job.status !== 'completed' && (job.message ?? '') === '') wrong.push('it does not say why');
  return { ending: job.status, wrong };
}

describe('fault matrix', function () {
  this.timeout(900_000);

  it('discovery: every fault of a call, once and for good, at every call of Panorama and of the firewalls', async () => {
    const matrix = new Matrix();
    for (const target of ['panorama', STANDALONE, ...pair().map(({ serial }) => serial)]) {
      for (const command of await callsOf(discover, target)) {
        for (const { name, what } of callFaultSamples) {
          for (const more of [{}, { times: 'always' as const }]) {
            const rig = fleetWithPair();
            rig.fleet.fault(target, callFault(escaped(command), what, more));
            const { ending, wrong } = await discover(rig);
            matrix.add(`${target}: ${command}: ${name} ${more.times ?? 'once'}`, ending, wrong);
          }
        }
      }
      for (const kind of ['certificate_changed', 'plain_http'] as const) {
        const rig = fleetWithPair();
        rig.fleet.fault(target, deviceFaultSamples[kind]);
        const { ending, wrong } = await discover(rig);
        matrix.add(`${target}: ${kind}`, ending, wrong);
      }
    }
    matrix.isRight();
  });

  it('upgrade: every fault of a call at every effect', async () => {
    const matrix = new Matrix();
    for (const effect of EFFECTS) {
      for (const nth of effect === 'download' ? [1, 2] : [1]) {
        for (const { name, what } of callFaultSamples) {
          const rig = fleetWithPair();
          const { ending, wrong } = await upgrade(rig, () =>
            rig.fleet.fault(STANDALONE, callFault(`request .*${effect}`, what, { nth })),
          );
          matrix.add(`${effect} ${nth}: ${name}`, ending, wrong);
        }
      }
    }
    matrix.isRight();
  });

  it('upgrade: every fault of a call, once and for good, at every kind of read', async () => {
    const matrix = new Matrix();
    const reads = (await callsOf((rig) => upgrade(rig, () => undefined), STANDALONE)).filter(
      (name) => !/download|install|restart|keygen/.test(name),
    );
    for (const command of reads) {
      for (const { name, what } of callFaultSamples) {
        for (const more of [{}, { nth: 3 }, { times: 'always' as const }]) {
          const rig = fleetWithPair();
          const { ending, wrong } = await upgrade(rig, () =>
            rig.fleet.fault(STANDALONE, callFault(escaped(command), what, more)),
          );
          matrix.add(`${command}: ${name} ${JSON.stringify(more)}`, ending, wrong);
        }
      }
    }
    matrix.isRight();
  });

  it('upgrade: every lasting fault of a device, from before each effect on', async () => {
    const matrix = new Matrix();
    const moments: readonly [string, (rig: Rig) => Promise<void>][] = [
      ['from the beginning', async () => undefined],
      ['from the first download on', (rig) => rig.until(STANDALONE, 'download_started')],
      ['from the install on', (rig) => rig.until(STANDALONE, 'install_started')],
      ['from the end of the install on', (rig) => rig.until(STANDALONE, 'install_finished')],
      ['from the restart on', (rig) => rig.until(STANDALONE, 'restart_accepted')],
      ['from the boot on', (rig) => rig.until(STANDALONE, 'booted')],
    ];
    for (const [kind, fault] of Object.entries(deviceFaultSamples)) {
      for (const [when, moment] of moments) {
        const rig = fleetWithPair();
        const { ending, wrong } = await upgrade(rig, async () => {
          await moment(rig);
          rig.fleet.fault(STANDALONE, fault);
        });
        matrix.add(`${kind} ${when}`, ending, wrong);
      }
    }
    matrix.isRight();
  });
});
