import assert from 'node:assert/strict';
import { pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { FIRST, MINUTE, PairBench, SECOND } from './haPair.ts';
import { Bench, REQUEST } from '../sampleFleet.ts';

describe('simulator: outage seconds', () => {
  it('are those of the failover when one member is there to take over, seen from both members', async () => {
    const bench = new PairBench(pair(), { timing: { haFailoverSeconds: 2.5 } });
    await bench.ask(FIRST, REQUEST.suspend);
    const suspendedAt = bench.clock.now();
    await bench.reboot(FIRST);
    assert.deepEqual(bench.fleet.outages(FIRST), {
      seconds: 2.5,
      intervals: [{ from: suspendedAt, to: suspendedAt + 2500 }],
    });
    assert.deepEqual(bench.fleet.outages(SECOND), bench.fleet.outages(FIRST));
  });

  it('are none when the standby member restarts', async () => {
    const bench = new PairBench();
    await bench.reboot(SECOND);
    assert.deepEqual(bench.fleet.outages(FIRST), { seconds: 0, intervals: [] });
  });

  it('go on while the only member that worked is suspended, and the effect log says so', async () => {
    const bench = new PairBench();
    bench.fleet.fault(SECOND, { kind: 'never_back' });
    await bench.restart(SECOND);
    await bench.clock.advanceBy(MINUTE);
    assert.match(await bench.ask(FIRST, REQUEST.suspend), /Successfully changed HA state to suspended/);
    const from = bench.clock.now();
    await bench.clock.advanceBy(5 * MINUTE);
    assert.deepEqual(bench.fleet.outages(FIRST), { seconds: 300, intervals: [{ from, to: null }] });
    assert.equal(
      bench.fleet.log.of(FIRST, 'suspended')[0]?.detail,
      'no member of the pair forwards any more',
    );
    await bench.ask(FIRST, REQUEST.functional);
    await bench.clock.advanceBy(5 * MINUTE);
    const [active] = bench.fleet.log.of(FIRST, 'ha_state').slice(-1);
    assert.equal(active?.detail, 'active');
    assert.deepEqual(bench.fleet.outages(FIRST).intervals, [{ from, to: active.at }]);
  });

  it('are the whole boot when both members restart together', async () => {
    const bench = new PairBench();
    await bench.restart(FIRST);
    await bench.restart(SECOND);
    await bench.clock.advanceBy(15 * MINUTE);
    const { seconds, intervals } = bench.fleet.outages(FIRST);
    assert.ok(seconds > 180, `${seconds} s`);
    assert.ok(intervals.every(({ to }) => to !== null));
  });

  it('of a firewall on its own are those from going down until its data plane has the configuration', async () => {
    const bench = new Bench([standalone()]);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(15 * MINUTE);
    const [outage] = bench.fleet.outages(STANDALONE).intervals;
    const [wentDown] = bench.fleet.log.of(STANDALONE, 'went_down');
    assert.equal(outage?.from, wentDown?.at);
    assert.equal(outage?.to, bench.fleet.devices.get(STANDALONE)?.forwardingSince);
    assert.ok(bench.fleet.outages(STANDALONE).seconds > 180);
  });
});
