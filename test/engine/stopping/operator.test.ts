/**
 * A step of which nobody can say whether it happened, and what a person says of it. In virtual time; judged by what
 * the devices saw.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { undecidedStep } from '../../../src/jobs/work/operator.ts';
import { restart } from '../../../src/simulator/boot/boot.ts';
import type { OperatorDecision, Step } from '../../../src/workflow/journalRecord.ts';
import type { StepState } from '../../../src/workflow/stepState.ts';
import { beginPair, byHand, doneTo, haState, outageSeconds, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;
const NO_JOBS = '<response status="success"><result></result></response>';

interface Waiting {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly job: Job;
}

function readyRig(): Rig {
  return new Rig({
    paths: { '10.1.14': ['10.2.10'] },
    firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })],
  });
}

/** The answer to the installation is lost, and somebody has cleared the device's list of jobs. */
async function unknownInstallation(fault: 'drop_before' | 'drop_after_acceptance'): Promise<Waiting> {
  const rig = readyRig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  rig.fleet.fault(SERIAL, { kind: fault });
  rig.rewrite = (operation, body) =>
    operation === 'show jobs all' && stepOf(engine, id, 'install')?.effect?.phase === 'issued'
      ? NO_JOBS
      : body;
  const job = await rig.finish(engine, id);
  assert.equal(job.status, 'needs_operator', job.message ?? '');
  rig.rewrite = (_operation, body) => body;
  return { rig, engine, job };
}

/** The restart is accepted, and the device goes on as if it were not. */
async function unknownRestart(): Promise<Waiting> {
  const rig = readyRig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  rig.fleet.fault(SERIAL, { kind: 'restart_ignored' });
  const job = await rig.finish(engine, id);
  assert.equal(job.status, 'needs_operator', job.message ?? '');
  return { rig, engine, job };
}

function stepOf(engine: Engine, id: string, kind: Step['kind']): StepState | undefined {
  return engine.jobs.get(id)?.steps.find((step) => step.kind === kind);
}

async function decided({ rig, engine, job }: Waiting, decision: OperatorDecision): Promise<Job> {
  engine.decide({ jobId: job.id, stepId: undecidedStep(job)?.id ?? '', decision, by: 'alice' });
  const ended = await rig.finish(engine, job.id);
  await rig.clock.advanceBy(HOUR);
  return ended;
}

function story(rig: Rig): string[] {
  return rig.fleet.log.story(SERIAL, 'install_started', 'restart_accepted', 'booted');
}

const UPGRADED = ['restart_accepted', 'booted 10.2.10'];

