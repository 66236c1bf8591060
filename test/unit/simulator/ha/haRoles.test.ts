import assert from 'node:assert/strict';
import { activeActive, pair, pairOf } from '../../../support/sampleSpec.ts';
import { FIRST, MINUTE, PairBench, SECOND } from './haPair.ts';
import { REQUEST } from '../sampleFleet.ts';

describe('simulator: who leads a pair', () => {
  it('a preemptive member of higher priority, some time after it came back', async () => {
    const preemptive = { preemptive: true };
    const bench = new PairBench(pair({ ...preemptive, priority: 50 }, { ...preemptive, priority: 150 }));
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(5000);
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'passive/active');
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'active/passive');
    assert.equal(bench.outageSeconds(), 1);
  });

  it('nobody preempts when only one of them is preemptive', async () => {
    const bench = new PairBench(pair({ preemptive: true, priority: 50 }, { priority: 150 }));
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(5000);
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(10 * MINUTE);
    assert.equal(await bench.states(), 'passive/active');
  });

  it('a member that finds nobody, once the time is over', async () => {
    const bench = new PairBench(pair({}, { state: 'suspended' }));
    bench.fleet.fault(SECOND, { kind: 'never_back' });
    await bench.restart(SECOND);
    await bench.clock.advanceBy(MINUTE);
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.says(FIRST, 'state'), 'initial');
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.says(FIRST, 'state'), 'active');
  });

  it('one of two that start together', async () => {
    const bench = new PairBench();
    await bench.restart(FIRST);
    await bench.reboot(SECOND);
    assert.match(await bench.states(), /^(active\/passive|passive\/active)$/);
  });

  it('a member suspended before its restart negotiates again, or stays suspended where the device does that', async () => {
    for (const [staysSuspended, expected] of [
      [false, 'passive/active'],
      [true, 'suspended/active'],
    ] as const) {
      const bench = new PairBench(pair({ staysSuspended }));
      await bench.ask(FIRST, REQUEST.suspend);
      await bench.reboot(FIRST);
      assert.equal(await bench.states(), expected);
      await bench.ask(FIRST, REQUEST.functional);
      await bench.reboot(FIRST);
      assert.equal(
        await bench.states(),
        'passive/active',
        'what was suspended once is not suspended for ever',
      );
    }
  });
});

describe('simulator: an active/active pair', () => {
  it('says what it is, and both members forward', async () => {
    const bench = new PairBench(activeActive());
    assert.equal(await bench.says(FIRST, 'mode'), 'Active-Active');
    assert.equal(await bench.states(), 'active-primary/active-secondary');
    assert.equal(await bench.says(FIRST, 'state-sync'), 'Complete');
    assert.deepEqual(
      [await bench.says(FIRST, 'device-id'), await bench.says(SECOND, 'device-id')],
      ['0', '1'],
    );
    const forwarding = [...bench.fleet.devices.values()].filter((device) => device.forwardingSince !== null);
    assert.equal(forwarding.length, 2);
  });

  it('loses no second when one goes and comes back, which is tentative until it has the sessions', async () => {
    const bench = new PairBench(activeActive());
    await bench.reboot(FIRST);
    assert.equal(await bench.states(), 'active-secondary/active-primary');
    assert.deepEqual(bench.fleet.log.story(FIRST, 'ha_state'), [
      ...['ha_state off', 'ha_state initial', 'ha_state tentative', 'ha_state active-secondary'],
    ]);
    assert.equal(bench.outageSeconds(), 0);
  });

  it('gives the first role to a tentative member when it is the last one', async () => {
    const bench = new PairBench(activeActive());
    await bench.ask(SECOND, REQUEST.suspend);
    await bench.ask(SECOND, REQUEST.functional);
    await bench.clock.advanceBy(20_000);
    assert.equal(await bench.states(), 'active-primary/tentative');
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(2000);
    assert.equal(await bench.states(), 'suspended/active-primary');
    assert.equal(bench.outageSeconds(), 1);
  });

  it('forwards again when it has had the time to learn its routes, counted from the last suspension', async () => {
    const bench = new PairBench(activeActive());
    for (const seconds of [60, 0]) {
      await bench.ask(SECOND, REQUEST.suspend);
      await bench.ask(SECOND, REQUEST.functional);
      await bench.clock.advanceBy(seconds * 1000);
    }
    await bench.clock.advanceBy(85_000);
    assert.equal(await bench.states(), 'active-primary/tentative');
    await bench.clock.advanceBy(20_000);
    assert.equal(await bench.states(), 'active-primary/active-secondary');
    assert.equal(bench.outageSeconds(), 0);
  });

  it('stays tentative with a link that failed, and does not lead then', async () => {
    const bench = new PairBench(activeActive());
    bench.fleet.fault(SECOND, { kind: 'link_fails_at_boot' });
    await bench.reboot(SECOND);
    assert.equal(await bench.states(), 'active-primary/tentative');
    assert.equal(await bench.saysOfPeer(FIRST, 'state-reason'), 'Link down');
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(5 * MINUTE);
    assert.equal(await bench.states(), 'suspended/tentative');
  });

  for (const [name, secondsAfterFunctional] of [
    ['while it forwards', null],
    ['on its way back into its pair', 20],
  ] as const) {
    it(`stays tentative with links that fail ${name}, and its peer forwards alone`, async () => {
      const bench = new PairBench(activeActive());
      if (secondsAfterFunctional !== null) {
        await bench.ask(FIRST, REQUEST.suspend);
        await bench.clock.advanceBy(5_000);
        await bench.ask(FIRST, REQUEST.functional);
        await bench.clock.advanceBy(secondsAfterFunctional * 1000);
        assert.equal(await bench.states(), 'tentative/active-primary');
      }
      bench.fleet.fault(FIRST, { kind: 'links_fail' });
      await bench.clock.advanceBy(10 * MINUTE);
      assert.equal(await bench.states(), 'tentative/active-primary');
      assert.equal(await bench.says(FIRST, 'state-reason'), 'Link down');
      await bench.ask(SECOND, REQUEST.suspend);
      await bench.clock.advanceBy(MINUTE);
      assert.equal(await bench.states(), 'tentative/suspended', 'it does not lead with a failed link');
      await bench.ask(SECOND, REQUEST.functional);
      await bench.clock.advanceBy(MINUTE);
      assert.equal(await bench.states(), 'tentative/active-primary');
    });
  }

  it('gives the first role back to the member with device id 0, if both preempt', async () => {
    const bench = new PairBench(activeActive({ preemptive: true, priority: 200 }, { preemptive: true }));
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'suspended/active-primary');
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(2 * MINUTE);
    assert.equal(await bench.states(), 'active-secondary/active-primary');
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'active-primary/active-secondary');
    assert.equal(bench.outageSeconds(), 0);
  });
});

