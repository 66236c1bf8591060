import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, type LockResult } from '../../../src/store/lock.ts';
import { startChild } from '../../support/childProcess.ts';

const HOLD_LOCK = new URL('children/holdLock.ts', import.meta.url);
const release = async (result: LockResult): Promise<void> => (result.held ? result.release() : undefined);

describe('acquireLock', () => {
  const machineTemp = process.env['TMPDIR'];
  let temp = '';
  let folder = '';
  beforeEach(async () => {
    temp = await mkdtemp(join(tmpdir(), 'lock-'));
    process.env['TMPDIR'] = temp;
    folder = await mkdtemp(join(temp, 'storage-'));
  });
  afterEach(async () => {
    if (machineTemp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = machineTemp;
    const left = await readdir(temp);
    await rm(temp, { recursive: true });
    assert.deepEqual(
      left.filter((name) => !name.startsWith('storage-')),
      [],
    );
  });

  it('is held once, tells others by whom, and is free after its release', async () => {
    const first = await acquireLock(folder, 'Ada on host a');
    assert.equal(first.held, true);
    assert.deepEqual(await acquireLock(folder, 'Bob'), { held: false, owner: 'Ada on host a' });
    await release(first);
    const second = await acquireLock(folder, 'Bob');
    assert.equal(second.held, true);
    await release(second);
  });

  it('knows a folder by its real path, and different folders apart', async () => {
    const alias = `${folder}-alias`;
    await symlink(folder, alias);
    const other = await mkdtemp(join(temp, 'storage-'));
    const first = await acquireLock(folder, 'Ada');
    const elsewhere = await acquireLock(other, 'Bob');
    assert.deepEqual(await acquireLock(alias, 'Bob'), { held: false, owner: 'Ada' });
    assert.equal(elsewhere.held, true);
    await Promise.all([release(first), release(elsewhere)]);
  });

  it('is held by another process however blocked, and is free right after it was killed', async () => {
    const child = startChild(HOLD_LOCK, folder, 'blocked');
    assert.equal((await child.lines.next()).value, 'held');
    const refused = await acquireLock(folder, 'the parent');
    assert.match(refused.held ? 'held' : refused.owner, /does not answer/);
    await child.kill();
    const taken = await acquireLock(folder, 'the parent');
    assert.equal(taken.held, true);

    const third = startChild(HOLD_LOCK, folder);
    assert.equal((await third.lines.next()).value, 'not held: the parent');
    await third.kill();
    await release(taken);
  });

  it('goes to exactly one of many who find a dead owner at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const dead = startChild(HOLD_LOCK, folder);
      await dead.lines.next();
      await dead.kill();
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, index) => acquireLock(folder, `contender ${index}`)),
      );
      assert.equal(results.filter((result) => result.held).length, 1, `round ${round}`);
      await Promise.all(results.map(release));
    }
  });
});
