/**
 * What a person decides after the suspended member was taken back into its pair leads on: where it forwards by then it is
 * suspended anew before anything more is done to it, and nothing is done twice. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { restart } from '../../../src/simulator/boot/boot.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import {
  beginPair,
  byHand,
  decide,
  doneTo,
  haState,
  type JobOnRig,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  submitPair,
  versionOf,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR, pair } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const MINUTE_MS = 60_000;

/** The member is suspended, something cannot be told of it, and it is taken back. */
async function undecided(members: FirewallSpecInput[], serial: string, fault: FaultInput): Promise<JobOnRig> {
  const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR, spec: pairSpec(members) });
  const { id } = await submitPair(engine);
  await rig.until(serial, 'suspended');
  rig.fleet.fault(serial, fault);
  const job = await rig.finish(engine, id);
  assert.equal(job.status, 'needs_operator', job.message ?? '');
  assert.notEqual(haState(rig, serial), 'suspended');
  return { rig, engine, job };
}

function isThrough(rig: Rig, job: Job): void {
  assert.equal(job.status, 'completed', job.message ?? '');
  assert.deepEqual([versionOf(rig, FIRST), versionOf(rig, SECOND)], ['11.1.4-h7', '11.1.4-h7']);
  assert.equal(outageSeconds(rig), 0);
}

function times(rig: Rig, serial: string, what: string): number {
  return doneTo(rig, serial).filter((done) => done.startsWith(what)).length;
}

function restartByHand(rig: Rig, serial: string): void {
  const firewall = rig.fleet.devices.get(serial);
  assert.ok(firewall !== undefined);
  restart(firewall);
}

const RESTART_IGNORED: FaultInput = { kind: 'restart_ignored' };
/** Nobody knows how it ends, and it is not seen on the device afterwards. */
const INSTALL_STALLS: FaultInput = { kind: 'job_stalls', type: 'SWInstall' };
const BOTH_FORWARD = pair(
  { mode: 'active-active', state: 'active-primary' },
  { mode: 'active-active', state: 'active-secondary' },
);

