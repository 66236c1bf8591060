/**
 * Somebody takes the devices of a job at this moment: from then on nothing reaches them. In virtual time; judged by
 * the calls that leave and by what the devices saw.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { Step } from '../../../src/workflow/journalRecord.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { ONE_HOP_OF_PAIR, pairRig, submitPair } from '../../support/pairRig.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;
const [FIRST, SECOND] = PAIR;

interface Begun {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly id: string;
  /** Every call that has left since. */
  readonly calls: string[];
  /** The process is gone from now on. */
  kill(): void;
}

async function begin(rig: Rig, submit: (engine: Engine) => Promise<Job>): Promise<Begun> {
  const calls: string[] = [];
  let kill = (): void => undefined;
  const engine = await rig.start(({ what, name, when }, die) => {
    kill = die;
    if (what === 'call' && when === 'before') calls.push(name);
  });
  const { id } = await submit(engine);
  return { rig, engine, id, calls, kill: () => kill() };
}

function beginAlone(options: RigOptions = {}): Promise<Begun> {
  const rig = new Rig(options);
  return begin(rig, (engine) => rig.submit(engine));
}

function beginPair(): Promise<Begun> {
  const rig = pairRig({ paths: ONE_HOP_OF_PAIR });
  return begin(rig, async (engine) => {
    await rig.discover(engine);
    return submitPair(engine);
  });
}

/** What was asked of the devices, without what they then do by themselves. */
function asked(rig: Rig): string[] {
  return rig.fleet.log
    .all()
    .filter(({ what }) =>
      ['download_started', 'install_started', 'restart_accepted', 'suspended', 'functional'].includes(what),
    )
    .map(({ serial, what }) => `${serial} ${what}`);
}

/** @returns how the job ended, after hours in which nothing left for the devices. */
async function handedOver({ rig, engine, id, calls }: Begun): Promise<Job> {
  const before = [asked(rig), calls.length];
  engine.handOver(id, 'alice');
  await rig.clock.advanceBy(6 * HOUR);
  assert.deepEqual([asked(rig), calls.length], before, calls.slice(before[1] as number).join());
  const job = engine.jobs.get(id);
  assert.equal(job?.status, 'cancelled', job?.message ?? '');
  assert.match(job.message ?? '', /^Handed over to alice: nothing more is sent\. /);
  return job;
}

describe('engine: handing a firewall over', () => {
  const moments: readonly (readonly [Parameters<Rig['until']>[1], RegExp])[] = [
    ['download_started', /fw-lab-01 runs 10\.1\.14; .* fw-lab-01 may still finish downloading 10\.2\.0/],
    ['install_started', /fw-lab-01 runs 10\.1\.14; it was told to install 10\.2\.10 \(its job \d+\)/],
    ['install_finished', /it was told to install 10\.2\.10 \(its job \d+\), and may still be doing so/],
    ['restart_accepted', /was told to restart into 10\.2\.10, and was not seen to be back on it/],
    ['went_down', /was told to restart into 10\.2\.10, and was not seen to be back on it/],
    ['booted', /was told to restart into 10\.2\.10, and was not seen to be back on it/],
  ];
  for (const [moment, words] of moments) {
    it(`stops at once: ${moment}`, async () => {
      const begun = await beginAlone();
      await begun.rig.until(SERIAL, moment);
      // What was answered just then is heard.
      await begun.rig.clock.advanceBy(1);
      assert.match((await handedOver(begun)).message ?? '', words);
    });
  }

  for (const kind of ['download', 'install', 'restart'] as const) {
    it(`sends nothing that was only intended: ${kind}`, async () => {
      const { rig, engine, id } = await beginAlone();
      handOverWhenIntended(engine, id, kind);
      await rig.finish(engine, id);
      await rig.clock.advanceBy(6 * HOUR);
      assert.deepEqual(
        asked(rig).map((what) => what.replace(`${SERIAL} `, '')),
        BEFORE[kind],
      );
      assert.match(engine.jobs.get(id)?.message ?? '', / may (have been told to|still finish downloading) /);
    });
  }

  it('ends a queued job as cancelled, with nothing touched', async () => {
    const rig = new Rig();
    const engine = await rig.start();
    engine.pause();
    const { id } = await rig.submit(engine);
    engine.handOver(id, 'alice');
    engine.resume();
    await rig.clock.advanceBy(HOUR);
    assert.equal(engine.jobs.get(id)?.status, 'cancelled');
    assert.deepEqual(asked(rig), []);
  });

  it('is done although the job was cancelled before and waits for its safe point', async () => {
    const begun = await beginAlone();
    await begun.rig.until(SERIAL, 'install_started');
    await begun.rig.clock.advanceBy(1);
    begun.engine.cancel(begun.id, 'bob');
    await handedOver(begun);
  });

  it('lets the next job of the queue begin', async () => {
    const settings = { ...defaultSettings, workers: { ...defaultSettings.workers, max: 1 } };
    const begun = await beginAlone({ settings });
    const { rig, engine } = begun;
    await rig.until(SERIAL, 'install_started');
    engine.handOver(begun.id, 'alice');
    await rig.clock.advanceBy(600_000);
    const again = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(again.ok);
    assert.equal((await rig.finish(engine, again.job.id)).status, 'completed');
  });

  it('cannot be tried again without anybody looking', async () => {
    const begun = await beginAlone();
    await begun.rig.until(SERIAL, 'install_started');
    await handedOver(begun);
    await assert.rejects(
      begun.engine.retry([begun.id], 'test'),
      /cannot be tried again: it was handed over in the middle of the work/,
    );
  });
});

