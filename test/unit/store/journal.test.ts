/** The journal as its owner writes it: what is durable, what a crash leaves, who may write. Longer than 300 lines because all of it asks one journal. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJournal, type OwnedJournal } from '../../../src/store/journal.ts';
import { StorageLostError } from '../../../src/workflow/journalRecord.ts';
import { diskError, memoryDisk, type MemoryDisk } from '../../support/memoryFiles.ts';
import { started } from './samples.ts';
import { FOLDER, optionsOn } from './storePieces.ts';

const FIRST = join(FOLDER, 'journal-000000001.jsonl');

function open(disk: MemoryDisk, after = 0): Promise<OwnedJournal> {
  return openJournal({ ...optionsOn(disk.attach()), after });
}

function textOf(disk: MemoryDisk, path = FIRST): string {
  return Buffer.from(disk.content(path) ?? []).toString('utf8');
}

function kindsAndJobs(journal: OwnedJournal): string[] {
  return journal.found.records.map((record) => ('job' in record ? record.job : `epoch ${record.epoch}`));
}

/** A disk whose journal holds an epoch and three records. */
async function filledDisk(): Promise<MemoryDisk> {
  const disk = memoryDisk();
  const journal = await open(disk);
  for (const job of ['job-a', 'job-b', 'job-c']) journal.append(started(job));
  journal.close();
  return disk;
}

const lostBy = (code: string) => (error: unknown) =>
  error instanceof StorageLostError && error.trouble.code === code;

describe('journal', () => {
  it('gives back what was appended, numbered, and counts epochs', async () => {
    const disk = await filledDisk();
    const journal = await open(disk);
    assert.deepEqual(kindsAndJobs(journal), ['epoch 1', 'job-a', 'job-b', 'job-c']);
    assert.deepEqual(
      journal.found.records.map((record) => record.seq),
      [1, 2, 3, 4],
    );
    assert.deepEqual(journal.found.damaged, []);
    const record = journal.append(started('job-d'));
    assert.deepEqual([record.seq, record.epoch], [6, 2]);
  });

  it('gives only the records after the sequence number asked for', async () => {
    assert.deepEqual(kindsAndJobs(await open(await filledDisk(), 3)), ['job-c']);
  });

  it('is durable when append returns, and no sooner', async () => {
    const disk = memoryDisk();
    const journal = await open(disk);
    journal.append(started('job-a'));
    disk.cutPower();
    assert.deepEqual(kindsAndJobs(await open(disk)), ['epoch 1', 'job-a']);

    const dying = openJournal({
      ...optionsOn(
        disk.attach(({ name, when }) => {
          if (name === 'sync' && when === 'before' && textOf(disk).includes('job-b')) disk.cutPower();
        }),
      ),
      after: 0,
    });
    const dead = await dying;
    assert.throws(() => dead.append(started('job-b')));
    assert.deepEqual(kindsAndJobs(await open(disk)), ['epoch 1', 'job-a', 'epoch 2', 'epoch 3']);
  });

  it('drops a last line torn at any byte, cuts it off, and goes on', async () => {
    const whole = textOf(await filledDisk());
    const lastStart = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = lastStart + 1; length < whole.length; length += 1) {
      const disk = memoryDisk();
      disk.put(FIRST, Buffer.from(whole.slice(0, length)));
      const journal = await open(disk);
      journal.append(started('job-d'));
      journal.close();
      const again = await open(disk);
      assert.deepEqual(
        kindsAndJobs(again),
        ['epoch 1', 'job-a', 'job-b', 'epoch 2', 'job-d'],
        `torn at ${length}`,
      );
      assert.deepEqual(again.found.damaged, []);
    }
  });

  it('drops a tail of zeros, as a power loss leaves it', async () => {
    const disk = await filledDisk();
    disk.put(FIRST, Buffer.concat([disk.content(FIRST) ?? new Uint8Array(), Buffer.alloc(500)]));
    const journal = await open(disk);
    assert.deepEqual(kindsAndJobs(journal), ['epoch 1', 'job-a', 'job-b', 'job-c']);
    assert.ok(!textOf(disk).includes('\0'));
  });

  it('reports a changed line in the middle for every job, whatever job it names, and reads on', async () => {
    const disk = await filledDisk();
    disk.put(
      FIRST,
      Buffer.from(
        textOf(disk).replace('"kind":"JOB_STARTED","job":"job-b"', '"kind":"JOB_STOPPED","job":"job-b"'),
      ),
    );
    const journal = await open(disk);
    assert.deepEqual(kindsAndJobs(journal), ['epoch 1', 'job-a', 'job-c']);
    assert.deepEqual(
      journal.found.damaged.map(({ line, job, file }) => ({ line, job, file })),
      [{ line: 3, job: null, file: 'journal-000000001.jsonl' }],
    );
    assert.equal(journal.append(started('job-d')).seq, 6);
    assert.equal((await open(disk)).found.damaged.length, 1);
    assert.deepEqual((await open(disk, 4)).found.damaged, [], 'the database reflects what stood there');
  });

  it('does not know the job of a line that is rubbish', async () => {
    const disk = await filledDisk();
    const lines = textOf(disk).split('\n');
    lines[2] = '\0'.repeat(50);
    disk.put(FIRST, Buffer.from(lines.join('\n')));
    assert.deepEqual(
      (await open(disk)).found.damaged.map(({ line, job }) => ({ line, job })),
      [{ line: 3, job: null }],
    );
  });

  it('sees a line that was taken out', async () => {
    const disk = await filledDisk();
    const lines = textOf(disk).split('\n');
    lines.splice(2, 1);
    disk.put(FIRST, Buffer.from(lines.join('\n')));
    const { damaged } = (await open(disk)).found;
    assert.deepEqual(
      damaged.map(({ line, job }) => ({ line, job })),
      [{ line: 3, job: null }],
    );
    assert.match(damaged[0]?.why ?? '', /missing/);
  });

  it('reports a record of an unknown kind instead of failing, and keeps the chain', async () => {
    const disk = memoryDisk();
    const journal = await open(disk);
    journal.append({ kind: 'ROLLED_BACK', job: 'job-a', serial: '0019', data: {} } as never);
    journal.append(started('job-b'));
    const again = await open(disk);
    assert.deepEqual(kindsAndJobs(again), ['epoch 1', 'job-b']);
    assert.deepEqual(
      again.found.damaged.map(({ line, job, serial }) => ({ line, job, serial })),
      [{ line: 2, job: 'job-a', serial: '0019' }],
    );
  });

  it('takes a last line that is whole but wrong for damage, not for a torn one', async () => {
    const disk = await filledDisk();
    disk.put(FIRST, Buffer.from(textOf(disk).replace('"job":"job-c"', '"job":"job-x"')));
    const { damaged } = (await open(disk)).found;
    assert.deepEqual(
      damaged.map(({ line, job }) => ({ line, job })),
      [{ line: 4, job: null }],
    );
  });

  it('sees a journal that ends before what the database has seen', async () => {
    const { damaged } = (await open(await filledDisk(), 25)).found;
    assert.deepEqual(
      damaged.map(({ job }) => job),
      [null],
    );
    assert.match(damaged[0]?.why ?? '', /ends at record 4, but the database has seen record 25/);
  });

  it('never reuses a sequence number the database has seen', async () => {
    const journal = await open(memoryDisk(), 500);
    assert.equal(journal.append(started('job-a')).seq, 502);
  });

  it('sees that an older file is gone when its records are needed', async () => {
    const disk = await filledDisk();
    const text = textOf(disk);
    const cut = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
    disk.put(join(FOLDER, 'journal-000000003.jsonl'), Buffer.from(text.slice(cut)));
    await disk.attach().remove(FIRST);
    assert.match((await open(disk)).found.damaged[0]?.why ?? '', /missing/);
    assert.deepEqual((await open(disk, 3)).found.damaged, []);
  });
});