describe('engine: a decision after a suspended member was taken back', function () {
  this.timeout(60_000);

  it('says that the version waits for a restart where it is cancelled before the member is suspended anew', async () => {
    const now = await undecided(BOTH_FORWARD, FIRST, RESTART_IGNORED);
    const { rig, engine } = now;
    const stepId = now.job.steps.find(({ state }) => state === 'needs_operator')?.id ?? '';
    engine.decide({ jobId: now.job.id, stepId, decision: 'not_happened', by: 'test' });
    const isWaiting = (): boolean =>
      engine.jobs.get(now.job.id)?.steps.some(({ kind, state, serial }) => {
        return kind === 'suspend' && state === 'running' && serial === FIRST;
      }) === true;
    await rig.clock.run(isWaiting);
    rig.fleet.fault(FIRST, { kind: 'foreign_job', type: 'Commit', user: 'alice', seconds: 600 });
    await rig.clock.advanceBy(MINUTE_MS);
    engine.cancel(now.job.id, 'test');
    const job = await rig.finish(engine, now.job.id);
    assert.equal(job.status, 'cancelled', job.message ?? '');
    assert.equal(times(rig, FIRST, 'suspended'), 1);
    assert.match(job.message ?? '', /11\.1\.4-h7 is installed on it and starts with its next restart/);
  });

  it('restarts one that stands by without suspending it anew', async () => {
    const now = await undecided(pair(), FIRST, RESTART_IGNORED);
    assert.equal(haState(now.rig, FIRST), 'passive');
    isThrough(now.rig, await decide(now, 'not_happened', 'test'));
    assert.equal(times(now.rig, FIRST, 'suspended'), 1);
    assert.equal(times(now.rig, FIRST, 'restart_accepted'), 2);
  });

  it('restarts one that leads again after it was suspended anew', async () => {
    const now = await undecided(pair(), FIRST, RESTART_IGNORED);
    // As a preemptive member does, or one whose peer failed for a while.
    byHand(now.rig, SECOND, 'suspend');
    byHand(now.rig, SECOND, 'functional');
    await now.rig.clock.advanceBy(MINUTE_MS);
    assert.equal(haState(now.rig, FIRST), 'active');
    isThrough(now.rig, await decide(now, 'not_happened', 'test'));
    assert.equal(times(now.rig, FIRST, 'suspended'), 2);
    assert.equal(times(now.rig, FIRST, 'install_started'), 1);
  });

  for (const serial of PAIR) {
    it(`restarts a member of an active/active pair after it was suspended anew: ${serial}`, async () => {
      const now = await undecided(BOTH_FORWARD, serial, RESTART_IGNORED);
      isThrough(now.rig, await decide(now, 'not_happened', 'test'));
      assert.equal(times(now.rig, serial, 'suspended'), 2);
      assert.equal(times(now.rig, serial, 'install_started'), 1);
      assert.equal(times(now.rig, serial, 'restart_accepted'), 2);
    });

    it(`does so in the next window, which dies at each record of it: ${serial}`, async () => {
      const now = await undecided(BOTH_FORWARD, serial, RESTART_IGNORED);
      const stepId = now.job.steps.find(({ state }) => state === 'needs_operator')?.id ?? '';
      now.engine.decide({ jobId: now.job.id, stepId, decision: 'not_happened', by: 'test' });
      await now.rig.clock.drive(now.engine.close());
      for (let point = 1; point <= 6; point += 1) {
        const seen = { writes: 0, isDead: false };
        await now.rig.start(({ what, name, when }, die) => {
          if (what !== 'disk' || name !== 'sync' || when !== 'after' || seen.isDead) return;
          seen.writes += 1;
          if (seen.writes < 2 * point) return;
          seen.isDead = true;
          die();
        });
        await now.rig.clock.run(() => seen.isDead, 48 * 60 * MINUTE_MS);
      }
      isThrough(now.rig, await now.rig.finish(await now.rig.start(), now.job.id));
      assert.equal(times(now.rig, serial, 'restart_accepted'), 2);
    });

    for (const decision of ['happened', 'look_again'] as const) {
      it(`goes on with a member that somebody has restarted by hand: ${decision}, ${serial}`, async () => {
        const now = await undecided(BOTH_FORWARD, serial, RESTART_IGNORED);
        restartByHand(now.rig, serial);
        await now.rig.clock.advanceBy(20 * MINUTE_MS);
        isThrough(now.rig, await decide(now, decision, 'test'));
        assert.equal(times(now.rig, serial, 'suspended'), 1);
        assert.equal(times(now.rig, serial, 'restart_accepted'), 2);
      });
    }
  }

  it('goes on with a member that somebody has restarted by hand while it stood by', async () => {
    const now = await undecided(pair(), FIRST, RESTART_IGNORED);
    restartByHand(now.rig, FIRST);
    await now.rig.clock.advanceBy(20 * MINUTE_MS);
    isThrough(now.rig, await decide(now, 'happened', 'test'));
    assert.equal(times(now.rig, FIRST, 'restart_accepted'), 2);
  });

  it('says what is in the way where the peer cannot take over any more', async () => {
    const now = await undecided(BOTH_FORWARD, SECOND, RESTART_IGNORED);
    now.rig.fleet.fault(FIRST, { kind: 'links_fail' });
    const job = await decide(now, 'not_happened', 'test');
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /fw-active-primary is tentative/);
    assert.equal(times(now.rig, SECOND, 'suspended'), 1);
    assert.equal(times(now.rig, SECOND, 'restart_accepted'), 1);
  });

  it('lets nothing happen twice where an installation stands still', async () => {
    const now = await undecided(pair(), FIRST, INSTALL_STALLS);
    await decide(now, 'not_happened', 'test');
    assert.equal(times(now.rig, FIRST, 'install_started'), 1);
    assert.notEqual(haState(now.rig, FIRST), 'suspended');
  });
});
