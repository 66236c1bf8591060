/** Cancel and pause while a pair is upgraded: every way out leaves both members in it. Judged by what the members saw. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import {
  beginPair,
  doneTo,
  haState,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;

type When = Parameters<Rig['until']>;

async function cancelWhen(...when: When): Promise<{ rig: Rig; job: Job }> {
  const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
  const { id } = await submitPair(engine);
  await rig.until(...when);
  engine.cancel(id, 'test');
  const job = await rig.finish(engine, id);
  await rig.clock.advanceBy(3_600_000);
  assert.equal(job.status, 'cancelled', job.message ?? '');
  assert.equal(outageSeconds(rig), 0);
  return { rig, job };
}

describe('engine: cancelling the upgrade of a pair of which neither member answers any more', () => {
  for (const [who, what] of [
    [SECOND, 'restart_accepted'],
    [FIRST, 'restart_accepted'],
    [FIRST, 'install_started'],
  ] as const) {
    it(`ends within the limits of its steps (${what} on ${who === FIRST ? 'the active' : 'the standby'} one)`, async () => {
      const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
      const { id } = await submitPair(engine);
      await rig.until(who, what);
      rig.fleet.network.away({ how: 'dropped', seconds: 30 * 24 * 3600 });
      await rig.clock.advanceBy(2 * 3_600_000);
      assert.equal(engine.jobs.get(id)?.status, 'active');
      const begun = rig.clock.now();
      engine.cancel(id, 'test');
      const job = await rig.finish(engine, id);
      const minutes = (rig.clock.now() - begun) / 60_000;
      assert.ok(minutes < 60, `${minutes} minutes`);
      assert.ok(job.status === 'failed' || job.status === 'needs_operator', job.message ?? '');
      assert.equal(engine.suspended.length, who === FIRST ? 1 : 0, job.message ?? '');
    });
  }
});

describe('engine: cancelling the upgrade of a pair', () => {
  it('stops at once while images are fetched, with both members as they were', async () => {
    const { rig } = await cancelWhen(SECOND, 'download_started');
    assert.deepEqual([doneTo(rig, FIRST), doneTo(rig, SECOND)], [[], []]);
  });

  it('lets an installation on the standby member end, and restarts nothing', async () => {
    const { rig, job } = await cancelWhen(SECOND, 'install_started');
    assert.deepEqual(doneTo(rig, SECOND), ['install_started 11.1.4-h7']);
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.match(job.message ?? '', /11\.1\.4-h7 is installed on it and starts with its next restart/);
  });

  it('brings the standby member back into the pair and leaves the active one alone', async () => {
    const { rig, job } = await cancelWhen(SECOND, 'went_down');
    assert.equal(haState(rig, SECOND), 'passive');
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.match(
      job.message ?? '',
      /fw-passive runs 11\.1\.4-h7.* The pair is half upgraded\. Upgrade it again, soon/,
    );
  });

  it('makes a member functional again that is suspended and not restarted', async () => {
    const { rig, job } = await cancelWhen(FIRST, 'suspended');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
    assert.equal(haState(rig, FIRST), 'passive');
    assert.match(job.message ?? '', /Make fw-active functional: It is passive\./);
  });

  it('makes it functional again also after an installation that ended', async () => {
    const { rig } = await cancelWhen(FIRST, 'install_started');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'install_started 11.1.4-h7', 'functional']);
    assert.equal(haState(rig, FIRST), 'passive');
  });

  it('waits for the whole pair once the second member restarts', async () => {
    const { rig, engine } = await beginPair();
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'went_down');
    engine.cancel(id, 'test');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'cancelled');
    assert.deepEqual([haState(rig, FIRST), haState(rig, SECOND)], ['passive', 'active']);
    assert.equal(rig.fleet.log.of(FIRST, 'install_started').length, 1);
    assert.equal(outageSeconds(rig), 0);
  });
});

describe('engine: pausing while a pair is upgraded', () => {
  it('waits between the members', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(SECOND, 'went_down');
    engine.pause();
    await rig.clock.advanceBy(6 * 3_600_000);
    assert.deepEqual(doneTo(rig, FIRST), []);
    engine.resume();
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    assert.equal(outageSeconds(rig), 0);
  });

  it('does not wait while the pair has to do without a member', async () => {
    const { rig, engine } = await beginPair();
    await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    engine.pause();
    await rig.clock.advanceBy(6 * 3_600_000);
    assert.deepEqual(doneTo(rig, FIRST), [
      ...['suspended', 'install_started 11.1.4-h7', 'restart_accepted', 'booted 11.1.4-h7'],
    ]);
    assert.equal(haState(rig, FIRST), 'passive');
  });

  it('leaves nothing suspended when the window closes, and the next one carries on', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    await engine.close();
    const next = await rig.start();
    assert.equal((await rig.finish(next, id)).status, 'completed');
    assert.equal(rig.fleet.log.of(FIRST, 'suspended').length, 1);
    assert.equal(outageSeconds(rig), 0);
  });
});