describe('journal fencing', () => {
  it('stops the first owner once a second one has opened the journal', async () => {
    const disk = memoryDisk();
    const first = await open(disk);
    first.append(started('job-a'));
    first.assertOwner();
    const second = await open(disk);
    assert.throws(() => first.assertOwner(), StorageLostError);
    assert.throws(() => first.append(started('job-b')), StorageLostError);
    second.append(started('job-c'));
    assert.deepEqual(kindsAndJobs(await open(disk)), ['epoch 1', 'job-a', 'epoch 2', 'job-c']);
  });

  it('stops an owner whose record met one of somebody else', async () => {
    const disk = memoryDisk();
    const intruder = disk.attach();
    let armed = false;
    const files = disk.attach(({ name, when }) => {
      if (!armed || name !== 'write' || when !== 'before') return;
      armed = false;
      intruder.openAppend(FIRST).append(Buffer.from('from elsewhere\n'));
    });
    const journal = await openJournal({ ...optionsOn(files), after: 0 });
    armed = true;
    assert.throws(() => journal.append(started('job-a')), StorageLostError);
  });

  it('stops an owner whose file was removed or replaced', async () => {
    const disk = memoryDisk();
    const journal = await open(disk);
    await disk.attach().remove(FIRST);
    assert.throws(() => journal.assertOwner(), lostBy('storage_removed'));
    disk.put(FIRST, Buffer.alloc(1));
    assert.throws(() => journal.append(started('job-a')), lostBy('storage_lost'));
  });

  it('keeps the record before when one cannot be written, and goes on when there is room again', async () => {
    const disk = memoryDisk();
    let full = false;
    const files = disk.attach(({ name, when }) => {
      if (full && name === 'sync' && when === 'before') throw diskError('ENOSPC');
    });
    const journal = await openJournal({ ...optionsOn(files), after: 0 });
    journal.append(started('job-a'));
    full = true;
    assert.throws(() => journal.append(started('job-b')), /could not be written.*ENOSPC/);
    full = false;
    journal.append(started('job-c'));
    const again = await open(disk);
    assert.deepEqual(kindsAndJobs(again), ['epoch 1', 'job-a', 'job-c']);
    assert.deepEqual(again.found.damaged, []);
  });
});
