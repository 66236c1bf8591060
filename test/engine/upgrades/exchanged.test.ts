/**
 * A device that is replaced, or changes places with another one, while its job is under way: it is never compared with
 * the past of another, and nothing is claimed of it.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { StepKind } from '../../../src/workflow/steps/stepRules.ts';
import { doneTo, pairRig, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE } from '../../support/sampleSpec.ts';

const NEWCOMER = '001701009901';
const replacement: FaultInput = { kind: 'exchanged', serial: NEWCOMER };

interface Moment {
  readonly step: StepKind;
  /** Right before this call of the step. */
  readonly call: string;
}

/**
 * Lets a job go through its upgrade to the end.
 * @param exchange called once, at the moment.
 */
async function upgrade(
  rig: Rig,
  submit: (engine: Engine) => Promise<Job>,
  { step, call }: Moment,
  exchange: () => void,
): Promise<Job> {
  let engine: Engine | null = null;
  let isDue = true;
  engine = await rig.start(({ what, name, when }) => {
    if (what !== 'call' || when !== 'before' || name !== call) return;
    const isAtStep = engine?.jobs
      .all()[0]
      ?.steps.some(({ kind, state }) => kind === step && state === 'running');
    if (!isDue || isAtStep !== true) return;
    isDue = false;
    exchange();
  });
  const job = await rig.finish(engine, (await submit(engine)).id);
  assert.equal(isDue, false, 'the exchange took place');
  return job;
}

async function upgradeOfOne(
  moment: Moment,
  fault: FaultInput,
  dryRun = false,
): Promise<{ rig: Rig; job: Job }> {
  const rig = new Rig({ paths: { '10.1.14': ['10.2.10'] } });
  const submit = (engine: Engine): Promise<Job> => rig.submit(engine, STANDALONE, dryRun);
  const job = await upgrade(rig, submit, moment, () => rig.fleet.fault(STANDALONE, fault));
  return { rig, job };
}

const snapshotsIn = (rig: Rig): string[] => rig.disk.paths().filter((path) => path.includes('/snapshots/'));
const stateOf = (job: Job, kind: StepKind): string | undefined =>
  job.steps.find((step) => step.kind === kind)?.state;

/** What happened to the device after another one stood in its place. */
function afterwards(rig: Rig, serial = STANDALONE): string[] {
  const entries = rig.fleet.log.of(serial);
  return entries.slice(entries.findIndex(({ what }) => what === 'exchanged') + 1).map(({ what }) => what);
}

describe('engine: a device that is exchanged', () => {
  for (const call of ['show system info', 'show arp all']) {
    for (const dryRun of [false, true]) {
      it(`before or while the first snapshot is taken, at ${call}${dryRun ? ', in a dry run' : ''}`, async () => {
        const { rig, job } = await upgradeOfOne({ step: 'pre_snapshot', call }, replacement, dryRun);
        assert.equal(job.status, 'failed');
        assert.match(
          job.message ?? '',
          /Another device \(001701009901\) answers at the address of 001701000101\. Run Discover Devices again\. Nothing was changed in this hop\./,
        );
        assert.deepEqual(rig.fleet.log.story(STANDALONE), ['exchanged']);
        assert.deepEqual(snapshotsIn(rig), []);
      });
    }

    it(`before or while the second snapshot is taken, at ${call}`, async () => {
      const { rig, job } = await upgradeOfOne({ step: 'post_snapshot', call }, replacement);
      assert.equal(job.status, 'failed');
      assert.match(
        job.message ?? '',
        /Another device \(001701009901, on 10\.2\.10\) answers at the address of 001701000101 by now\. It was not compared with 001701000101, which ran 10\.2\.10 before\./,
      );
      assert.equal(
        job.brief,
        'Another device (001701009901, on 10.2.10) answers at the address of 001701000101 by now.',
      );
      assert.equal(stateOf(job, 'compare'), 'pending');
      assert.equal(snapshotsIn(rig).length, 1);
      assert.deepEqual(afterwards(rig), []);
    });
  }

  it('runs another version than planned when the first snapshot is due', async () => {
    const fault: FaultInput = { kind: 'exchanged', serial: STANDALONE, version: '9.1.13' };
    const { rig, job } = await upgradeOfOne({ step: 'pre_snapshot', call: 'show system info' }, fault);
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /runs 9\.1\.13 and not 10\.1\.14, as it did when this upgrade was planned/,
    );
    assert.deepEqual(rig.fleet.log.story(STANDALONE), ['exchanged']);
  });

  it('runs another version than proved when the second snapshot is due', async () => {
    const fault: FaultInput = { kind: 'exchanged', serial: STANDALONE, version: '10.1.14' };
    const { job } = await upgradeOfOne({ step: 'post_snapshot', call: 'show system info' }, fault);
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /The device runs 10\.1\.14 by now and not 10\.2\.10\. It was not compared/,
    );
    assert.equal(stateOf(job, 'compare'), 'pending');
  });

  for (const step of ['pre_snapshot', 'post_snapshot'] as const) {
    it(`changes places with its peer before the ${step} of a pair`, async () => {
      const rig = pairRig({ paths: { '10.2.10': ['11.1.4-h7'] } });
      const submit = async (engine: Engine): Promise<Job> => {
        await rig.discover(engine);
        return submitPair(engine);
      };
      const job = await upgrade(rig, submit, { step, call: 'show system info' }, () => {
        rig.fleet.fault(PAIR[0], { kind: 'exchanged', serial: PAIR[1] });
        rig.fleet.fault(PAIR[1], { kind: 'exchanged', serial: PAIR[0] });
      });
      assert.equal(job.status, 'failed');
      assert.match(
        job.message ?? '',
        /nother device \(00170100020\d(, on 11\.1\.4-h7)?\) answers at the address of/,
      );
      assert.notEqual(stateOf(job, 'compare'), 'done');
      for (const serial of PAIR) {
        assert.deepEqual(afterwards(rig, serial), []);
        if (step === 'pre_snapshot') assert.deepEqual(doneTo(rig, serial), []);
      }
    });
  }
});