describe('engine: an installation of which nobody knows', () => {
  it('is not sent again when somebody says that it happened', async () => {
    const waiting = await unknownInstallation('drop_after_acceptance');
    await waiting.rig.until(SERIAL, 'install_finished');
    const job = await decided(waiting, 'happened');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(story(waiting.rig), ['install_started 10.2.10', ...UPGRADED]);
    assert.equal(
      stepOf(waiting.engine, job.id, 'install')?.message,
      'alice looked at the device: it happened.',
    );
  });

  it('is sent once more when somebody says that it did not happen', async () => {
    const waiting = await unknownInstallation('drop_before');
    assert.deepEqual(story(waiting.rig), []);
    const job = await decided(waiting, 'not_happened');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(job.message ?? '', / By the word of alice "Install 10\.2\.10" had not happened\./);
    const { decision, decidedBy } = stepOf(waiting.engine, job.id, 'install')?.facts ?? {};
    assert.deepEqual([decision, decidedBy], ['not_happened', 'alice']);
    assert.deepEqual(story(waiting.rig), ['install_started 10.2.10', ...UPGRADED]);
  });

  it('is found when somebody asks to look again, now that the device lists its jobs', async () => {
    const waiting = await unknownInstallation('drop_after_acceptance');
    const job = await decided(waiting, 'look_again');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(story(waiting.rig), ['install_started 10.2.10', ...UPGRADED]);
  });

  it('still needs somebody when looking again shows no more than before, and nothing is sent', async () => {
    const waiting = await unknownInstallation('drop_after_acceptance');
    waiting.rig.rewrite = (operation, body) => (operation === 'show jobs all' ? NO_JOBS : body);
    const job = await decided(waiting, 'look_again');
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    assert.deepEqual(story(waiting.rig), ['install_started 10.2.10']);
  });

  it('is left to the person who takes it over', async () => {
    const { rig, engine, job } = await unknownInstallation('drop_after_acceptance');
    engine.handOver(job.id, 'alice');
    const ended = engine.jobs.get(job.id);
    assert.equal(ended?.status, 'cancelled');
    assert.match(
      ended.message ?? '',
      /^Handed over to alice: nothing more is sent\. fw-lab-01 runs 10\.1\.14; it was told to install 10\.2\.10, and may still/,
    );
    await rig.clock.advanceBy(6 * HOUR);
    assert.deepEqual(story(rig), ['install_started 10.2.10']);
  });

  it('waits also in the next window, and for the answer only while it is paused', async () => {
    const { rig, engine, job } = await unknownInstallation('drop_after_acceptance');
    await engine.close();
    const next = await rig.start();
    next.pause();
    next.decide({ jobId: job.id, stepId: undecidedStep(job)?.id ?? '', decision: 'happened', by: 'alice' });
    await rig.clock.advanceBy(HOUR);
    assert.deepEqual(story(rig), ['install_started 10.2.10']);
    next.resume();
    assert.equal((await rig.finish(next, job.id)).status, 'completed');
  });
});

describe('engine: a restart of which nobody knows', () => {
  it('is not sent again when somebody says that it happened; that the device is back is proved all the same', async () => {
    const waiting = await unknownRestart();
    const job = await decided(waiting, 'happened');
    assert.notEqual(job.status, 'completed');
    assert.equal(waiting.rig.fleet.log.of(SERIAL, 'restart_accepted').length, 1);
  });

  it('is sent once more when somebody says that it did not happen', async () => {
    const waiting = await unknownRestart();
    const job = await decided(waiting, 'not_happened');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(story(waiting.rig), [
      'install_started 10.2.10',
      ...['restart_accepted', 'restart_accepted', 'booted 10.2.10'],
    ]);
  });

  it('is not sent again to a device that somebody has restarted by hand meanwhile, whatever is said', async () => {
    for (const decision of ['happened', 'not_happened', 'look_again'] as const) {
      const waiting = await unknownRestart();
      const { rig } = waiting;
      const firewall = rig.fleet.devices.get(SERIAL);
      assert.ok(firewall !== undefined);
      rig.fleet.catchUp();
      restart(firewall);
      await rig.clock.advanceBy(HOUR);
      const before = rig.fleet.log.of(SERIAL, 'restart_accepted').length;
      const job = await decided(waiting, decision);
      assert.equal(job.status, 'completed', `${decision}: ${job.message ?? ''}`);
      assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, before, decision);
    }
  });
});

describe('engine: what is said of a step', () => {
  it('must be about the step that was shown, and an answer that it waits for', async () => {
    const { engine, job } = await unknownInstallation('drop_before');
    const stepId = undecidedStep(job)?.id ?? '';
    const other = job.steps.find(({ kind }) => kind === 'restart')?.id ?? '';
    const refused = (change: Partial<Parameters<Engine['decide']>[0]>): void =>
      assert.throws(
        () => engine.decide({ jobId: job.id, stepId, decision: 'happened', by: 'alice', ...change }),
        /does not wait for this decision any more\. Nothing was changed\.$/,
      );
    refused({ stepId: other });
    refused({ jobId: 'job-of-nobody' });
    refused({ decision: 'go_on' });
    engine.decide({ jobId: job.id, stepId, decision: 'look_again', by: 'alice' });
    refused({});
  });

  it('is refused while another job holds the device', async () => {
    const { rig, engine, job } = await unknownInstallation('drop_before');
    const other = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(other.ok);
    const stepId = undecidedStep(job)?.id ?? '';
    assert.throws(
      () => engine.decide({ jobId: job.id, stepId, decision: 'happened', by: 'alice' }),
      new RegExp(`fw-lab-01 is in ${other.job.id} by now, so ${job.id} cannot go on`),
    );
    assert.equal(engine.jobs.get(job.id)?.status, 'needs_operator');
    await rig.finish(engine, other.job.id);
    assert.deepEqual(story(rig), ['install_started 10.2.10', ...UPGRADED]);
  });
});

