/** Addresses: of interfaces, and of neighbours that may not answer. */
import assert from 'node:assert/strict';
import { arp, compare, fibEntry, logical, port } from './sampleSnapshot.ts';

describe('compareSnapshots', () => {
  describe('neighbours that did not answer', () => {
    const silent = arp('10.0.0.9', '(incomplete)');
    const known = [arp('10.0.0.1'), arp('10.0.0.2')];

    it('are no entries: that they come and go is no change', async () => {
      for (const [before, after] of [
        [[...known, silent], known],
        [known, [...known, silent]],
        [
          [...known, arp('10.0.0.9', '')],
          [...known, silent],
        ],
      ]) {
        const { arp: table } = await compare({ arp: before ?? [] }, { arp: after ?? [] });
        assert.deepEqual([table.before, table.after, table.withinMargin], [2, 2, true]);
      }
    });

    it('are no new ones when they answer later, and missing when they answered before', async () => {
      const answers = [...known, arp('10.0.0.9', '00:00:5e:00:53:09')];
      const later = await compare({ arp: [...known, silent] }, { arp: answers });
      assert.deepEqual([later.arp.added, later.arp.removed, later.arp.withinMargin], [[], [], true]);
      const gone = await compare({ arp: answers }, { arp: [...known, silent] });
      assert.deepEqual([gone.arp.added, gone.arp.removed], [[], [answers.at(-1)]]);
    });

    it('do not hide the same address on another interface', async () => {
      const elsewhere = arp('10.0.0.9', '00:00:5e:00:53:09', 'ethernet1/7');
      const { arp: table } = await compare({ arp: [...known, silent] }, { arp: [...known, elsewhere] });
      assert.deepEqual(table.added, [elsewhere]);
    });
  });

  describe('addresses of an interface', () => {
    const all = ['198.51.100.1/28', '198.51.100.17/28', '2001:db8:7::1/64'];
    const changed = async (before: string[] | null, after: string[] | null) =>
      (
        await compare(
          { interfaces: [port('ethernet1/1'), logical('ethernet1/1', 'trust', all[0], before)] },
          { interfaces: [port('ethernet1/1'), logical('ethernet1/1', 'trust', all[0], after)] },
        )
      ).interfaces.changed.length;

    it('are all compared, in no order', async () => {
      assert.equal(await changed(all, all.toReversed()), 0);
      assert.equal(await changed(all, all.slice(0, 2)), 1);
      assert.equal(await changed(all.slice(0, 1), all), 1);
    });

    it('are compared by the first one with a snapshot that knows no other', async () => {
      assert.equal(await changed(null, all), 0);
      assert.equal(await changed(all, null), 0);
      const moved = await compare(
        { interfaces: [logical('ethernet1/1', 'trust', '198.51.100.2/28', null)] },
        { interfaces: [logical('ethernet1/1', 'trust', all[0], all)] },
      );
      assert.equal(moved.interfaces.changed.length, 1);
    });

    it('that were learned and are gone are a difference', async () => {
      const dhcp = (addresses: string[]) => [logical('ethernet1/3', 'untrust', null, addresses)];
      const { interfaces } = await compare(
        { interfaces: dhcp(['198.51.100.65/27']) },
        { interfaces: dhcp([]) },
      );
      assert.equal(interfaces.changed.length, 1);
    });
  });

  it('takes forwarding entries by router, destination, interface and next hop', async () => {
    const same = [fibEntry('10.1.0.0/16'), fibEntry('0.0.0.0/0')];
    assert.equal((await compare({}, { fib: same })).passed, true);
    const down = [fibEntry('0.0.0.0/0'), fibEntry('10.1.0.0/16', 'default', 'g')];
    assert.equal((await compare({}, { fib: down })).fib.changed.length, 1);
    const older = [fibEntry('0.0.0.0/0', 'default', null), fibEntry('10.1.0.0/16', 'default', null)];
    assert.deepEqual((await compare({ fib: older }, { fib: down })).fib.changed, []);
    const { fib, passed } = await compare(
      {},
      { fib: [fibEntry('0.0.0.0/0'), fibEntry('10.1.0.0/16', 'other')] },
    );
    assert.deepEqual(
      [fib.removed, fib.added],
      [[fibEntry('10.1.0.0/16')], [fibEntry('10.1.0.0/16', 'other')]],
    );
    assert.equal(passed, false);
  });
});
