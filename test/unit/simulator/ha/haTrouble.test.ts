import assert from 'node:assert/strict';
import { pair, standalone, STANDALONE } from '../../../support/sampleSpec.ts';
import { FIRST, MINUTE, PairBench, SECOND } from './haPair.ts';
import { REQUEST, SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: pairs that are not as they should be', () => {
  it('both active, as neither sees the other', async () => {
    const bench = new PairBench(pair({ link: 'down' }, { state: 'active' }));
    assert.equal(await bench.states(), 'active/active');
    for (const serial of [FIRST, SECOND]) {
      assert.equal(await bench.says(serial, 'conn-status'), 'down');
      assert.equal(await bench.saysOfPeer(serial, 'state'), 'unknown');
      assert.equal(await bench.says(serial, 'running-sync'), 'not synchronized');
    }
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'suspended/active');
    assert.equal(bench.outageSeconds(), 0);
  });

  it('a standby member that does not see the active one does not take over', async () => {
    const bench = new PairBench(pair({}, { link: 'down' }));
    await bench.ask(FIRST, REQUEST.suspend);
    assert.equal(
      bench.fleet.log.of(FIRST, 'suspended')[0]?.detail,
      'no member of the pair forwards any more',
    );
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'suspended/passive');
  });

  it('a standby member that does not take over: it stays, or cannot work itself', async () => {
    for (const state of ['passive', 'non-functional', 'suspended'] as const) {
      const bench = new PairBench();
      bench.fleet.fault(SECOND, { kind: 'no_takeover', state });
      await bench.ask(FIRST, REQUEST.suspend);
      await bench.clock.advanceBy(MINUTE);
      assert.equal(await bench.states(), `suspended/${state}`);
      await bench.ask(FIRST, REQUEST.functional);
      await bench.clock.advanceBy(MINUTE);
      assert.equal(await bench.states(), `active/${state}`);
    }
  });

  it('a member whose data links fail leaves the pair for good, and its peer takes over', async () => {
    const bench = new PairBench();
    bench.fleet.fault(FIRST, { kind: 'links_fail' });
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'non-functional/active');
    await bench.ask(SECOND, REQUEST.suspend);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'non-functional/suspended');
  });

  it('a member on which somebody switches HA off says so for good, and its peer takes over', async () => {
    const bench = new PairBench();
    bench.fleet.fault(FIRST, { kind: 'ha_switched_off' });
    await bench.clock.advanceBy(MINUTE);
    assert.equal(textOf(await bench.ask(FIRST, SHOW.haState), 'enabled'), 'no');
    assert.match(await bench.ask(SECOND, SHOW.haState), /<state>active<\/state>/);
    assert.match(await bench.ask(FIRST, REQUEST.functional), /HA is not enabled/);
    await bench.reboot(FIRST);
    assert.equal(textOf(await bench.ask(FIRST, SHOW.haState), 'enabled'), 'no');
    await bench.ask(SECOND, REQUEST.suspend);
    await bench.ask(SECOND, REQUEST.functional);
    await bench.clock.advanceBy(3 * MINUTE);
    assert.match(await bench.ask(SECOND, SHOW.haState), /<state>active<\/state>/, 'it goes on alone');
  });

  for (const comesBack of [true, false]) {
    it(`a member that loses its power, and ${comesBack ? 'boots' : 'does not boot'} afterwards`, async () => {
      const bench = new PairBench();
      bench.fleet.fault(FIRST, { kind: 'power_lost', comesBack });
      await bench.clock.advanceBy(60 * MINUTE);
      const story = bench.fleet.log.story(FIRST, 'restart_accepted', 'went_down', 'booted');
      assert.equal(story.filter((what) => what.startsWith('booted')).length, comesBack ? 1 : 0);
      assert.ok(!story.includes('restart_accepted'), 'nobody asked for it');
      assert.match(await bench.ask(SECOND, SHOW.haState), /<state>active<\/state>/);
    });
  }

  it('members that name different peers, on the devices and at Panorama', async () => {
    const [first, second] = pair({}, { peer: '001701000999', disagrees: true });
    assert.ok(first?.ha && second);
    const bench = new PairBench([{ ...first, ha: { ...first.ha, disagrees: true } }, second]);
    assert.equal(await bench.saysOfPeer(SECOND, 'conn-status'), 'down');
    const devices = await bench.ask('panorama', SHOW.devicesAll);
    assert.match(devices, /<peer><serial>001701000202<\/serial><\/peer>/);
    assert.match(devices, /<peer><serial>001701000999<\/serial><\/peer>/);
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'suspended/passive', 'who is named by nobody takes over from nobody');
  });

  it('a member whose peer stands alone', async () => {
    const [first] = pair({ peer: STANDALONE, disagrees: true });
    assert.ok(first);
    const bench = new PairBench([first, standalone()]);
    assert.equal(await bench.saysOfPeer(FIRST, 'conn-status'), 'down');
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.haState), 'enabled'), 'no');
  });

  it('members in every state, with why', async () => {
    for (const [state, reason] of [
      ['suspended', 'User requested'],
      ['non-functional', 'Link down'],
      ['initial', undefined],
    ] as const) {
      const bench = new PairBench(pair({}, { state }));
      assert.equal(await bench.states(), `active/${state}`);
      assert.equal(await bench.says(SECOND, 'last-error-reason'), reason);
      assert.equal(await bench.says(FIRST, 'state-sync'), 'incomplete');
    }
  });
});
