/** How long is waited between "it is back" and the comparison: by what the devices were asked, and when. */
import assert from 'node:assert/strict';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { beginPair, ONE_HOP_OF_PAIR, outageSeconds, pairSpec, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { activeActive, pair, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';

const DELAY_S = 90;

function settings(settleMode: 'evidence' | 'fixed'): EngineSettings {
  return { ...defaultSettings, firewall: { ...defaultSettings.firewall, settleMode } };
}

interface Night {
  readonly rig: Rig;
  readonly job: Job;
  /** By serial: seconds from the first look at which the device was ready to the end of its wait. */
  readonly settled: ReadonlyMap<string, number>;
}

/** What is shown of a step tells when it began to settle. */
function watchSettling(rig: Rig, engine: Awaited<ReturnType<Rig['start']>>): Map<string, number> {
  const begun = new Map<string, number>();
  const settled = new Map<string, number>();
  engine.jobs.onDidChange((job) => {
    const live = engine.jobs.live(job.id);
    const step = job.steps.find(({ id }) => id === live?.stepId);
    if (step?.kind === 'prove_back' && live?.message.includes('settling') === true && !begun.has(step.id))
      begun.set(step.id, rig.clock.now());
    for (const { id, serial, kind, state } of job.steps) {
      const from = begun.get(id);
      if (kind === 'prove_back' && state === 'done' && from !== undefined && !settled.has(serial))
        settled.set(serial, (rig.clock.now() - from) / 1000);
    }
  });
  return settled;
}

async function upgraded(settleMode: 'evidence' | 'fixed', sessionRampSeconds: number): Promise<Night> {
  const rig = new Rig({
    paths: { '10.1.14': ['10.2.10'] },
    spec: { ...sampleSpec([standalone()]), timing: { sessionRampSeconds } },
    settings: settings(settleMode),
  });
  const engine = await rig.start();
  const settled = watchSettling(rig, engine);
  const { id } = await rig.submit(engine);
  const job = await rig.finish(engine, id);
  assert.equal(job.status, 'completed', job.message ?? '');
  return { rig, job, settled };
}

const passed = ({ job }: Night): unknown => job.steps.find(({ kind }) => kind === 'compare')?.facts['passed'];

describe('engine: the wait before a device is compared', () => {
  it('ends when all is as it was at two looks in a row', async () => {
    const night = await upgraded('evidence', 5);
    const seconds = night.settled.get(STANDALONE) ?? DELAY_S;
    assert.ok(seconds >= 5 && seconds < 25, `${seconds} s`);
    assert.equal(passed(night), true);
  });

  it('lasts for the whole delay where something is not back, or where it is set so', async () => {
    const missing = await upgraded('evidence', 7200);
    assert.equal(missing.settled.get(STANDALONE), DELAY_S);
    assert.equal(passed(missing), false);
    const fixed = await upgraded('fixed', 5);
    assert.equal(fixed.settled.get(STANDALONE), DELAY_S);
    assert.equal(passed(fixed), true);
  });

  it('lasts no longer where the device answers nothing about it, and the job goes on', async () => {
    const rig = new Rig({ paths: { '10.1.14': ['10.2.10'] }, settings: settings('evidence') });
    const engine = await rig.start();
    const settled = watchSettling(rig, engine);
    const { id } = await rig.submit(engine);
    await rig.until(STANDALONE, 'restart_accepted');
    rig.fleet.fault(STANDALONE, {
      kind: 'call',
      command: 'show session info',
      what: { how: 'delay', seconds: 4000 },
    });
    const job = await rig.finish(engine, id);
    assert.equal(settled.get(STANDALONE), DELAY_S);
    assert.equal(job.status, 'completed', job.message ?? '');
  });

  for (const [mode, members] of [
    ['active/passive', pair()],
    ['active/active', activeActive()],
  ] as const) {
    it(`looks at who forwards, of a pair: ${mode}`, async () => {
      const { rig, engine } = await beginPair({
        paths: ONE_HOP_OF_PAIR,
        spec: pairSpec(members),
        settings: settings('evidence'),
      });
      const settled = watchSettling(rig, engine);
      const { id } = await submitPair(engine);
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(outageSeconds(rig), 0);
      assert.equal(settled.size, 2);
      for (const [serial, seconds] of settled) assert.ok(seconds < 40, `${serial}: ${seconds} s`);
      const compared = job.steps.find(({ kind }) => kind === 'compare');
      assert.equal(compared?.facts['passed'], true, compared?.message ?? '');
    });
  }
});
