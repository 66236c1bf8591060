/**
 * A member is out of its pair, and its peer lets us in no more: the watch goes by what the member itself says of it, and waits
 * for no login. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import { beginPair, haState, pairSpec, submitPair } from '../../support/pairRig.ts';
import { PAIR, pair } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const MINUTE_MS = 60_000;

describe('engine: the watch on a peer that refuses logins', () => {
  it('still sees within a minute that it died, in a window that has not logged in there', async () => {
    const { rig, engine } = await beginPair({
      paths: { '10.2.10': ['11.1.4-h7'] },
      spec: pairSpec(pair()),
    });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    rig.fleet.fault(FIRST, { kind: 'job_stalls', type: 'SWInstall' });
    await rig.until(FIRST, 'install_started');
    await rig.clock.drive(engine.close());
    const refusal = { how: 'unauthorised' } as const;
    rig.fleet.fault(SECOND, { kind: 'call', command: 'keygen', what: refusal, times: 'always' });
    const next = await rig.start();
    // The second of its logins is refused by then, and the next one far away.
    await rig.clock.advanceBy(5 * MINUTE_MS);
    const diedAt = rig.clock.now();
    rig.fleet.fault(SECOND, { kind: 'power_lost' });
    await rig.finish(next, id);
    const [told] = rig.fleet.log.of(FIRST, 'functional');
    assert.ok(told !== undefined, 'it was never made functional');
    assert.ok(told.at > diedAt, 'it was made functional before');
    assert.ok(told.at - diedAt <= MINUTE_MS, `${(told.at - diedAt) / 1000} s later`);
    assert.equal(haState(rig, FIRST), 'active');
  });
});
