import assert from 'node:assert/strict';
import { createIntentAge } from '../../../../src/workflow/proof/intentAge.ts';
import { evidence, fakeContext } from '../fakeContext.ts';

describe('the age of an intent', () => {
  it('grows with the uptime of the device and with the time that was waited, and with no clock', async () => {
    const { context, clock } = fakeContext({});
    let counted = 0;
    const age = createIntentAge(
      { ...context, time: { ...context.time, ms: () => counted } },
      evidence({ uptimeSeconds: 5000 }),
    );
    // Nobody was awake: an hour on the clock says nothing.
    await clock.advanceBy(3_600_000);
    assert.equal(age.atLeastMs({ uptimeSeconds: 5030 }), 0);
    assert.equal(age.atLeastMs({ uptimeSeconds: 5000 + 660 }), 600_000);
    counted = 700_000;
    assert.equal(age.atLeastMs({ uptimeSeconds: 5000 + 660 }), 700_000);
    assert.equal(age.atLeastMs({ uptimeSeconds: null }), 700_000);
    assert.equal(age.atLeastMs({ uptimeSeconds: 20 }), 700_000, 'a restart in between proves nothing');
  });
});
