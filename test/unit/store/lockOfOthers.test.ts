/** The lock where another user of the machine, or a program that answers without end, got there first. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../src/ports/userError.ts';
import { acquireLock, type LockPlaces } from '../../../src/store/lock.ts';
import type { LockResult } from '../../../src/store/lockResult.ts';
import { type Child, startChild } from '../../support/childProcess.ts';

const OTHER_USER = new URL('children/otherUser.ts', import.meta.url);
const HOLD_LOCK = new URL('children/holdLock.ts', import.meta.url);
const OTHER_UID = 65_534;
const uid = process.geteuid?.() ?? 0;

/** Only root can play another user. */
const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
const release = async (result: LockResult): Promise<void> => (result.held ? result.release() : undefined);

function listen(path: string, onCall: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.resume();
      onCall(socket);
    });
    server.listen(path, () => resolve(server));
  });
}

describe('The lock and other users of the machine', () => {
  const machineTemp = process.env['TMPDIR'];
  let temp = '';
  let storage = '';
  let home = '';
  let shared = '';
  let mallory: Child | null = null;
  const places = (...folders: string[]): LockPlaces => ({ kind: 'sockets', uid, folders });

  /** Is there, under all these names, before any window of ours. */
  const otherUser = async (...paths: string[]): Promise<void> => {
    mallory = startChild(OTHER_USER, String(OTHER_UID), ...paths);
    assert.equal((await mallory.lines.next()).value, 'there');
  };

  beforeEach(async () => {
    temp = await mkdtemp(join(tmpdir(), 'lock-'));
    await chmod(temp, 0o1777);
    process.env['TMPDIR'] = temp;
    storage = join(temp, 'storage');
    await mkdir(storage);
    home = join(temp, 'home', 'locks');
    shared = join(temp, `panos-upgrade-${uid}`);
  });
  afterEach(async () => {
    await mallory?.kill();
    mallory = null;
    if (machineTemp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = machineTemp;
    await rm(temp, { recursive: true });
  });

  itAsRoot('is not kept from the storage by who takes all names that can be foreseen', async () => {
    const hash = createHash('sha256').update(`${userInfo().username}\n${storage}`).digest('hex');
    await otherUser(join(temp, `panos-upgrade-${hash.slice(0, 16)}`), `${shared}/`);
    // As the engine does: where locks really are on this machine.
    const lock = await acquireLock(storage, 'Ada');
    assert.deepEqual(lock.held ? 'held' : lock.owner, 'held');
    const second = await acquireLock(storage, 'Bob');
    assert.deepEqual(second, { held: false, owner: 'Ada' });
    await release(lock);
  });

  itAsRoot('says whose folder is in the way where only the shared one is left', async () => {
    await otherUser(`${shared}/`);
    await assert.rejects(acquireLock(storage, 'Ada', places('/proc/locks', shared)), (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual(error.trouble, { code: 'lock_folder_taken', folder: shared, uid: OTHER_UID });
      assert.match(error.message, /belongs to another user of this machine \(user ID 65534\)/);
      return true;
    });
  });

  itAsRoot('takes back a folder that was open to others, and asks none of their sockets', async () => {
    const lock = await acquireLock(storage, 'Ada', places(home));
    const [name = ''] = await readdir(home);
    await release(lock);
    await chmod(join(temp, 'home'), 0o755);
    await chmod(home, 0o777);
    await otherUser(join(home, name));
    const again = await acquireLock(storage, 'Ada', places(home));
    assert.equal(again.held ? 'held' : again.owner, 'held');
    assert.equal((await lstat(home)).mode & 0o777, 0o700);
    await release(again);
  });

  it('lies in a folder of the user alone', async () => {
    const lock = await acquireLock(storage, 'Ada', places(home, shared));
    assert.equal((await lstat(home)).mode & 0o777, 0o700);
    assert.equal((await readdir(home)).length, 1);
    assert.equal((await readdir(temp)).includes(`panos-upgrade-${uid}`), false);
    await release(lock);
  });

  it('uses a private folder below the temporary one where the home cannot hold a socket', async () => {
    const link = join(temp, 'link');
    await symlink(storage, link);
    const unusable: Readonly<Record<string, string>> = {
      'its path is too long': join(temp, 'a'.repeat(60), 'a'.repeat(30)),
      'it cannot be made': '/proc/panos-upgrade',
      'it is a link': link,
      'there is no home': join(temp, 'no', 'home', 'locks'),
    };
    for (const [why, first] of Object.entries(unusable)) {
      const lock = await acquireLock(storage, 'Ada', places(first, shared));
      assert.equal(lock.held, true, why);
      assert.equal((await lstat(shared)).mode & 0o777, 0o700);
      assert.deepEqual(await acquireLock(storage, 'Bob', places(first, shared)), {
        held: false,
        owner: 'Ada',
      });
      await release(lock);
    }
    assert.deepEqual(await readdir(storage), []);
  });

  it('finds an owner that could only use a later folder', async () => {
    const lock = await acquireLock(storage, 'Ada', places(shared));
    assert.deepEqual(await acquireLock(storage, 'Bob', places(home, shared)), { held: false, owner: 'Ada' });
    await release(lock);
  });

  it('says where the lock could not be made, and why', async () => {
    await writeFile(shared, '');
    await assert.rejects(acquireLock(storage, 'Ada', places(shared)), /something else is in its place/);
    const long = join(temp, 'a'.repeat(90));
    await assert.rejects(acquireLock(storage, 'Ada', places(long)), /too long for a socket/);
    await assert.rejects(acquireLock(storage, 'Ada', places(join(temp, 'is', 'not', 'there'))), {
      name: 'UserError',
      message: /^The lock of the storage, .*not.there.[0-9a-f]+, cannot be made: /,
    });
  });

  it('is kept by no flood, and by no drip', async () => {
    const lock = await acquireLock(storage, 'Ada', places(home));
    const [name = ''] = await readdir(home);
    await release(lock);
    const flood = (socket: Socket): void => {
      const pour = (): unknown => socket.destroyed || socket.write('flood\n'.repeat(10_000), pour);
      pour();
    };
    const drip = (socket: Socket): void => {
      const timer = setInterval(() => socket.write('.'), 50);
      socket.once('close', () => clearInterval(timer));
    };
    for (const [answer, pattern] of [
      [flood, /^flood flood[ flod]{189}…$/],
      [drip, /^\.+$/],
    ] as const) {
      const server = await listen(join(home, name), answer);
      const result = await acquireLock(storage, 'Bob', places(home));
      assert.match(result.held ? 'held' : result.owner, pattern);
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('The lock as a pipe and other users of the machine', () => {
  /** Linux names of the same kind as pipes; anybody can list them. */
  const places: LockPlaces = { kind: 'pipes', prefix: `\0panos-upgrade-test-${process.pid}-` };
  let storage = '';
  let squatter: Server | null = null;
  const names = async (): Promise<string[]> =>
    [...(await readFile('/proc/net/unix', 'utf8')).matchAll(/@(panos-upgrade-test-\S+)/g)].map(
      ([, name]) => `\0${name}`,
    );
  /** Of an owner that was killed. */
  const nameOfADead = async (): Promise<string> => {
    const child = startChild(HOLD_LOCK, storage, JSON.stringify(places));
    assert.equal((await child.lines.next()).value, 'held');
    const [name = ''] = await names();
    assert.notEqual(name, '');
    await child.kill();
    return name;
  };

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });
  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'lock-'));
  });
  afterEach(async () => {
    await new Promise((resolve) => (squatter === null ? resolve(null) : squatter.close(resolve)));
    squatter = null;
    await rm(storage, { recursive: true });
  });

  it('passes by who took the name of a dead owner and speaks in its place', async () => {
    squatter = await listen(await nameOfADead(), (socket) => socket.end(`${'0'.repeat(64)}\nMallory`));
    const lock = await acquireLock(storage, 'Ada', places);
    assert.equal(lock.held ? 'held' : lock.owner, 'held');
    assert.deepEqual(await acquireLock(storage, 'Bob', places), { held: false, owner: 'Ada' });
    await release(lock);
  });

  it('shows nothing of who took the name of a dead owner and keeps half silent', async () => {
    squatter = await listen(await nameOfADead(), (socket) => socket.write('Mallory'));
    const lock = await acquireLock(storage, 'Ada', places);
    assert.match(lock.held ? 'held' : lock.owner, /^another window, which does not answer/);
  });

  it('has another name after each owner that went by itself', async () => {
    const first = await acquireLock(storage, 'Ada', places);
    const [seen = ''] = await names();
    await release(first);
    squatter = await listen(seen, () => {});
    const second = await acquireLock(storage, 'Ada', places);
    assert.equal(second.held ? 'held' : second.owner, 'held');
    assert.equal((await names()).length, 2);
    await release(second);
  });

  it('goes on where an owner died while it wrote its key', async () => {
    await writeFile(join(storage, 'lock.key'), '0123');
    const lock = await acquireLock(storage, 'Ada', places);
    assert.equal(lock.held, true);
    await release(lock);
  });

  it('lets nobody else read its key', async () => {
    const lock = await acquireLock(storage, 'Ada', places);
    assert.equal((await lstat(join(storage, 'lock.key'))).mode & 0o777, 0o600);
    await release(lock);
  });
});
