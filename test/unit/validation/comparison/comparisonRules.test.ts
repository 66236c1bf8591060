import assert from 'node:assert/strict';
import { arp, compare, licence, logical, peer, port, route, snapshot, tunnel } from './sampleSnapshot.ts';
import { sn } from '../../../support/serials.ts';

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
      before: 2,
      after: 2,
      difference: 0,
      percentage: 0,
      withinMargin: true,
      added: [],
      removed: [],
      changed: [],
    });
  });

  describe('sessions', () => {
    const within = async (before: number | null, after: number | null, tcpSessionFloor = 10) =>
      (await compare({ tcpSessions: before }, { tcpSessions: after }, { tcpSessionFloor })).tcpSessions
        .withinMargin;

    it('may be missing by the margin, in per cent', async () => {
      assert.deepEqual([await within(1000, 950), await within(1000, 949)], [true, false]);
      const { difference, percentage } = (await compare({}, { tcpSessions: 900 })).tcpSessions;
      assert.deepEqual([difference, percentage], [-100, -10]);
    });

    it('may be more than before, by any number: users bring them, and nothing was lost', async () => {
      assert.deepEqual(
        [await within(1000, 1051), await within(8, 9), await within(19, 20)],
        [true, true, true],
      );
      assert.deepEqual([await within(0, 0), await within(0, 1)], [true, true]);
    });

    it('may be missing by a few whatever the per cent, and no further', async () => {
      assert.deepEqual([await within(20, 18), await within(12, 2), await within(12, 1)], [true, true, false]);
      assert.deepEqual([await within(20, 19, 0), await within(20, 18, 0)], [true, false]);
    });

    it('that were none are a change in no per cent', async () => {
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
        before: 2,
        after: 2,
        difference: 0,
        percentage: 0,
        withinMargin: false,
        added: [route('10.2.0.0/16')],
        removed: [route('10.1.0.0/16')],
        changed: [],
      });
      assert.equal(passed, false);
    });

    it('have changed when they are there and not in use any more, or the reverse', async () => {
      const idle = [route('0.0.0.0/0'), route('10.1.0.0/16', { flags: 'S' })];
      const { routes, passed } = await compare({}, { routes: idle });
      assert.deepEqual([routes.added, routes.removed, routes.changed.length, passed], [[], [], 1, false]);
      assert.equal((await compare({ routes: idle }, {})).routes.changed.length, 1);
      assert.equal((await compare({ routes: idle }, { routes: idle })).passed, true);
      const taken = [route('0.0.0.0/0'), route('10.1.0.0/16', { flags: 'A O1' })];
      const both = [...taken, route('10.1.0.0/16', { flags: 'S' })];
      const swapped = [...idle, route('10.1.0.0/16', { flags: 'A B' })];
      assert.equal((await compare({ routes: both }, { routes: swapped })).passed, true);
    });

    it('are the same by router, destination, interface and next hop, whatever their other flags and order', async () => {
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

  describe('what has a state', () => {
    it('has changed when it is the same and its state is another', async () => {
      const { interfaces, bgpPeers, tunnels, licences, passed } = await compare(
        {},
        {
          interfaces: [port('ethernet1/1', 'down'), port('ethernet1/2', 'down'), logical('ethernet1/1')],
          bgpPeers: [peer('isp-1', 'Active'), peer('isp-2')],
          tunnels: [tunnel('branch-1'), tunnel('branch-2', 'inactive')],
          licences: [licence('Threat Prevention', true), licence('GlobalProtect Gateway')],
        },
      );
      assert.deepEqual(interfaces, {
        before: 3,
        after: 3,
        difference: 0,
        percentage: 0,
        withinMargin: false,
        added: [],
        removed: [],
        changed: [{ before: port('ethernet1/1'), after: port('ethernet1/1', 'down') }],
      });
      assert.deepEqual(bgpPeers.changed, [{ before: peer('isp-1'), after: peer('isp-1', 'Active') }]);
      assert.deepEqual(tunnels.changed, [
        { before: tunnel('branch-2'), after: tunnel('branch-2', 'inactive') },
      ]);
      assert.deepEqual(licences.changed, [
        { before: licence('Threat Prevention'), after: licence('Threat Prevention', true) },
      ]);
      assert.equal(passed, false);
    });

    it('of a logical interface is its zone and its address', async () => {
      for (const other of [logical('ethernet1/1', 'untrust'), logical('ethernet1/1', 'trust', null)]) {
        const { interfaces } = await compare(
          { interfaces: [logical('ethernet1/1')] },
          { interfaces: [other] },
        );
        assert.deepEqual(interfaces.changed, [{ before: logical('ethernet1/1'), after: other }]);
      }
    });

    it('does not change while a peer or a tunnel is down and tries', async () => {
      const { passed } = await compare(
        { bgpPeers: [peer('isp-1', 'Active')], tunnels: [tunnel('branch-1', 'init')] },
        { bgpPeers: [peer('isp-1', 'Connect')], tunnels: [tunnel('branch-1', 'inactive')] },
      );
      assert.equal(passed, true);
    });

    it('belongs to one router: the same name on another is another peer', async () => {
      const { bgpPeers } = await compare(
        { bgpPeers: [peer('isp-1', 'Established', 'a')] },
        { bgpPeers: [peer('isp-1', 'Active', 'b')] },
      );
      assert.deepEqual([bgpPeers.added.length, bgpPeers.removed.length, bgpPeers.changed.length], [1, 1, 0]);
    });

    it('that changed counts against the margin beside what came and went', async () => {
      const after = { tunnels: [tunnel('branch-1', 'init'), tunnel('branch-3')] };
      assert.equal((await compare({}, after, { tunnelMargin: 1 })).tunnels.withinMargin, false);
      assert.equal((await compare({}, after, { tunnelMargin: 2 })).passed, true);
    });

    it('may be two things of one name, in any order', async () => {
      const two = [licence('Premium', true), licence('Premium', false)];
      assert.equal((await compare({ licences: two }, { licences: two.toReversed() })).passed, true);
      const { licences } = await compare({ licences: two }, { licences: two.slice(1) });
      assert.deepEqual([licences.removed, licences.changed], [two.slice(0, 1), []]);
    });
  });

  describe('content', () => {
    const within = async (before: string | null, after: string | null) =>
      (await compare({ contentVersion: before }, { contentVersion: after })).content.withinMargin;

    it('may be newer and not older, number by number', async () => {
      assert.deepEqual(
        [await within('8832-8912', '8832-8912'), await within('8832-8912', '8832-10000')],
        [true, true],
      );
      assert.deepEqual(
        [await within('8832-8912', '998-9999'), await within('8832-8912', '0')],
        [false, false],
      );
      assert.deepEqual([await within('0', '0'), await within('0', '8832-8912')], [true, true]);
    });

    it('that is not known or no version is not passed silently', async () => {
      assert.deepEqual([await within(null, '8832-8912'), await within('8832-8912', null)], [null, null]);
      assert.deepEqual([await within('new', 'old'), await within(null, null)], [null, null]);
      assert.equal((await compare({}, { contentVersion: null })).passed, null);
    });
  });

  it('does not pass silently what is not known, before or after', async () => {
    for (const table of ['fib', 'interfaces', 'bgpPeers', 'tunnels', 'licences', 'userId'] as const) {
      const { passed, ...areas } = await compare({}, { [table]: null });
      assert.equal(passed, null, table);
      const { before } = areas[table];
      assert.deepEqual(areas[table], {
        before,
        after: null,
        difference: null,
        percentage: null,
        withinMargin: null,
        added: [],
        removed: [],
        changed: [],
      });
      assert.equal(before, snapshot()[table]?.length);
      assert.equal((await compare({ [table]: null }, {})).passed, null, table);
      assert.equal((await compare({ [table]: null }, { routes: [] })).passed, false, table);
    }
  });

  describe('of the two members of a pair', () => {
    const other = { serial: sn('007801000002') };

    it('passes what they share', async () => {
      assert.equal((await compare({}, other)).passed, true);
    });

    it('does not count interfaces without a zone, nor the content', async () => {
      const before = { interfaces: [logical('ethernet1/1'), logical('ethernet1/8', null, '192.0.2.1/30')] };
      const after = { interfaces: [logical('ethernet1/1'), logical('ethernet1/8', null, '192.0.2.2/30')] };
      assert.equal((await compare(before, { ...after, ...other })).passed, true);
      assert.equal((await compare(before, after)).passed, false);
      for (const contentVersion of ['8790-8462', null]) {
        const { content, passed } = await compare({}, { contentVersion, ...other });
        assert.deepEqual(content, { before: '8832-8912', after: contentVersion, withinMargin: true });
        assert.equal(passed, true);
      }
    });

    it('counts ports, addresses in zones, and licences', async () => {
      for (const change of [
        { interfaces: [port('ethernet1/1', 'down'), port('ethernet1/2', 'down'), logical('ethernet1/1')] },
        { interfaces: [port('ethernet1/1'), port('ethernet1/2', 'down'), logical('ethernet1/1', 'x')] },
        { licences: [licence('Threat Prevention')] },
        { arp: [arp('10.0.0.1'), arp('10.0.0.2', '00:00:5e:00:53:ff')] },
      ]) {
        assert.equal((await compare({}, { ...change, ...other })).passed, false);
      }
      assert.equal((await compare({}, { interfaces: null, ...other })).passed, null);
    });
  });

  it('lets others work in between where the tables are long', async () => {
    const routes = Array.from({ length: 12_000 }, (_, index) => route(`10.0.0.0/${index}`));
    let pauses = 0;
    const pause = async (): Promise<void> => void (pauses += 1);
    const { routes: changed } = await compare({ routes }, { routes: routes.slice(1) }, {}, pause);
    assert.deepEqual(changed.removed, routes.slice(0, 1));
    assert.equal(pauses, 94);
  });
});
