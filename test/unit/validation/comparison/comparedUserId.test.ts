/** What else of a device must be as it was: where it has user mappings from, and the MTU of its ports. */
import assert from 'node:assert/strict';
import { agent, compare, port, service } from './sampleSnapshot.ts';

describe('compareSnapshots: the state', () => {
  it('of User-ID changes only between connected and not, and is told apart by virtual system', async () => {
    const before = { userId: [agent('dc-1'), agent('dc-2', 'not-conn:idle'), service()] };
    const same = { userId: [service(), agent('dc-2', 'error'), agent('dc-1', 'conn:Get all')] };
    assert.equal((await compare(before, same)).passed, true);
    const worse = [agent('dc-1', 'not-conn:idle'), agent('dc-2', 'not-conn:idle'), service('down')];
    const { userId, passed } = await compare(before, { userId: worse });
    assert.deepEqual([userId.changed.length, passed], [2, false]);
    const other = await compare({ userId: [agent('dc-1')] }, { userId: [agent('dc-1', 'conn', 'vsys2')] });
    assert.deepEqual([other.userId.added.length, other.userId.removed.length], [1, 1]);
  });

  it('of a port is its MTU, too, where both snapshots know it', async () => {
    const ports = (mtu: number | null) => ({
      interfaces: [port('ethernet1/1', 'up', mtu), port('ethernet1/2')],
    });
    const { interfaces } = await compare(ports(9192), ports(1500));
    assert.deepEqual(interfaces.changed, [
      { before: port('ethernet1/1', 'up', 9192), after: port('ethernet1/1', 'up', 1500) },
    ]);
    for (const [before, after] of [
      [9192, null],
      [null, 9192],
    ] as const) {
      assert.equal((await compare(ports(before), ports(after))).interfaces.changed.length, 0);
    }
    const older = { interfaces: [port('ethernet1/1', 'up', null), port('ethernet1/2', 'up', null)] };
    assert.equal((await compare(older, ports(9192))).passed, true);
    assert.equal((await compare(ports(9192), older)).passed, true);
  });
});
