import assert from 'node:assert/strict';
import { silentLog, type Log } from '../../../../src/ports/log.ts';
import { VIRTUAL_EPOCH, VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import { backupFiles } from '../../../../src/store/backupFiles.ts';
import type { BackupName } from '../../../../src/workflow/backupStore.ts';
import { expiredBackups, keepBackupsTidy } from '../../../../src/workflow/backup/backupRetention.ts';
import { diskError, memoryDisk } from '../../../support/memoryFiles.ts';

const DAY = 86_400_000;
const SERIAL = '001701000101';

/** @param day of its beginning, counted from the beginning of the test; its job is named after it. */
function backup(day: number, content: BackupName['content'] = 'running-config', serial = SERIAL): BackupName {
  return { serial, at: VIRTUAL_EPOCH + day * DAY, job: `job${day}`, content };
}

describe('expiredBackups', () => {
  const before = VIRTUAL_EPOCH;
  const never = (): boolean => false;

  it('are those begun before, both files of them', () => {
    const old = [backup(-3), backup(-3, 'device-state'), backup(-2)];
    assert.deepEqual(expiredBackups([...old, backup(0), backup(1)], before, never), old);
  });

  it('are never the newest ones of a device, however old', () => {
    const newest = [backup(-2), backup(-2, 'device-state')];
    assert.deepEqual(expiredBackups([...newest, backup(-3)], before, never), [backup(-3)]);
    assert.deepEqual(expiredBackups([], before, never), []);
  });

  it('are never those of an open job', () => {
    const backups = [backup(-4), backup(-3), backup(1)];
    assert.deepEqual(
      expiredBackups(backups, before, (job) => job === 'job-4'),
      [backup(-3)],
    );
  });
});

describe('keepBackupsTidy', () => {
  let disk = memoryDisk();
  let clock = new VirtualClock();
  let said: string[] = [];
  const closing = (): AbortController => new AbortController();
  const log: Log = { ...silentLog, info: (text) => said.push(text), warn: (text) => said.push(text) };

  beforeEach(() => {
    disk = memoryDisk();
    clock = new VirtualClock();
    said = [];
  });

  async function keep(...names: readonly BackupName[]): Promise<void> {
    for (const name of names)
      await backupFiles('/s', disk.attach()).save(name, (write) => write(Buffer.from('<config></config>')));
  }

  const days = (): (string | undefined)[] => disk.paths().map((path) => /_(job-?\d+)_/.exec(path)?.[1]);

  function tidy(retentionDays: number, end: AbortController, files = disk.attach()): Promise<void> {
    const backups = backupFiles('/s', files);
    return keepBackupsTidy({ backups, clock, log, retentionDays, isOpen: () => false }, end.signal);
  }

  it('removes the old ones of every device at once, and those that grow old day by day', async () => {
    const other = '001701000102';
    await keep(backup(-100), backup(-89), backup(-1), backup(-200, 'running-config', other));
    const end = closing();
    const ended = tidy(90, end);
    await clock.advanceBy(0);
    assert.deepEqual(days(), ['job-89', 'job-1', 'job-200']);
    assert.deepEqual(said, ['Removed 1 backup files older than 90 days.']);
    await clock.advanceBy(DAY);
    assert.deepEqual(days(), ['job-89', 'job-1', 'job-200'], 'exactly 90 days old');
    await clock.advanceBy(DAY);
    assert.deepEqual(days(), ['job-1', 'job-200']);
    end.abort();
    await ended;
  });

  it('keeps all for ever when told so, and removes what a crash left behind all the same', async () => {
    await keep(backup(-4000), backup(0));
    const half = `/s/backups/${SERIAL}/2026-01-01T000000Z_job-x_running-config.xml.5.tmp`;
    disk.put(half, Buffer.from('<config>'));
    const end = closing();
    const ended = tidy(0, end);
    await clock.advanceBy(DAY);
    assert.deepEqual(days(), ['job-4000', 'job0']);
    end.abort();
    await ended;
  });

  it('says that the disk refuses, and tries again the next day', async () => {
    await keep(backup(-100), backup(0));
    let isRefusing = true;
    const files = disk.attach(({ name }) => {
      if (name === 'remove' && isRefusing) throw diskError('EACCES');
    });
    const end = closing();
    const ended = tidy(90, end, files);
    await clock.advanceBy(0);
    assert.match(
      said.join(),
      /^The backups in \/s\/backups cannot be read or removed: access is denied.*a day\.$/,
    );
    isRefusing = false;
    await clock.advanceBy(DAY);
    assert.deepEqual(days(), ['job0']);
    end.abort();
    await ended;
  });

  it('ends when the engine closes, at once', async () => {
    await keep(backup(-100), backup(0));
    const end = closing();
    end.abort();
    await tidy(90, end);
    assert.deepEqual(days(), ['job-100', 'job0']);
  });
});
