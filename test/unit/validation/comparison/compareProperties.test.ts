/** What holds for the comparison of any two snapshots. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Margins } from '../../../../src/validation/comparison/comparisonRules.ts';
import { agent, arp, compare, fibEntry, licence, peer, port, route, tunnel } from './sampleSnapshot.ts';

const TABLES = ['routes', 'arp', 'fib', 'interfaces', 'bgpPeers', 'tunnels', 'licences', 'userId'] as const;
type Table = (typeof TABLES)[number];

const MARGIN_OF: Readonly<Record<Table, keyof Margins>> = {
  routes: 'routeMargin',
  arp: 'arpMargin',
  fib: 'fibMargin',
  interfaces: 'interfaceMargin',
  bgpPeers: 'bgpPeerMargin',
  tunnels: 'tunnelMargin',
  licences: 'licenceMargin',
  userId: 'userIdMargin',
};

describe('comparing any two snapshots', () => {
  /** A letter is the entry's name, the digit is what else may be different about it. */
  const anyTable = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2')), {
    maxLength: 8,
  });
  const rows = (pairs: [string, string][]) => ({
    routes: pairs.map(([destination, nexthop]) => route(destination, { nexthop })),
    arp: pairs.map(([ip, mac]) => arp(ip, mac)),
    fib: pairs.map(([destination, router]) => fibEntry(destination, router)),
    interfaces: pairs.map(([name, state]) => port(name, state)),
    bgpPeers: pairs.map(([name, state]) => peer(name, state === '1' ? 'Established' : 'Idle')),
    tunnels: pairs.map(([name, state]) => tunnel(name, state === '1' ? 'active' : 'init')),
    licences: pairs.map(([feature, state]) => licence(feature, state === '1')),
    userId: pairs.map(([name, state]) => agent(name, state === '1' ? 'conn:idle' : 'not-conn')),
  });

  it('adds up, turns around, and is the same in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, anyTable, fc.nat({ max: 8 }), async (before, after, margin) => {
        const margins = Object.fromEntries(Object.values(MARGIN_OF).map((name) => [name, margin]));
        const there = await compare(rows(before), rows(after), margins);
        const back = await compare(rows(after), rows(before), margins);
        const shuffled = await compare(rows(before.toReversed()), rows(after.toReversed()), margins);
        for (const area of TABLES) {
          const { difference, added, removed, changed, withinMargin } = there[area];
          assert.equal(difference, added.length - removed.length);
          assert.equal(withinMargin, Math.max(added.length, removed.length) + changed.length <= margin);
          assert.equal(back[area].added.length, removed.length);
          assert.equal(back[area].changed.length, changed.length);
          assert.equal(back[area].withinMargin, withinMargin);
          assert.equal(shuffled[area].withinMargin, withinMargin);
        }
        assert.equal((await compare(rows(before), rows(before.toReversed()))).passed, true);
      }),
    );
  });

  it('finds the one entry that was replaced, in the right list of the right area, in whatever order', async () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 9 });
    const withState: readonly Table[] = ['interfaces', 'bgpPeers', 'tunnels', 'licences', 'userId'];
    await fc.assert(
      fc.asyncProperty(
        names.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.constantFrom(...TABLES),
        fc.constantFrom('added', 'removed', 'changed'),
        async ([[odd = '', ...others], shuffled], area, list) => {
          const all = (order: readonly string[], value = '1') =>
            rows(order.map((name) => [name, name === odd ? value : '1']));
          const before = { ...all([odd, ...others]), ...(list === 'added' && { [area]: all(others)[area] }) };
          const after = {
            ...all(shuffled),
            ...(list === 'removed' && { [area]: all(shuffled.filter((name) => name !== odd))[area] }),
            ...(list === 'changed' && { [area]: all(shuffled, '2')[area] }),
          };
          const comparison = await compare(before, after);
          assert.equal(comparison.passed, false);
          const [was, is] = [all([odd])[area][0], all([odd], '2')[area][0]];
          const isPair = list === 'changed' && withState.includes(area);
          const { added, removed, changed } = comparison[area];
          assert.deepEqual(changed, isPair ? [{ before: was, after: is }] : []);
          assert.deepEqual(added, list === 'added' ? [was] : list === 'changed' && !isPair ? [is] : []);
          assert.deepEqual(removed, list === 'removed' || (list === 'changed' && !isPair) ? [was] : []);
          for (const other of TABLES) assert.equal(comparison[other].withinMargin, other !== area, other);
        },
      ),
    );
  });
});
