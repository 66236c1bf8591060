/**
 * A member that a job had to leave suspended comes back into its pair though somebody has asked for the pair again: what has
 * no plan yet, or is read-only, does nothing to it and may wait for hours. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import { haState, leaveSuspended, submitPair } from '../../support/pairRig.ts';
import { PAIR } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const MINUTE = 60_000;

describe('engine: a member that was left suspended, and a pair that is asked for again', () => {
  for (const dryRun of [false, true]) {
    const what = dryRun ? 'dry run' : 'job';
    it(`is given back within a minute of its first answer while a ${what} waits for its dead peer`, async () => {
      const { rig, engine } = await leaveSuspended();
      rig.fleet.fault(SECOND, { kind: 'power_lost' });
      const { id } = await submitPair(engine, { dryRun });
      await rig.clock.advanceBy(MINUTE);
      rig.unreachable.clear();
      await rig.clock.advanceBy(MINUTE);
      assert.equal(rig.fleet.log.of(FIRST, 'functional').length, 1);
      assert.equal(engine.jobs.get(id)?.status, 'active', 'it still waits for the peer');
      await rig.clock.advanceBy(5 * MINUTE);
      assert.equal(haState(rig, FIRST), 'active');
      assert.deepEqual(engine.suspended, []);
    });

    it(`is given back while a ${what} waits in a paused engine, and in the next one`, async () => {
      for (const reopens of [false, true]) {
        const { rig, engine } = await leaveSuspended();
        const paused = engine.jobs.onDidChange(({ status }) => {
          if (status === 'active') engine.pause();
        });
        const { id } = await submitPair(engine, { dryRun });
        await rig.clock.advanceBy(MINUTE);
        assert.deepEqual([engine.paused, engine.jobs.get(id)?.status], [true, 'active']);
        paused.dispose();
        if (reopens) {
          await rig.clock.drive(engine.close());
          const next = await rig.start();
          next.pause();
        }
        rig.unreachable.clear();
        await rig.clock.advanceBy(2 * MINUTE);
        assert.equal(haState(rig, FIRST), 'passive', `reopened: ${reopens}`);
      }
    });
  }
});
