import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareSnapshots, type Comparison, type Margins } from '../../../src/validation/compare.ts';
import type { Snapshot } from '../../../src/validation/snapshot.ts';

const STRICT: Margins = { tcpSessionMargin: 5, routeMargin: 0, arpMargin: 0 };

function route(
  destination: string,
  changes: Partial<Snapshot['routes'][number]> = {},
): Snapshot['routes'][number] {
  return {
    virtualRouter: 'default',
    destination,
    nexthop: '10.0.0.1',
    interface: 'ethernet1/1',
    flags: 'A S',
    ...changes,
  };
}

function arp(ip: string, mac = '00:00:5e:00:53:01', name = 'ethernet1/1'): Snapshot['arp'][number] {
  return { ip, mac, interface: name };
}

function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    serial: '007801000001',
    at: 0,
    swVersion: '10.1.14',
    tcpSessions: 1000,
    routes: [route('0.0.0.0/0'), route('10.1.0.0/16')],
    arp: [arp('10.0.0.1'), arp('10.0.0.2')],
    ...changes,
  };
}

function compare(
  before: Partial<Snapshot>,
  after: Partial<Snapshot>,
  margins: Partial<Margins> = {},
): Comparison {
  return compareSnapshots(snapshot(before), snapshot(after), { ...STRICT, ...margins });
}

describe('compareSnapshots', () => {
  it('passes what is the same', () => {
    const result = compare({}, {});
    assert.equal(result.passed, true);
    assert.deepEqual(result.tcpSessions, {
      before: 1000,
      after: 1000,
      difference: 0,
      percentage: 0,
      withinMargin: true,
    });
    assert.deepEqual(result.routes, {
      ...{ before: 2, after: 2, difference: 0, percentage: 0, withinMargin: true },
      ...{ added: [], removed: [] },
    });
  });

  describe('sessions', () => {
    const within = (before: number | null, after: number | null, tcpSessionMargin = 5) =>
      compare({ tcpSessions: before }, { tcpSessions: after }, { tcpSessionMargin }).tcpSessions.withinMargin;

    it('may differ by the margin, in per cent, in both directions', () => {
      assert.deepEqual([within(1000, 950), within(1000, 1050)], [true, true]);
      assert.deepEqual([within(1000, 949), within(1000, 1051)], [false, false]);
      const { difference, percentage } = compare({}, { tcpSessions: 900 }).tcpSessions;
      assert.deepEqual([difference, percentage], [-100, -10]);
    });

    it('that were none may only stay none', () => {
      assert.deepEqual([within(0, 0), within(0, 1)], [true, false]);
      assert.equal(compare({ tcpSessions: 0 }, { tcpSessions: 7 }).tcpSessions.percentage, null);
    });

    it('that are not known are not passed silently', () => {
      assert.deepEqual([within(null, 5), within(5, null), within(null, null)], [null, null, null]);
      assert.equal(compare({ tcpSessions: null }, {}).passed, null);
      assert.equal(compare({ tcpSessions: null }, { arp: [] }).passed, false);
    });
  });

  describe('routes', () => {
    it('that were replaced are a change, although there are as many as before', () => {
      const { routes, passed } = compare({}, { routes: [route('0.0.0.0/0'), route('10.2.0.0/16')] });
      assert.deepEqual(routes, {
        ...{ before: 2, after: 2, difference: 0, percentage: 0, withinMargin: false },
        added: [route('10.2.0.0/16')],
        removed: [route('10.1.0.0/16')],
      });
      assert.equal(passed, false);
    });

    it('are the same by router, destination, interface and next hop, whatever their flags and order', () => {
      const again = [route('10.1.0.0/16', { flags: 'A?B' }), route('0.0.0.0/0')];
      assert.equal(compare({}, { routes: again }).passed, true);
      for (const change of [{ virtualRouter: 'b' }, { nexthop: '10.0.0.2' }, { interface: 'ethernet1/2' }]) {
        assert.equal(
          compare({}, { routes: [route('0.0.0.0/0'), route('10.1.0.0/16', change)] }).passed,
          false,
        );
      }
    });

    it('are not confused by separators inside their parts', () => {
      const before = [route('a', { virtualRouter: 'x|y', interface: 'z' })];
      const after = [route('y|a', { virtualRouter: 'x', interface: 'z' })];
      assert.equal(compare({ routes: before }, { routes: after }).routes.withinMargin, false);
    });

    it('may change by as many as the margin; a replaced one counts once', () => {
      const swapped = { routes: [route('0.0.0.0/0'), route('10.2.0.0/16')] };
      assert.equal(compare({}, swapped, { routeMargin: 1 }).passed, true);
      assert.equal(compare({}, { routes: [] }, { routeMargin: 1 }).passed, false);
      assert.equal(compare({}, { routes: [] }, { routeMargin: 2 }).passed, true);
    });
  });

  it('takes ARP entries by IP and MAC', () => {
    assert.equal(
      compare({}, { arp: [arp('10.0.0.2'), arp('10.0.0.1', undefined, 'ethernet1/7')] }).passed,
      true,
    );
    const { arp: changed } = compare({}, { arp: [arp('10.0.0.1'), arp('10.0.0.2', '00:00:5e:00:53:ff')] });
    assert.deepEqual([changed.difference, changed.withinMargin], [0, false]);
    assert.equal(changed.added.length, 1);
  });

  it('adds up, turns around, and is the same in any order', () => {
    const tables = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2')), {
      maxLength: 8,
    });
    const rows = (pairs: [string, string][]) => ({
      routes: pairs.map(([destination, nexthop]) => route(destination, { nexthop })),
      arp: pairs.map(([ip, mac]) => arp(ip, mac)),
    });
    fc.assert(
      fc.property(tables, tables, fc.nat({ max: 8 }), (before, after, margin) => {
        const margins = { routeMargin: margin, arpMargin: margin };
        const there = compare(rows(before), rows(after), margins);
        const back = compare(rows(after), rows(before), margins);
        const shuffled = compare(rows(before.toReversed()), rows(after.toReversed()), margins);
        for (const area of ['routes', 'arp'] as const) {
          const { difference, added, removed, withinMargin } = there[area];
          assert.equal(difference, added.length - removed.length);
          assert.equal(withinMargin, added.length <= margin && removed.length <= margin);
          assert.equal(back[area].added.length, removed.length);
          assert.equal(back[area].withinMargin, withinMargin);
          assert.equal(shuffled[area].withinMargin, withinMargin);
        }
        assert.equal(compare(rows(before), rows(before.toReversed())).passed, true);
      }),
    );
  });
});