describe('simulator: members of different releases', () => {
  const catalogue = ['9.0.0', '9.1.0', '10.0.0', '10.1.0', '10.2.0'].map((version) => ({
    version,
    sizeMb: 100,
    base: true,
  }));
  const farApart = (): ReturnType<typeof pair> =>
    pairOf('9.0.0', '9.0.0').map((member) => ({ ...member, downloaded: ['9.1.0', '10.0.0'] }));
  /** Two hops of the second member, the first one left behind. */
  async function leaveBehind(bench: PairBench): Promise<void> {
    await bench.upgrade(SECOND, '9.1.0');
    assert.equal(await bench.states(), 'active/passive');
    await bench.upgrade(SECOND, '10.0.0');
  }

  it('bear one feature release of difference, and show it', async () => {
    const bench = new PairBench(pairOf('10.1.14', '10.2.10'));
    await bench.reboot(SECOND);
    assert.equal(await bench.states(), 'active/passive');
    assert.equal(await bench.says(FIRST, 'running-sync'), 'not synchronized');
    assert.equal(await bench.says(FIRST, 'build-compat'), 'Mismatch');
    assert.equal(await bench.saysOfPeer(FIRST, 'build-rel'), '10.2.10');
  });

  it('suspend the newer one when two releases lie between them below 10.2, as long as they do', async () => {
    const bench = new PairBench(farApart(), { catalogue });
    await leaveBehind(bench);
    assert.equal(await bench.states(), 'active/suspended');
    assert.equal(await bench.says(SECOND, 'last-error-reason'), 'Peer version too old');
    await bench.ask(SECOND, REQUEST.functional);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'active/suspended');

    await bench.ask(FIRST, REQUEST.suspend);
    const [, last] = bench.fleet.log.of(FIRST);
    assert.equal(last?.what, 'ha_state');
    assert.equal(
      bench.fleet.log.of(FIRST, 'suspended')[0]?.detail,
      'no member of the pair forwards any more',
    );
    await bench.clock.advanceBy(MINUTE);
    assert.ok(bench.outageSeconds() >= 60);
  });

  it('make it non-functional where the fleet says so, and functional again once the other one follows', async () => {
    const bench = new PairBench(farApart(), { catalogue, ha: { versionGap: 'non-functional' } });
    await leaveBehind(bench);
    assert.equal(await bench.states(), 'active/non-functional');
    await bench.upgrade(FIRST, '9.1.0');
    assert.equal(await bench.states(), 'passive/active');
  });

  it('bear any difference from 10.2 on', async () => {
    const bench = new PairBench(pairOf('10.2.10', '12.1.4'));
    await bench.reboot(SECOND);
    assert.equal(await bench.states(), 'active/passive');
  });

  it('bear no more than the fleet says, also from 10.2 on', async () => {
    const bench = new PairBench(pairOf('10.2.10', '11.1.4-h7'), { ha: { bearsReleasesApart: 1 } });
    await bench.reboot(SECOND);
    assert.equal(await bench.states(), 'active/suspended');
    assert.equal(await bench.says(SECOND, 'state-reason'), 'Peer version too old');
  });

  it('may have the older one non-functional beside the newer active one, until it follows', async () => {
    const members = pairOf('10.2.10', '11.1.4-h7').map((member) => ({
      ...member,
      downloaded: ['11.1.0', '11.1.4-h7'],
    }));
    const bench = new PairBench(members, { ha: { olderStandby: 'non-functional' } });
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(5000);
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(MINUTE);
    assert.equal(await bench.states(), 'non-functional/active');
    assert.equal(await bench.saysOfPeer(SECOND, 'state'), 'non-functional');
    await bench.upgrade(FIRST, '11.1.4-h7');
    assert.equal(await bench.states(), 'passive/active');
  });
});
