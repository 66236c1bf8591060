import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, type LockPlaces } from '../../../src/store/lock.ts';
import type { LockResult } from '../../../src/store/lockResult.ts';
import { startChild } from '../../support/childProcess.ts';

const HOLD_LOCK = new URL('children/holdLock.ts', import.meta.url);
const release = async (result: LockResult): Promise<void> => (result.held ? result.release() : undefined);

/**
 * The names of Linux that begin with a zero are what pipes are on Windows: no files, everybody may take one, gone with
 * their process.
 */
const kinds = process.platform === 'linux' ? (['sockets', 'pipes'] as const) : (['sockets'] as const);

for (const kind of kinds) {
  describe(`acquireLock with ${kind}`, () => {
    let temp = '';
    let folder = '';
    let places: LockPlaces;
    const acquire = (at: string, text: string): Promise<LockResult> => acquireLock(at, text, places);

    beforeEach(async () => {
      temp = await mkdtemp(join(tmpdir(), 'lock-'));
      folder = join(temp, 'storage');
      await mkdir(folder);
      places =
        kind === 'pipes'
          ? { kind, prefix: '\0panos-upgrade-' }
          : { kind, uid: process.geteuid?.() ?? 0, folders: [join(temp, 'home', 'locks')] };
    });
    afterEach(async () => {
      const left = [folder, join(temp, 'home', 'locks')].map((at) => readdir(at).catch(() => []));
      assert.deepEqual((await Promise.all(left)).flat(), []);
      await rm(temp, { recursive: true });
    });

    it('is held once, tells others by whom, and is free after its release', async () => {
      const first = await acquire(folder, 'Ada on host a');
      assert.equal(first.held, true);
      assert.deepEqual(await acquire(folder, 'Bob'), { held: false, owner: 'Ada on host a' });
      await release(first);
      const second = await acquire(folder, 'Bob');
      assert.equal(second.held, true);
      await release(second);
    });

    it('knows a folder by its real path, and different folders apart', async () => {
      const alias = `${folder}-alias`;
      await symlink(folder, alias);
      const other = await mkdtemp(join(temp, 'other-'));
      const first = await acquire(folder, 'Ada');
      const elsewhere = await acquire(other, 'Bob');
      assert.deepEqual(await acquire(alias, 'Bob'), { held: false, owner: 'Ada' });
      assert.equal(elsewhere.held, true);
      await Promise.all([release(first), release(elsewhere)]);
    });

    it('is held by another process however blocked, and is free right after it was killed', async () => {
      const child = startChild(HOLD_LOCK, folder, JSON.stringify(places), 'blocked');
      assert.equal((await child.lines.next()).value, 'held');
      const refused = await acquire(folder, 'the parent');
      assert.match(refused.held ? 'held' : refused.owner, /does not answer/);
      await child.kill();
      const taken = await acquire(folder, 'the parent');
      assert.equal(taken.held, true);

      const third = startChild(HOLD_LOCK, folder, JSON.stringify(places));
      assert.equal((await third.lines.next()).value, 'not held: the parent');
      await third.kill();
      await release(taken);
    });

    it('goes to exactly one of many who find a dead owner at the same time', async () => {
      for (let round = 0; round < 5; round += 1) {
        const dead = startChild(HOLD_LOCK, folder, JSON.stringify(places));
        await dead.lines.next();
        await dead.kill();
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, index) => acquire(folder, `contender ${index}`)),
        );
        assert.equal(results.filter((result) => result.held).length, 1, `round ${round}`);
        await Promise.all(results.map(release));
      }
    });

    it('goes to exactly one of many who come first, or while the owner goes', async () => {
      for (let round = 0; round < 5; round += 1) {
        const many = await Promise.all(
          Array.from({ length: 8 }, (_, index) => acquire(folder, `contender ${index}`)),
        );
        assert.equal(many.filter((result) => result.held).length, 1, `first, round ${round}`);
        const [, ...next] = await Promise.all([
          Promise.all(many.map(release)),
          ...Array.from({ length: 8 }, (_, index) => acquire(folder, `successor ${index}`)),
        ]);
        assert.ok(next.filter((result) => result.held).length <= 1, `while it goes, round ${round}`);
        await Promise.all(next.map(release));
      }
    });

    it('tells of another window one line without control characters, however much that one says', async () => {
      const first = await acquire(folder, `Ada\n\u202Eon\u0007 host a ${'a'.repeat(5_000)}`);
      const second = await acquire(folder, 'Bob');
      assert.equal(second.held ? 'held' : second.owner, `Ada on host a ${'a'.repeat(186)}…`);
      await release(first);
    });
  });
}
