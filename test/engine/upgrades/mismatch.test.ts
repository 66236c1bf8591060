/** A device that is not as it was before: what becomes of its job and of the rest of its bulk. Judged by what the devices saw. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { OnMismatch } from '../../../src/workflow/onMismatch.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { Rig } from '../../support/rig.ts';
import { sampleSpec, standalone } from '../../support/sampleSpec.ts';

const DEVICES = ['001701000101', '001701000102', '001701000103'] as const;
const [FIRST, SECOND, THIRD] = DEVICES;

/** One after the other; the first one loses its sessions, which a bulk must not repeat on the others. */
async function bulk(onMismatch: OnMismatch): Promise<{ rig: Rig; engine: Engine; ids: readonly string[] }> {
  const rig = new Rig({
    paths: { '10.1.14': ['10.2.10'] },
    spec: {
      ...sampleSpec(DEVICES.map((serial, index) => standalone({ serial, hostname: `fw-${index + 1}` }))),
      timing: { sessionRampSeconds: 7200 },
    },
    settings: {
      ...defaultSettings,
      workers: { ...defaultSettings.workers, max: 1 },
      validation: { ...defaultSettings.validation, onMismatch },
    },
  });
  const engine = await rig.start();
  await rig.discover(engine);
  const { queued } = await engine.submitUpgrades({
    targets: DEVICES.map((serial) => [serial] as const),
    dryRun: false,
    allowPreemption: false,
    by: 'test',
  });
  return { rig, engine, ids: queued.map(({ id }) => id) };
}

function restarts(rig: Rig): number[] {
  return DEVICES.map((serial) => rig.fleet.log.of(serial, 'restart_accepted').length);
}

describe('engine: a device that is not as it was before', () => {
  it('is written down, and the bulk goes on, unless something else is set', async () => {
    const { rig, engine } = await bulk('continue');
    await rig.finishAll(engine);
    assert.deepEqual(
      engine.jobs.all().map(({ status }) => status),
      ['completed', 'completed', 'completed'],
    );
    assert.deepEqual(restarts(rig), [1, 1, 1]);
  });

  for (const [onMismatch, ending] of [
    ['stop', 'failed'],
    ['ask', 'needs_operator'],
  ] as const) {
    it(`holds what has not begun of the bulk (${onMismatch})`, async () => {
      const { rig, engine, ids } = await bulk(onMismatch);
      await rig.finish(engine, ids[0] ?? '');
      await rig.clock.advanceBy(6 * 3_600_000);
      assert.deepEqual(
        ids.map((id) => engine.jobs.get(id)?.status),
        [ending, 'queued', 'queued'],
      );
      assert.deepEqual(restarts(rig), [1, 0, 0]);
      assert.deepEqual(rig.fleet.log.of(SECOND), []);
    });
  }

  it('holds it also in the next window', async () => {
    const { rig, engine, ids } = await bulk('stop');
    await rig.finish(engine, ids[0] ?? '');
    await engine.close();
    const next = await rig.start();
    await rig.clock.advanceBy(6 * 3_600_000);
    assert.deepEqual(restarts(rig), [1, 0, 0]);
    assert.equal(next.jobs.holdOf(next.jobs.get(ids[1] ?? '')?.batch ?? '')?.holder.id, ids[0]);
  });

  it('lets the rest go on when somebody says so, up to the next one', async () => {
    const { rig, engine, ids } = await bulk('stop');
    await rig.finish(engine, ids[0] ?? '');
    engine.releaseBatch(ids[0] ?? '', 'test');
    await rig.finish(engine, ids[1] ?? '');
    await rig.clock.advanceBy(6 * 3_600_000);
    assert.deepEqual(restarts(rig), [1, 1, 0]);
  });

  it('goes on itself, and lets the rest go on, when somebody bears what was found', async () => {
    const { rig, engine, ids } = await bulk('ask');
    const job = await rig.finish(engine, ids[0] ?? '');
    const step = job.steps.find(({ kind }) => kind === 'compare');
    engine.decide({ jobId: job.id, stepId: step?.id ?? '', decision: 'go_on', by: 'alice' });
    const ended = await rig.finish(engine, job.id);
    assert.equal(ended.status, 'completed', ended.message ?? '');
    await rig.finish(engine, ids[1] ?? '');
    assert.equal(rig.fleet.log.of(FIRST, 'restart_accepted').length, 1);
    assert.equal(rig.fleet.log.of(SECOND, 'restart_accepted').length, 1);
    assert.equal(rig.fleet.log.of(THIRD, 'restart_accepted').length, 0);
  });
});

describe('engine: the order of the queue', () => {
  it('is that of the submission, unless somebody moves a job', async () => {
    const { rig, engine, ids } = await bulk('continue');
    engine.moveInQueue([ids[2] ?? ''], 'first', 'test');
    await rig.finishAll(engine);
    const order = rig.fleet.log.all().filter(({ what }) => what === 'restart_accepted');
    assert.deepEqual(
      order.map(({ serial }) => serial),
      [FIRST, THIRD, SECOND],
    );
  });

  it('is the same in the next window', async () => {
    const { rig, engine, ids } = await bulk('continue');
    engine.moveInQueue([ids[1] ?? ''], 'last', 'test');
    await engine.close();
    const next = await rig.start();
    await rig.finishAll(next);
    const order = rig.fleet.log.all().filter(({ what }) => what === 'restart_accepted');
    assert.deepEqual(
      order.map(({ serial }) => serial),
      [FIRST, THIRD, SECOND],
    );
  });
});