/** What the device was asked for before the first effect of this kind. */
const BEFORE = {
  download: [],
  install: ['download_started', 'download_started'],
  restart: ['download_started', 'download_started', 'install_started'],
} as const satisfies Partial<Record<Step['kind'], readonly string[]>>;

/** Hands the job over while the intent is being recorded: before the request has left. */
function handOverWhenIntended(engine: Engine, id: string, kind: Step['kind']): void {
  const following = engine.jobs.onDidChange(({ steps }) => {
    if (!steps.some((step) => step.kind === kind && step.effect?.phase === 'intended')) return;
    following.dispose();
    engine.handOver(id, 'alice');
  });
}

describe('engine: handing a pair over', () => {
  const moments: readonly (readonly [...Parameters<Rig['until']>, RegExp])[] = [
    [SECOND, 'download_started', 1, /fw-active runs 10\.2\.10; .* fw-passive runs 10\.2\.10; /],
    [SECOND, 'install_started', 1, /fw-passive runs 10\.2\.10; it was told to install 11\.1\.4-h7/],
    [SECOND, 'went_down', 1, /fw-passive was told to restart into 11\.1\.4-h7/],
    [FIRST, 'suspended', 1, /fw-active .*been suspended by this job.* fw-passive runs 11\.1\.4-h7\./],
    [FIRST, 'install_started', 1, /fw-active was suspended by this job.* fw-passive runs 11\.1\.4-h7\./],
    [FIRST, 'went_down', 1, /fw-active was told to restart into .* may have been suspended by this job/],
  ];
  for (const [serial, what, times, words] of moments) {
    it(`stops at once, and does not even make a member functional: ${serial} ${what}`, async () => {
      const begun = await beginPair();
      await begun.rig.until(serial, what, times);
      await begun.rig.clock.advanceBy(1);
      assert.match((await handedOver(begun)).message ?? '', words);
    });
  }
});

describe('engine: handing over in a window that dies', () => {
  async function killedAfterTheRecord(settings = defaultSettings): Promise<Begun> {
    const begun = await beginAlone({ settings });
    const { rig, engine, id } = begun;
    await rig.until(SERIAL, 'install_started');
    await rig.clock.advanceBy(1);
    engine.jobs.onDidChange((job) => {
      if (job.handedOverTo !== null) begun.kill();
    });
    engine.handOver(id, 'alice');
    await rig.clock.advanceBy(HOUR);
    return begun;
  }

  for (const onStart of ['resume', 'ask', 'paused'] as const) {
    it(`is done by the next one, which sends nothing (recovery: ${onStart})`, async () => {
      const settings = { ...defaultSettings, recovery: { onStart } };
      const { rig, id } = await killedAfterTheRecord(settings);
      const calls: string[] = [];
      const next = await rig.start(({ what, name }) => {
        if (what === 'call') calls.push(name);
      });
      await rig.clock.advanceBy(6 * HOUR);
      const job = next.jobs.get(id);
      assert.equal(job?.status, 'cancelled');
      assert.match(job.message ?? '', /^Handed over to alice: .*told to install 10\.2\.10/);
      assert.deepEqual(calls, []);
      assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 0);
    });
  }

  it('ends a job at once that a crash interrupted and a paused engine has not taken up', async () => {
    const settings = { ...defaultSettings, recovery: { onStart: 'ask' as const } };
    const begun = await beginAlone({ settings });
    const { rig, id } = begun;
    await rig.until(SERIAL, 'install_started');
    begun.kill();
    await rig.clock.advanceBy(HOUR);
    const next = await rig.start();
    assert.equal(next.paused, true);
    next.handOver(id, 'alice');
    assert.equal(next.jobs.get(id)?.status, 'cancelled');
    next.resume();
    await rig.clock.advanceBy(6 * HOUR);
    assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 0);
  });
});