describe('engine: a suspension of which nobody knows', () => {
  const [FIRST, SECOND] = PAIR;

  async function unknownSuspension(): Promise<Waiting> {
    const { rig, engine } = await beginPair({ paths: { '10.2.10': ['11.1.4-h7'] } });
    const { id } = await submitPair(engine);
    let isReadable = true;
    rig.rewrite = (operation, body) =>
      isReadable || operation !== 'show high-availability state' ? body : '<response status="success"/>';
    const following = engine.jobs.onDidChange(() => {
      const { state, effect } = stepOf(engine, id, 'suspend') ?? {};
      isReadable = state !== 'running' || effect?.phase !== 'issued';
    });
    await rig.until(SECOND, 'booted');
    rig.fleet.fault(FIRST, { kind: 'drop_after_acceptance' });
    const job = await rig.finish(engine, id);
    following.dispose();
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
    return { rig, engine, job };
  }

  it('has been taken back when somebody looks, and nothing more is sent to a pair with other roles', async () => {
    for (const decision of ['look_again', 'happened', 'not_happened'] as const) {
      const waiting = await unknownSuspension();
      const job = await decided(waiting, decision);
      // That it was taken back cannot be told from a suspension that never came; a person can.
      const ending = decision === 'look_again' ? 'needs_operator' : 'failed';
      assert.equal(job.status, ending, `${decision}: ${job.message ?? ''}`);
      assert.deepEqual(doneTo(waiting.rig, FIRST), ['suspended', 'functional'], decision);
      assert.deepEqual([haState(waiting.rig, FIRST), haState(waiting.rig, SECOND)], ['passive', 'active']);
      assert.equal(outageSeconds(waiting.rig), 0);
    }
  });

  it('is taken back a second time when it is sent once more and cancelled', async () => {
    const { rig, engine, job } = await unknownSuspension();
    // Somebody gives the roles back.
    for (const what of ['suspend', 'functional'] as const) {
      byHand(rig, SECOND, what);
      await rig.clock.advanceBy(600_000);
    }
    const stepId = undecidedStep(job)?.id ?? '';
    engine.decide({ jobId: job.id, stepId, decision: 'not_happened', by: 'alice' });
    await rig.until(FIRST, 'suspended', 2);
    engine.cancel(job.id, 'alice');
    const ended = await rig.finish(engine, job.id);
    assert.equal(ended.status, 'cancelled', ended.message ?? '');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional', 'suspended', 'functional']);
    assert.equal(haState(rig, FIRST), 'passive');
    assert.equal(outageSeconds(rig), 0);
  });
});

describe('engine: a job that an unexpected error has stopped', () => {
  it('goes on from its step when somebody has looked', async () => {
    const rig = readyRig();
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    let broken = true;
    rig.rewrite = (operation, body) => {
      if (broken && operation.startsWith('show jobs id')) throw new Error('a mistake of ours');
      return body;
    };
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    assert.equal(undecidedStep(job)?.kind, 'install');
    broken = false;
    const ended = await decided({ rig, engine, job }, 'look_again');
    assert.equal(ended.status, 'completed', ended.message ?? '');
    assert.deepEqual(story(rig), ['install_started 10.2.10', ...UPGRADED]);
  });
});
