import assert from 'node:assert/strict';
import { isRoomOnDisk } from '../../../src/store/roomOnDisk.ts';
import { diskError, type DiskOperation, memoryDisk } from '../../support/memoryFiles.ts';

describe('isRoomOnDisk', () => {
  it('is true where a file of some megabytes fits, and leaves none behind', async () => {
    const disk = memoryDisk();
    assert.equal(await isRoomOnDisk(disk.attach(), '/s'), true);
    assert.deepEqual(disk.paths(), []);
  });

  for (const refused of ['open', 'write', 'sync', 'rename', 'remove'] as const) {
    it(`is false where the disk refuses to ${refused}, also after some of it`, async () => {
      const disk = memoryDisk();
      let times = 0;
      const fails = ({ name, when }: DiskOperation): void => {
        if (name !== refused || when !== 'before') return;
        times += 1;
        if (times === (refused === 'write' ? 9 : 1)) throw diskError('ENOSPC');
      };
      assert.equal(await isRoomOnDisk(disk.attach(fails), '/s'), false);
      assert.ok(disk.paths().every((path) => path.endsWith('.tmp')));
    });
  }
});
