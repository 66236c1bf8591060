/**
 * A configuration that is copied between the members of a pair, with every fault of the simulator at it: never from another
 * member than the one that leads, never twice, and always with an end that is true.
 */
import type { Engine } from '../../src/engine/engineContract.ts';
import type { Job } from '../../src/jobs/job.ts';
import { undecidedStep } from '../../src/jobs/work/operator.ts';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { callFaultSamples, deviceFaultSamples } from '../support/faultSamples.ts';
import { beginPair, outageSeconds, pairSpec, submitPair } from '../support/pairRig.ts';
import type { Rig } from '../support/rig.ts';
import { PAIR, pair } from '../support/sampleSpec.ts';
import { callFault, escaped, Matrix } from './matrix.ts';

/** After the upgrade the second member leads. */
const [STANDBY, LEADING] = PAIR;
const SYNC = 'request high-availability sync-to-remote running-config';
const HOUR_MS = 3_600_000;
/** Three requests, each with the time in which it may be carried out late, and the pair that is waited for. */
const LONGEST_MS = 3 * HOUR_MS;

interface Asked {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly job: Job;
}

async function asked(): Promise<Asked> {
  const spec = pairSpec(pair({ unsyncedByUpgrade: true }, { unsyncedByUpgrade: true }));
  const { rig, engine } = await beginPair({ spec, paths: { '10.2.10': ['11.1.4-h7'] } });
  const { id } = await submitPair(engine);
  return { rig, engine, job: await rig.finish(engine, id) };
}

async function copied(
  serial: string,
  fault: FaultInput | null,
): Promise<{ ending: string; wrong: string[] }> {
  const { rig, engine, job } = await asked();
  const before = rig.fleet.log.all().length;
  if (fault !== null) rig.fleet.fault(serial, fault);
  const begun = rig.clock.now();
  const stepId = undecidedStep(job)?.id ?? '';
  engine.decide({ jobId: job.id, stepId, decision: 'sync_config', by: 'test' });
  const ended = await rig.finish(engine, job.id);
  const wrong = rig.clock.now() - begun > LONGEST_MS ? ['it took too long'] : [];
  await rig.clock.advanceBy(HOUR_MS);
  await rig.clock.drive(engine.close());
  return { ending: ended.status, wrong: [...wrong, ...wrongAfter(rig, ended, before)] };
}

function wrongAfter(rig: Rig, { status, message }: Job, before: number): string[] {
  const done = rig.fleet.log.all().slice(before);
  const copies = done.filter(({ what }) => what === 'config_sync_started');
  // A device that loses its power goes down by itself; a restart that is asked for shows as accepted before.
  const other = done.filter(({ what }) => !/^(config_sync_|ha_state|exchanged|went_down|booted)/.test(what));
  const [one, two] = PAIR.map((serial) => rig.fleet.devices.get(serial)?.ha?.config);
  return [
    ...(copies.length > 1 ? [`copied ${copies.length} times`] : []),
    ...copies
      .filter(({ serial, detail }) => serial !== STANDBY || detail !== `from ${LEADING}`)
      .map(({ serial, detail }) => `copied to ${serial} ${detail ?? ''}`),
    ...other.map(({ serial, what }) => `${serial}: ${what}`),
    ...(status === 'completed' && one !== two ? ['completed, and not in step'] : []),
    ...(status === 'completed' || (message ?? '') !== '' ? [] : ['it does not say why']),
    ...(outageSeconds(rig) === 0 ? [] : ['nobody forwarded']),
  ];
}

/** What each member is asked while it is copied, when nothing goes wrong. */
async function reads(): Promise<(readonly [string, string])[]> {
  const { rig, engine, job } = await asked();
  const countsOf = (serial: string): Map<string, number> =>
    new Map(rig.fleet.devices.get(serial)?.calls.byCommand ?? []);
  const before = new Map(PAIR.map((serial) => [serial, countsOf(serial)]));
  const stepId = undecidedStep(job)?.id ?? '';
  engine.decide({ jobId: job.id, stepId, decision: 'sync_config', by: 'test' });
  await rig.until(STANDBY, 'config_sync_finished');
  await rig.clock.drive(engine.close());
  return PAIR.flatMap((serial) =>
    [...countsOf(serial)]
      .filter(([name, count]) => count > (before.get(serial)?.get(name) ?? 0) && !name.startsWith('request'))
      .map(([name]) => [serial, name.replace(/^show jobs id.*/, 'show jobs id')] as const),
  );
}

describe('fault matrix: a configuration that is copied', function () {
  this.timeout(1_800_000);

  it('every fault of a call at the request', async () => {
    const matrix = new Matrix();
    for (const { name, what } of callFaultSamples) {
      for (const more of [{}, { times: 'always' as const }]) {
        const { ending, wrong } = await copied(LEADING, callFault(escaped(SYNC), what, more));
        matrix.add(`${name} ${more.times ?? 'once'}`, ending, wrong);
      }
    }
    matrix.isRight();
  });

  it('every fault of a call at every kind of read, of both members', async () => {
    const matrix = new Matrix();
    for (const [serial, command] of await reads()) {
      for (const { name, what } of callFaultSamples) {
        const { ending, wrong } = await copied(serial, callFault(escaped(command), what));
        matrix.add(`${serial}: ${command}: ${name}`, ending, wrong);
      }
    }
    matrix.isRight();
  });

  it('every lasting fault of a device, of both members', async () => {
    const matrix = new Matrix();
    for (const serial of PAIR) {
      for (const [kind, fault] of Object.entries(deviceFaultSamples)) {
        const { ending, wrong } = await copied(serial, fault);
        matrix.add(`${serial}: ${kind}`, ending, wrong);
      }
    }
    matrix.isRight();
  });
});
