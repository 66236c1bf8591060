import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../../src/ports/userError.ts';
import { backupFiles } from '../../../src/store/backupFiles.ts';
import type { BackupFiles, BackupName } from '../../../src/workflow/backupStore.ts';
import { failEachOperation } from '../../support/failingOperations.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';

const AT = Date.UTC(2026, 4, 4, 22, 15, 30);
const config: BackupName = { serial: '001701000101', at: AT, job: 'job-k3x9', content: 'running-config' };
const state: BackupName = { ...config, content: 'device-state' };

const FOLDER = '/s/backups/001701000101';
const CONFIG_PATH = `${FOLDER}/2026-05-04T221530Z_job-k3x9_running-config.xml`;
const TEXT = '<config version="10.1.0"><a/></config>';

describe('backupFiles', () => {
  let disk = memoryDisk();
  beforeEach(() => {
    disk = memoryDisk();
  });

  const over = (files = disk.attach()): BackupFiles => backupFiles('/s', files);
  const fill =
    (...pieces: readonly (string | Uint8Array)[]): Parameters<BackupFiles['save']>[1] =>
    async (write) => {
      for (const piece of pieces) await write(Buffer.from(piece));
    };
  const text = (path: string): string => Buffer.from(disk.content(path) ?? []).toString();

  it('keeps a file as it came, under a name that says what it is, with its size and checksum', async () => {
    const kept = await over().save({ ...config, at: AT + 987 }, fill(TEXT.slice(0, 9), TEXT.slice(9)));
    assert.deepEqual(kept, {
      file: 'backups/001701000101/2026-05-04T221530Z_job-k3x9_running-config.xml',
      bytes: TEXT.length,
      sha256: createHash('sha256').update(TEXT).digest('hex'),
    });
    assert.equal(text(CONFIG_PATH), TEXT);
    const archive = gzipSync(TEXT);
    const keptState = await over().save(state, fill(archive));
    assert.equal(keptState?.file, 'backups/001701000101/2026-05-04T221530Z_job-k3x9_device-state.tgz');
    assert.ok(Buffer.from(disk.content(`/s/${keptState.file}`) ?? []).equals(archive));
  });

  it('has no file of that name before it is whole, and none when it breaks off', async () => {
    const breaksOff = over().save(config, async (write) => {
      await write(Buffer.from(TEXT));
      assert.deepEqual(await over().list(config.serial), []);
      throw new Error('the line is cut');
    });
    await assert.rejects(breaksOff, /^Error: the line is cut$/);
    assert.deepEqual(disk.paths(), []);
  });

  it('keeps no device state that is cut short', async () => {
    assert.equal(await over().save(state, fill(gzipSync(TEXT).subarray(0, -3))), null);
    assert.deepEqual(disk.paths(), []);
  });

  it('says in words that help why one could not be saved, at whatever operation, and leaves no half one', async () => {
    const runs = await failEachOperation(async ({ hook, code, where, hasFailed }) => {
      disk = memoryDisk();
      const refused = await over(disk.attach(hook))
        .save(config, fill(TEXT.slice(0, 9), TEXT.slice(9)))
        .then(
          () => null,
          (error: unknown) => error,
        );
      assert.equal(refused instanceof UserError, hasFailed(), where());
      const words = new RegExp(`^The backup ${CONFIG_PATH} could not be saved: .+ \\(${code}\\)\\.$`);
      if (refused instanceof UserError) assert.match(refused.message, words, where());
      // The last operation makes the name durable: the file is whole then.
      for (const path of disk.paths()) assert.deepEqual([path, text(path)], [CONFIG_PATH, TEXT], where());
    });
    assert.ok(runs >= 30, `${runs} failures`);
  });

  it('takes nothing for a backup that a kill or a power cut left at any operation, and removes it', async () => {
    for (const end of ['kill', 'cutPower'] as const) {
      const saved = new Set<number>();
      for (let nth = 1; !saved.has(nth - 1); nth += 1) {
        disk = memoryDisk();
        let operation = 0;
        const files = disk.attach(() => {
          operation += 1;
          if (operation === nth) disk[end]();
        });
        void over(files)
          .save(config, fill(TEXT.slice(0, 9), TEXT.slice(9)))
          .then(() => saved.add(nth));
        await new Promise(setImmediate);
        const where = `${end} at operation ${nth}`;
        for (const name of await over().list(config.serial)) {
          assert.deepEqual([name, text(CONFIG_PATH)], [config, TEXT], where);
        }
        await over().removeUnfinished(config.serial);
        assert.deepEqual(
          disk.paths().filter((path) => path !== CONFIG_PATH),
          [],
          where,
        );
        if (saved.has(nth)) assert.ok(nth > 12, `${nth} operations`);
      }
    }
  });

  it('does not remove what is being saved', async () => {
    const backups = over();
    await backups.save(config, async (write) => {
      await write(Buffer.from(TEXT));
      await backups.removeUnfinished(config.serial);
      assert.equal(disk.paths().length, 1);
    });
    assert.deepEqual(disk.paths(), [CONFIG_PATH]);
  });

  it('lists what it kept, and no file of anybody else', async () => {
    await over().save(config, fill(TEXT));
    await over().save(state, fill(gzipSync(TEXT)));
    const others = [
      'notes.txt',
      '2026-13-44T221530Z_job-k3x9_running-config.xml',
      '2026-05-04T221530Z_job-k3x9_running-config.xml.bak',
      'copy of 2026-05-04T221530Z_job-k3x9_running-config.xml',
    ];
    for (const name of others) disk.put(`${FOLDER}/${name}`, Buffer.from('mine'));
    disk.put('/s/backups/.DS_Store', new Uint8Array());
    assert.deepEqual(await over().serials(), [config.serial]);
    assert.deepEqual(
      (await over().list(config.serial)).toSorted((a, b) => a.content.localeCompare(b.content)),
      [state, config],
    );
    await over().removeUnfinished(config.serial);
    await over().remove(state);
    await over().remove(config);
    assert.deepEqual(
      disk.paths(),
      ['/s/backups/.DS_Store', ...others.map((name) => `${FOLDER}/${name}`)].sort(),
    );
  });

  it('has nothing where nothing was ever kept', async () => {
    assert.deepEqual(await over().serials(), []);
    assert.deepEqual(await over().list(config.serial), []);
    await over().removeUnfinished(config.serial);
  });

  it('says that the folder of backups cannot be read', async () => {
    await over().save(config, fill(TEXT));
    await failEachOperation(async ({ hook, hasFailed, where }) => {
      const refused = await over(disk.attach(hook))
        .list(config.serial)
        .then(
          () => null,
          (error: unknown) => error,
        );
      assert.equal(refused instanceof UserError, hasFailed(), where());
      if (refused instanceof UserError)
        assert.match(refused.message, /^The backups in \/s\/backups cannot be/);
    });
  });

  it('takes no serial or job that could leave the folder or be no file', async () => {
    const serials = [
      '',
      '.',
      '..',
      '../x',
      'a/b',
      'a\\b',
      'a:b',
      'CON',
      'com1',
      'a\0',
      'é',
      ' ',
      '1'.repeat(41),
    ];
    for (const serial of serials) {
      await assert.rejects(over().save({ ...config, serial }, fill(TEXT)), UserError, serial);
    }
    for (const job of ['', '../x', 'a_b', 'a.b', 'x'.repeat(61)]) {
      await assert.rejects(over().save({ ...config, job }, fill(TEXT)), /cannot name/, job);
    }
    for (const serial of ['unknown', '007051000123456', 'com10'])
      assert.notEqual(await over().save({ ...config, serial }, fill(TEXT)), null);
    assert.equal(disk.paths().length, 3);
  });
});
