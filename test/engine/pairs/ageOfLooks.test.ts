/**
 * How old a look at a pair is when an effect is sent upon it: counted from the question, by the clock at the moment of
 * sending. A machine that sleeps in between wakes with timers that have not run. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import {
  byHand,
  doneTo,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairRig,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const HOUR_MS = 3_600_000;
const LOG_IN = 'log in';

function sleep(rig: Rig): void {
  rig.clockError += 8 * HOUR_MS;
  byHand(rig, SECOND, 'suspend');
}

describe('engine: how old a look at a pair may be', function () {
  this.timeout(60_000);

  it('sends no suspension upon what was seen before the machine slept', async () => {
    const rig = pairRig({ paths: ONE_HOP_OF_PAIR });
    let [isIntended, hasSlept] = [false, false];
    const engine: Engine = await rig.start(({ what, name, when }) => {
      if (what !== 'call' || name !== LOG_IN || when !== 'before' || !isIntended || hasSlept) return;
      hasSlept = true;
      sleep(rig);
    });
    await rig.discover(engine);
    const { id } = await submitPair(engine);
    engine.jobs.onDidChange(() => {
      const step = engine.jobs.get(id)?.steps.find(({ kind }) => kind === 'suspend');
      if (isIntended || step?.effect?.phase !== 'intended') return;
      isIntended = true;
      // The request has to wait for a login now, and the machine sleeps meanwhile.
      engine.forgetLogins();
    });
    const job = await rig.finish(engine, id);
    assert.ok(hasSlept);
    assert.ok(!doneTo(rig, FIRST).includes('suspended'), doneTo(rig, FIRST).join());
    assert.equal(outageSeconds(rig), 0);
    assert.notEqual(job.status, 'completed');
  });

  it('counts the age of an answer from its question', async () => {
    const rig = pairRig({ paths: ONE_HOP_OF_PAIR });
    const engine = await rig.start();
    await rig.discover(engine);
    const { id } = await submitPair(engine);
    await rig.until(SECOND, 'booted');
    const isDue = (): boolean =>
      engine.jobs.get(id)?.steps.some(({ kind, state }) => kind === 'suspend' && state === 'running') ===
      true;
    await rig.clock.run(isDue, 48 * HOUR_MS);
    // Each answer of the peer is twelve seconds old when it comes.
    const what = { how: 'delay', seconds: 12 } as const;
    rig.fleet.fault(SECOND, { kind: 'call', command: 'show high-availability', times: 'always', what });
    const job = await rig.finish(engine, id);
    assert.ok(!doneTo(rig, FIRST).includes('suspended'), doneTo(rig, FIRST).join());
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /answers so slowly that nobody can say who forwards/);
  });
});
