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
  pause = async (): Promise<void> => undefined,
): Promise<Comparison> {
  return compareSnapshots(snapshot(before), snapshot(after), { ...STRICT, ...margins }, pause);
}

describe('compareSnapshots', () => {
  it('passes what is the same', async () => {
    const result = await compare({}, {});
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
    const within = async (before: number | null, after: number | null, tcpSessionMargin = 5) =>
      (await compare({ tcpSessions: before }, { tcpSessions: after }, { tcpSessionMargin })).tcpSessions
        .withinMargin;

    it('may differ by the margin, in per cent, in both directions', async () => {
      assert.deepEqual([await within(1000, 950), await within(1000, 1050)], [true, true]);
      assert.deepEqual([await within(1000, 949), await within(1000, 1051)], [false, false]);
      const { difference, percentage } = (await compare({}, { tcpSessions: 900 })).tcpSessions;
      assert.deepEqual([difference, percentage], [-100, -10]);
    });

    it('that were none may only stay none', async () => {
      assert.deepEqual([await within(0, 0), await within(0, 1)], [true, false]);
      assert.equal((await compare({ tcpSessions: 0 }, { tcpSessions: 7 })).tcpSessions.percentage, null);
    });

    it('that are not known are not passed silently', async () => {
      assert.deepEqual(
        [await within(null, 5), await within(5, null), await within(null, null)],
        [null, null, null],
      );
      assert.equal((await compare({ tcpSessions: null }, {})).passed, null);
      assert.equal((await compare({ tcpSessions: null }, { arp: [] })).passed, false);
    });
  });

  describe('routes', () => {
    it('that were replaced are a change, although there are as many as before', async () => {
      const { routes, passed } = await compare({}, { routes: [route('0.0.0.0/0'), route('10.2.0.0/16')] });
      assert.deepEqual(routes, {
        ...{ before: 2, after: 2, difference: 0, percentage: 0, withinMargin: false },
        added: [route('10.2.0.0/16')],
        removed: [route('10.1.0.0/16')],
      });
      assert.equal(passed, false);
    });

    it('are the same by router, destination, interface and next hop, whatever their flags and order', async () => {
      const again = [route('10.1.0.0/16', { flags: 'A?B' }), route('0.0.0.0/0')];
      assert.equal((await compare({}, { routes: again })).passed, true);
      for (const change of [{ virtualRouter: 'b' }, { nexthop: '10.0.0.2' }, { interface: 'ethernet1/2' }]) {
        assert.equal(
          (await compare({}, { routes: [route('0.0.0.0/0'), route('10.1.0.0/16', change)] })).passed,
          false,
        );
      }
    });

    it('are not confused by separators inside their parts', async () => {
      const before = [route('a', { virtualRouter: 'x|y', interface: 'z' })];
      const after = [route('y|a', { virtualRouter: 'x', interface: 'z' })];
      assert.equal((await compare({ routes: before }, { routes: after })).routes.withinMargin, false);
    });

    it('may change by as many as the margin; a replaced one counts once', async () => {
      const swapped = { routes: [route('0.0.0.0/0'), route('10.2.0.0/16')] };
      assert.equal((await compare({}, swapped, { routeMargin: 1 })).passed, true);
      assert.equal((await compare({}, { routes: [] }, { routeMargin: 1 })).passed, false);
      assert.equal((await compare({}, { routes: [] }, { routeMargin: 2 })).passed, true);
    });
  });

  it('takes ARP entries by IP and MAC', async () => {
    assert.equal(
      (await compare({}, { arp: [arp('10.0.0.2'), arp('10.0.0.1', undefined, 'ethernet1/7')] })).passed,
      true,
    );
    const { arp: changed } = await compare(
      {},
      { arp: [arp('10.0.0.1'), arp('10.0.0.2', '00:00:5e:00:53:ff')] },
    );
    assert.deepEqual([changed.difference, changed.withinMargin], [0, false]);
    assert.equal(changed.added.length, 1);
  });

  it('adds up, turns around, and is the same in any order', async () => {
    const tables = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2')), {
      maxLength: 8,
    });
    const rows = (pairs: [string, string][]) => ({
      routes: pairs.map(([destination, nexthop]) => route(destination, { nexthop })),
      arp: pairs.map(([ip, mac]) => arp(ip, mac)),
    });
    await fc.assert(
      fc.asyncProperty(tables, tables, fc.nat({ max: 8 }), async (before, after, margin) => {
        const margins = { routeMargin: margin, arpMargin: margin };
        const there = await compare(rows(before), rows(after), margins);
        const back = await compare(rows(after), rows(before), margins);
        const shuffled = await compare(rows(before.toReversed()), rows(after.toReversed()), margins);
        for (const area of ['routes', 'arp'] as const) {
          const { difference, added, removed, withinMargin } = there[area];
          assert.equal(difference, added.length - removed.length);
          assert.equal(withinMargin, added.length <= margin && removed.length <= margin);
          assert.equal(back[area].added.length, removed.length);
          assert.equal(back[area].withinMargin, withinMargin);
          assert.equal(shuffled[area].withinMargin, withinMargin);
        }
        assert.equal((await compare(rows(before), rows(before.toReversed()))).passed, true);
      }),
    );
  });

  it('lets others work in between where the tables are long', async () => {
    const routes = Array.from({ length: 12_000 }, (_, index) => route(`10.0.0.0/${index}`));
    let pauses = 0;
    const pause = async (): Promise<void> => void (pauses += 1);
    const { routes: changed } = await compare({ routes }, { routes: routes.slice(1) }, {}, pause);
    assert.deepEqual(changed.removed, routes.slice(0, 1));
    assert.equal(pauses, 22);
  });
});
