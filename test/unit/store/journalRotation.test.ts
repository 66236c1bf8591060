/** When a new file of the journal is begun: at a start, and in the middle of a long night. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJournal, type OwnedJournal } from '../../../src/store/journal.ts';
import { readJournal } from '../../../src/store/journalReader.ts';
import { StorageLostError } from '../../../src/workflow/journalRecord.ts';
import { diskError, memoryDisk, type MemoryDisk } from '../../support/memoryFiles.ts';
import { started } from './samples.ts';
import { FOLDER, optionsOn } from './storePieces.ts';

const FIRST = join(FOLDER, 'journal-000000001.jsonl');

function open(disk: MemoryDisk, after = 0): Promise<OwnedJournal> {
  return openJournal({ ...optionsOn(disk.attach()), after });
}

describe('journal rotation', () => {
  it('begins a new file at the start after the old one has grown, and the chain goes on', async () => {
    const disk = memoryDisk();
    const long = await open(disk);
    const by = 'x'.repeat(100_000);
    for (let count = 0; count < 20; count += 1) {
      long.append({ kind: 'CANCEL_REQUESTED', job: `job-${count}`, data: { by } });
    }
    const next = await open(disk, 21);
    next.append(started('job-new'));
    const second = join(FOLDER, 'journal-000000023.jsonl');
    assert.deepEqual(disk.paths(), [FIRST, second]);
    assert.throws(() => long.assertOwner(), StorageLostError);

    const whole = await readJournal(disk.attach(), FOLDER, 0, optionsOn(disk.attach()).parseEntry);
    assert.deepEqual(whole.damaged, []);
    assert.deepEqual(
      whole.records.map((record) => record.seq),
      Array.from({ length: 23 }, (_, index) => index + 1),
    );

    // A start needs only the files that hold what the database has not seen.
    const read: string[] = [];
    const files = disk.attach(({ name, path }) => {
      if (name === 'read') read.push(path);
    });
    const last = await openJournal({ ...optionsOn(files), after: 23 });
    assert.deepEqual(new Set(read), new Set([second]));
    assert.equal(last.append(started('job-newer')).seq, 25);
    assert.equal(last.found.end.epoch, 2);
  });

  it('begins a new file in the middle of a long night, and stays where it is while the disk refuses one', async () => {
    const disk = memoryDisk();
    let refuses = true;
    const files = disk.attach(({ name, path }) => {
      if (refuses && name === 'open' && !path.endsWith('000000001.jsonl')) throw diskError('EACCES');
    });
    const journal = await openJournal({ ...optionsOn(files), after: 0 });
    const by = 'x'.repeat(100_000);
    const night = (): void => void journal.append({ kind: 'CANCEL_REQUESTED', job: 'job-a', data: { by } });
    for (let count = 0; count < 25; count += 1) night();
    assert.deepEqual(disk.paths(), [FIRST]);
    refuses = false;
    for (let count = 0; count < 25; count += 1) night();
    assert.deepEqual(
      disk.paths(),
      ['000000001', '000000027', '000000047'].map((seq) => join(FOLDER, `journal-${seq}.jsonl`)),
    );
    const whole = await readJournal(disk.attach(), FOLDER, 0, optionsOn(disk.attach()).parseEntry);
    assert.deepEqual([whole.damaged, whole.records.length], [[], 51]);

    const next = await open(disk, 51);
    assert.equal(next.found.end.seq, 51);
    assert.throws(() => journal.append(started('job-b')), StorageLostError);
  });

  it('notices an owner that writes to the full file while it is left', async () => {
    const disk = memoryDisk();
    const other = disk.attach().openAppend(FIRST);
    let isLeaving = false;
    const files = disk.attach(({ name, path, when }) => {
      if (!isLeaving || name !== 'open' || when !== 'before' || path === FIRST) return;
      isLeaving = false;
      other.append(Buffer.from('somebody else\n'));
    });
    const journal = await openJournal({ ...optionsOn(files), after: 0 });
    const by = 'x'.repeat(100_000);
    for (let count = 0; count < 20; count += 1)
      journal.append({ kind: 'CANCEL_REQUESTED', job: 'job-a', data: { by } });
    isLeaving = true;
    assert.throws(() => journal.append(started('job-b')), StorageLostError);
  });
});
