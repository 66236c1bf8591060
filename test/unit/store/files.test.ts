import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles, type Files } from '../../../src/store/files.ts';
import { diskError, memoryDisk } from '../../support/memoryFiles.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = (content: Uint8Array | null): string | null => content && Buffer.from(content).toString('utf8');

/** What the port promises, of the real disk and of the one in memory alike. */
function keepsThePort(files: () => Files, folder: () => string): void {
  const at = (name: string): string => join(folder(), name);

  it('reads, lists and removes; what is missing is null, empty or nothing', async () => {
    assert.equal(await files().read(at('none')), null);
    assert.equal(await files().stamp(at('none')), null);
    assert.deepEqual(await files().list(at('no folder')), []);
    await files().remove(at('none'));
    await files().replace(at('one'), bytes('1'));
    assert.equal(text(await files().read(at('one'))), '1');
    assert.deepEqual(await files().list(folder()), ['one']);
    await files().rename(at('one'), at('two'));
    assert.deepEqual(await files().list(folder()), ['two']);
    await files().remove(at('two'));
    assert.deepEqual(await files().list(folder()), []);
  });

  it('replaces a file, keeps the old one when asked, and leaves nothing else', async () => {
    await files().replace(at('state'), bytes('first'), at('state.1'));
    const stamp = await files().stamp(at('state'));
    await files().replace(at('state'), bytes('second'), at('state.1'));
    assert.notEqual(await files().stamp(at('state')), stamp);
    assert.equal(text(await files().read(at('state'))), 'second');
    assert.equal(text(await files().read(at('state.1'))), 'first');
    assert.deepEqual((await files().list(folder())).sort(), ['state', 'state.1']);
  });

  it('replaces a file piece by piece, at once when it is whole', async () => {
    await files().replace(at('long'), bytes('old'));
    await files().replaceInPieces(at('long'), async (write) => {
      await write(bytes('first, '));
      assert.equal(text(await files().read(at('long'))), 'old');
      await write(bytes('second'));
    });
    assert.equal(text(await files().read(at('long'))), 'first, second');
    await files().replaceInPieces(at('empty'), async () => undefined);
    assert.equal(text(await files().read(at('empty'))), '');
  });

  it('keeps the old file, and nothing else, when its pieces break off', async () => {
    await files().replace(at('long'), bytes('old'));
    const breakOff = files().replaceInPieces(at('long'), async (write) => {
      await write(bytes('half'));
      throw new Error('broken off');
    });
    await assert.rejects(breakOff, /^Error: broken off$/);
    assert.equal(text(await files().read(at('long'))), 'old');
    assert.deepEqual(await files().list(folder()), ['long']);
  });

  it('lists folders, too', async () => {
    await files().createFolder(at('below'));
    await files().replace(join(at('below'), 'one'), bytes('1'));
    await files().replace(join(at('below'), 'two'), bytes('2'));
    assert.deepEqual(await files().list(folder()), ['below']);
  });

  it('appends, measures and cuts; sees when the path leads elsewhere', async () => {
    const handle = files().openAppend(at('log'));
    handle.append(bytes('one\n'));
    handle.append(bytes('two\n'));
    assert.equal(handle.size(), 8);
    handle.truncate(4);
    handle.append(bytes('three\n'));
    assert.equal(text(await files().read(at('log'))), 'one\nthree\n');
    const second = files().openAppend(at('log'));
    assert.equal(second.size(), 10);
    await files().rename(at('log'), at('elsewhere'));
    assert.equal(handle.size(), 'removed');
    await files().replace(at('log'), bytes('another'));
    assert.equal(handle.size(), 'replaced');
    handle.close();
    second.close();
  });
}

describe('nodeFiles', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-files-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  keepsThePort(
    () => nodeFiles,
    () => folder,
  );

  it('makes files and folders that nobody else may read', async function () {
    // Windows has no such bits: there the user's profile guards them.
    if (process.platform === 'win32') this.skip();
    const below = join(folder, 'below');
    await nodeFiles.createFolder(below);
    await nodeFiles.replace(join(below, 'one'), bytes('1'));
    await nodeFiles.replaceInPieces(join(below, 'two'), (write) => write(bytes('2')));
    for (const [path, mode] of [
      [below, 0o700],
      [join(below, 'one'), 0o600],
      [join(below, 'two'), 0o600],
    ] as const) {
      assert.equal((await stat(path)).mode & 0o777, mode, path);
    }
  });

  it('creates folders, and leaves no temporary file behind when a replace fails', async () => {
    const blocked = join(folder, 'deep', 'er');
    await nodeFiles.createFolder(join(blocked, 'folder'));
    await writeFile(join(blocked, 'folder', 'x'), 'x');
    await assert.rejects(nodeFiles.replace(join(blocked, 'folder'), bytes('y')));
    assert.deepEqual(await nodeFiles.list(blocked), ['folder']);
  });
});

describe('memoryDisk', () => {
  let disk = memoryDisk();
  beforeEach(() => {
    disk = memoryDisk();
  });

  keepsThePort(
    () => disk.attach(),
    () => '/folder',
  );

  it('loses on a power cut what was not synced', async () => {
    const files = disk.attach(({ name, when }) => {
      if (name === 'sync' && when === 'before' && Buffer.from(disk.content('/f/log') ?? []).includes('lost'))
        disk.cutPower();
    });
    const handle = files.openAppend('/f/log');
    handle.append(bytes('kept'));
    assert.throws(() => handle.append(bytes('lost')));
    assert.equal(text(disk.content('/f/log')), 'kept');
  });

  it('has nothing done by a process that is gone', async () => {
    let operations = 0;
    const files = disk.attach(({ name, when }) => {
      if (name === 'rename' && when === 'before') disk.kill();
      operations += 1;
    });
    let settled = false;
    const replacing = files.replace('/f/state', bytes('new')).finally(() => (settled = true));
    await new Promise(setImmediate);
    assert.equal(disk.content('/f/state'), null);
    assert.throws(() => files.openAppend('/f/state'));
    assert.deepEqual([settled, operations], [false, 7]);
    void replacing;
    assert.equal((await disk.attach().list('/f')).length, 1, 'the temporary file, as a kill leaves it');
  });

  it('fails where the hook says so', async () => {
    const files = disk.attach(({ name }) => {
      if (name === 'write') throw diskError('ENOSPC');
    });
    await assert.rejects(files.replace('/f/state', bytes('new')), { code: 'ENOSPC' });
    assert.deepEqual(disk.paths(), []);
  });
});
