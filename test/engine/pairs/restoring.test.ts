/**
 * A member that a job had to leave suspended is made functional as soon as it can be, by the same engine and by the next
 * one, and never where somebody else has it by now. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import { makeHaFunctional } from '../../../src/panos/commands/highAvailability.ts';
import { startViewer } from '../../../src/engine/viewerEngine.ts';
import { windowParts } from '../store/window.ts';
import {
  byHand,
  haState,
  type JobOnRig,
  leaveSuspended,
  outageSeconds,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR } from '../../support/sampleSpec.ts';

const [FIRST] = PAIR;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function journalBytes(rig: Rig): number {
  const journals = rig.disk.paths().filter((path) => path.endsWith('.jsonl'));
  return journals.reduce((sum, path) => sum + (rig.disk.content(path)?.length ?? 0), 0);
}

function functional(rig: Rig): number {
  return rig.fleet.log.of(FIRST, 'functional').length;
}

describe('engine: a member that a job has left suspended', () => {
  for (const [name, away] of [
    ['15 minutes', 15 * MINUTE],
    ['3 hours', 3 * HOUR],
  ] as const) {
    it(`is made functional when it answers again after ${name} more`, async () => {
      const { rig, engine, job } = await leaveSuspended();
      assert.deepEqual(
        engine.suspended.map(({ serial, jobId }) => [serial, jobId]),
        [[FIRST, job.id]],
      );
      await rig.clock.advanceBy(away);
      assert.equal(functional(rig), 0);
      rig.unreachable.clear();
      await rig.clock.advanceBy(16 * MINUTE);
      assert.equal(haState(rig, FIRST), 'passive');
      assert.equal(functional(rig), 1);
      assert.equal(outageSeconds(rig), 0);
      assert.deepEqual(engine.suspended, []);
      const after = engine.jobs.get(job.id);
      assert.ok(after !== undefined);
      assert.equal(after.status, job.status);
      assert.match(after.message ?? '', /Later: Make fw-active functional: It is passive\.$/);
      assert.doesNotMatch(after.message ?? '', /still be suspended/);
    });
  }

  it('is made functional within a minute of its first answer where its peer fails hours later', async () => {
    const { rig, engine } = await leaveSuspended();
    await rig.clock.advanceBy(3 * HOUR);
    rig.fleet.fault(PAIR[1], { kind: 'power_lost' });
    await rig.clock.advanceBy(20 * MINUTE);
    rig.unreachable.clear();
    await rig.clock.advanceBy(MINUTE);
    assert.equal(functional(rig), 1);
    await rig.clock.advanceBy(5 * MINUTE);
    assert.deepEqual([haState(rig, FIRST), engine.suspended], ['active', []]);
  });

  it('does not wait for a login to its peer, which lets nobody in', async () => {
    const { rig, engine } = await leaveSuspended();
    await rig.clock.drive(engine.close());
    const refusal = { how: 'unauthorised' } as const;
    rig.fleet.fault(PAIR[1], { kind: 'call', command: 'keygen', what: refusal, times: 'always' });
    const next = await rig.start();
    await rig.clock.advanceBy(10 * MINUTE);
    rig.unreachable.clear();
    // After the refusals no account logs in anywhere for a while.
    await rig.clock.advanceBy(30 * MINUTE);
    assert.equal(functional(rig), 1);
    assert.deepEqual([haState(rig, FIRST), next.suspended], ['passive', []]);
  });

  it('is said to be suspended only where that was seen, and not only accepted', async () => {
    const { engine, job } = await leaveSuspended();
    const suspend = job.steps.find(({ kind }) => kind === 'suspend');
    assert.match(suspend?.message ?? '', /^It accepted the suspension\. .*no route to the host/);
    assert.deepEqual(
      engine.suspended.map(({ serial, isProved }) => [serial, isProved]),
      [[FIRST, false]],
    );
  });

  it('is asked ever more seldom, and nothing is written down meanwhile', async () => {
    const { rig, engine, job } = await leaveSuspended();
    const before = journalBytes(rig);
    await rig.clock.advanceBy(6 * HOUR);
    assert.equal(journalBytes(rig), before);
    const next = engine.suspended[0]?.nextAt ?? null;
    assert.ok(next !== null && next > rig.clock.now() && next <= rig.clock.now() + 15 * MINUTE);
    assert.match(engine.suspended[0]?.seen ?? '', /no route to the host/);
    assert.equal(engine.jobs.get(job.id)?.message, job.message);
  });

  it('is made functional by the next engine, also by one that is paused', async () => {
    const { rig, engine } = await leaveSuspended();
    await engine.close();
    await rig.clock.advanceBy(HOUR);
    rig.unreachable.clear();
    const next = await rig.start();
    next.pause();
    await rig.clock.advanceBy(MINUTE);
    assert.equal(haState(rig, FIRST), 'passive');
    assert.equal(functional(rig), 1);
    assert.deepEqual(next.suspended, []);
  });

  it('is in sight of a window that only looks on, until it is functional', async () => {
    const { rig } = await leaveSuspended();
    await rig.clock.advanceBy(MINUTE);
    const parts = { ...windowParts('/storage', 'Bob'), files: rig.disk.attach(), clock: rig.clock };
    const viewer = await startViewer(parts, 'Ada');
    const seen = (): unknown[] => viewer.suspended.map(({ serial, isTried }) => [serial, isTried]);
    assert.deepEqual(seen(), [[FIRST, false]]);
    let told = 0;
    viewer.onDidChangeState(() => (told += 1));
    rig.unreachable.clear();
    await rig.clock.advanceBy(16 * MINUTE);
    assert.deepEqual(seen(), []);
    assert.ok(told > 0);
    const [job] = viewer.jobs.all();
    assert.match(job?.message ?? '', /Later: Make fw-active functional: It is passive\.$/);
    await viewer.close();
  });

  it('is not sent anything after it was handed over', async () => {
    const { rig, engine, job } = await leaveSuspended();
    engine.handOver(job.id, 'ada');
    rig.unreachable.clear();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(haState(rig, FIRST), 'suspended');
    await engine.close();
    const next = await rig.start();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(functional(rig), 0);
    assert.deepEqual(next.suspended, []);
  });

  for (const when of ['before', 'after'] as const) {
    it(`is told once when the process dies ${when} it is told, and the next one finds out`, async () => {
      const { rig, engine } = await leaveSuspended();
      await engine.close();
      rig.unreachable.clear();
      let deaths = 0;
      await rig.start((touch, die) => {
        if (touch.name !== makeHaFunctional.name || touch.when !== when) return;
        deaths += 1;
        die();
      });
      await rig.clock.advanceBy(HOUR);
      assert.equal(deaths, 1);
      assert.equal(functional(rig), when === 'before' ? 0 : 1);
      const next = await rig.start();
      await rig.clock.advanceBy(HOUR);
      assert.equal(haState(rig, FIRST), 'passive');
      assert.equal(functional(rig), 1);
      assert.deepEqual(next.suspended, []);
    });
  }

  it('is nothing to be told where somebody has made it functional meanwhile', async () => {
    const { rig, engine, job } = await leaveSuspended();
    byHand(rig, FIRST, 'functional');
    rig.unreachable.clear();
    await rig.clock.advanceBy(16 * MINUTE);
    assert.equal(functional(rig), 1);
    assert.deepEqual(engine.suspended, []);
    assert.match(
      engine.jobs.get(job.id)?.message ?? '',
      /Later: Make fw-active functional: It is passive\.$/,
    );
  });

  it('is left as it is where somebody has suspended it again', async () => {
    const { rig, engine, job } = await leaveSuspended();
    byHand(rig, FIRST, 'functional');
    await rig.clock.advanceBy(HOUR);
    byHand(rig, FIRST, 'suspend');
    await rig.clock.advanceBy(5 * MINUTE);
    rig.unreachable.clear();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(haState(rig, FIRST), 'suspended');
    assert.equal(functional(rig), 1);
    assert.deepEqual(engine.suspended, []);
    assert.match(
      engine.jobs.get(job.id)?.message ?? '',
      /It was suspended \d+ minutes ago, and not by this job/,
    );
  });

  it('is not called suspended where it is out of its pair for a reason of its own', async () => {
    const { rig, engine, job } = await leaveSuspended();
    const ha = rig.fleet.devices.get(FIRST)?.ha;
    assert.ok(ha !== undefined && ha !== null);
    ha.state = 'non-functional';
    rig.unreachable.clear();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(functional(rig), 0);
    assert.deepEqual(engine.suspended, []);
    const message = engine.jobs.get(job.id)?.message ?? '';
    assert.match(message, /Later: Make fw-active functional: Not sent\. It is non-functional\b.*\.$/);
    assert.doesNotMatch(message, /still be suspended/);
  });

  it('is nothing that another device at its address is told', async () => {
    const { rig, engine } = await leaveSuspended();
    rig.fleet.fault(FIRST, { kind: 'exchanged', serial: '001701009901' });
    rig.unreachable.clear();
    await rig.clock.advanceBy(2 * HOUR);
    assert.equal(functional(rig), 0);
    assert.match(engine.suspended[0]?.seen ?? '', /Another device \(001701009901\) answers/);
  });

  it('has its turn soon after somebody asked for the pair again', async () => {
    const { rig, engine, job } = await leaveSuspended();
    rig.unreachable.clear();
    const next = await submitPair(engine);
    const ended = await rig.finish(engine, next.id);
    assert.equal(functional(rig), 0);
    assert.match(
      ended.message ?? '',
      /fw-active is suspended \(it says: "User requested"\), and not by this job/,
    );
    await rig.clock.advanceBy(2 * MINUTE);
    assert.equal(haState(rig, FIRST), 'passive');
    assert.equal(functional(rig), 1);
    assert.match(engine.jobs.get(job.id)?.message ?? '', /Later: /);
    const last = await submitPair(engine);
    assert.equal((await rig.finish(engine, last.id)).status, 'completed');
    assert.equal(outageSeconds(rig), 0);
  });

  it('is not kept out of its pair by a download that takes long', async () => {
    const { rig, engine } = await leaveSuspended();
    rig.fleet.devices.get(FIRST)?.images.delete('11.1.4-h7');
    rig.fleet.fault(FIRST, { kind: 'job_stalls', type: 'Downld' });
    const { queued } = await engine.submitDownloads({ serials: [FIRST], by: 'test' });
    rig.unreachable.clear();
    await rig.until(FIRST, 'download_started', 2);
    await rig.clock.advanceBy(16 * MINUTE);
    assert.equal(engine.jobs.get(queued[0]?.id ?? '')?.status, 'active');
    assert.equal(haState(rig, FIRST), 'passive');
    assert.equal(functional(rig), 1);
    assert.deepEqual(engine.suspended, []);
  });

  for (const [what, stop] of [
    ['handed over', ({ engine, job }: JobOnRig) => engine.handOver(job.id, 'ada')],
    ['closed', ({ engine }: JobOnRig) => void engine.close()],
  ] as const) {
    it(`writes nothing more when it is ${what} at the moment of sending`, async () => {
      const left = await leaveSuspended();
      const { rig, job } = left;
      let bytes = -1;
      rig.rewrite = (operation, body) => {
        if (operation === makeHaFunctional.name && bytes < 0) {
          stop(left);
          bytes = journalBytes(rig);
        }
        return body;
      };
      rig.unreachable.clear();
      await rig.clock.advanceBy(16 * MINUTE);
      assert.ok(bytes > 0);
      assert.equal(journalBytes(rig), bytes);
      await left.engine.close();
      const next = await rig.start();
      await rig.clock.advanceBy(HOUR);
      assert.equal(functional(rig), 1);
      assert.equal(next.jobs.get(job.id)?.suspended.length, what === 'handed over' ? 1 : 0);
    });
  }
});
