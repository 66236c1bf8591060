import assert from 'node:assert/strict';
import { join } from 'node:path';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { openStoreReadOnly } from '../../../src/store/openStoreView.ts';
import { StorageLostError } from '../../../src/workflow/journalRecord.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memoryFiles.ts';
import { sampleDevice, sampleJob, started } from './samples.ts';
import { FOLDER, optionsOn, saveTwice } from './storePieces.ts';
import { sampleFingerprint, samplePin } from '../../support/samplePin.ts';

const CURRENT = join(FOLDER, 'state.db');
const PREVIOUS = join(FOLDER, 'state.db.1');

const open = (disk: MemoryDisk): Promise<Store> => openStore(optionsOn(disk.attach()));

function jobsAfter(store: Store, seq: number): string[] {
  return store.recordsAfter(seq).flatMap((record) => ('job' in record ? [record.job] : []));
}

/** See saveTwice. */
async function savedTwice(): Promise<MemoryDisk> {
  const disk = memoryDisk();
  const store = await open(disk);
  await saveTwice(store);
  await store.close();
  return disk;
}

function codes({ notices }: Store): string[] {
  return notices.map(({ trouble }) => trouble.code);
}

function messages({ notices }: Store): string {
  return notices.map(({ message }) => message).join(' ');
}

describe('openStore', () => {
  it('begins empty, and gives everything back after a close', async () => {
    const empty = await open(memoryDisk());
    assert.deepEqual([empty.jobRows.all(), empty.inventoryRows.all(), empty.pinRows.all().size], [[], [], 0]);
    assert.deepEqual([empty.notices, empty.damaged, jobsAfter(empty, 0)], [[], [], []]);

    const store = await open(await savedTwice());
    assert.deepEqual(store.jobRows.all(), [sampleJob(1), sampleJob(2)]);
    assert.deepEqual(store.inventoryRows.all(), [sampleDevice(1), sampleDevice(2)]);
    assert.deepEqual(jobsAfter(store, store.jobRows.lastSeq()), []);
    assert.deepEqual(store.notices, []);
  });

  it('gives after a crash the records that the last save does not reflect', async () => {
    const disk = memoryDisk();
    const store = await open(disk);
    store.jobRows.save(sampleJob(1), store.journal.append(started('job-1')).seq);
    await store.flush();
    store.jobRows.save(sampleJob(2), store.journal.append(started('job-2')).seq);
    store.journal.append({ kind: 'PIN_TRUSTED', data: samplePin('10.1.1.1:443') });
    disk.cutPower();

    const next = await open(disk);
    assert.deepEqual(next.jobRows.all(), [sampleJob(1)]);
    assert.deepEqual(jobsAfter(next, next.jobRows.lastSeq()), ['job-2']);
    assert.equal(next.pinRows.all().get(samplePin('10.1.1.1').address)?.fingerprint, sampleFingerprint('AA'));
  });

  for (const [name, spoil] of [
    ['cut short', (image: Uint8Array) => image.slice(0, -700)],
    ['zero-filled', (image: Uint8Array) => new Uint8Array(image.length)],
    ['empty', () => new Uint8Array()],
    ['overwritten', () => Buffer.from('<html>Not found</html>')],
  ] as const) {
    it(`uses the save before when the database is ${name}, keeps the bad file, and says so once`, async () => {
      const disk = await savedTwice();
      const bad = spoil(disk.content(CURRENT) ?? new Uint8Array());
      disk.put(CURRENT, bad);
      const store = await open(disk);
      assert.deepEqual(store.inventoryRows.all(), [sampleDevice(1)]);
      assert.deepEqual(jobsAfter(store, store.jobRows.lastSeq()), [sampleJob(2).id]);
      assert.deepEqual(codes(store), ['database_damaged', 'database_of_the_save_before']);
      assert.match(messages(store), /set aside as .*state\.db\.corrupt-.* save before is used/);
      const aside = disk.paths().find((path) => path.includes('.corrupt-'));
      assert.deepEqual(disk.content(aside ?? ''), bad);

      store.inventoryRows.upsert([sampleDevice(3)]);
      await store.close();
      const again = await open(disk);
      assert.deepEqual(again.inventoryRows.all(), [sampleDevice(1), sampleDevice(3)]);
      assert.deepEqual(again.notices, []);
    });
  }

  it('begins with an empty database and the whole journal when both files are bad', async () => {
    const disk = await savedTwice();
    disk.put(CURRENT, Buffer.from('x'));
    disk.put(PREVIOUS, Buffer.from('y'));
    const store = await open(disk);
    assert.deepEqual(store.inventoryRows.all(), []);
    assert.deepEqual(jobsAfter(store, store.jobRows.lastSeq()), [sampleJob(1).id, sampleJob(2).id]);
    assert.deepEqual(codes(store), ['database_damaged', 'database_damaged', 'database_lost']);
    assert.match(messages(store), /read from the journal again/);
  });

  it('uses the save before without a word when a crash fell between the two renames of a save', async () => {
    const disk = await savedTwice();
    await disk.attach().remove(CURRENT);
    const store = await open(disk);
    assert.deepEqual(store.inventoryRows.all(), [sampleDevice(1)]);
    assert.deepEqual(store.notices, []);
  });

  it('reads all jobs from the journal again when those of the database are of another release', async () => {
    const disk = memoryDisk();
    const store = await open(disk);
    const { seq } = store.journal.append(started('job-1'));
    store.jobRows.save({ ...sampleJob(1), status: 'levitating' } as never, seq);
    await store.close();
    const next = await open(disk);
    assert.deepEqual(jobsAfter(next, next.jobRows.lastSeq()), ['job-1']);
    assert.deepEqual(codes(next), ['jobs_of_another_release']);
    assert.match(messages(next), /another release/);
  });

  it('says which journal lines cannot be relied on', async () => {
    const disk = memoryDisk();
    const store = await open(disk);
    store.journal.append(started('job-1'));
    store.journal.append(started('job-2'));
    const path = join(FOLDER, 'journal-000000001.jsonl');
    const text = Buffer.from(disk.content(path) ?? []).toString('utf8');
    disk.put(path, Buffer.from(text.replace('"seq":2', '"seq":3')));
    const next = await open(disk);
    assert.deepEqual(
      next.damaged.map(({ line, job }) => [line, job]),
      [[2, null]],
    );
    assert.deepEqual(codes(next), ['journal_line_damaged']);
    assert.match(messages(next), /Line 2 of journal-000000001\.jsonl/);
    assert.deepEqual(jobsAfter(next, 0), ['job-2']);
  });

  it('stops a first owner for good when a second one opens all the same', async () => {
    const disk = memoryDisk();
    const first = await open(disk);
    const second = await open(disk);
    second.inventoryRows.upsert([sampleDevice(2)]);
    await second.flush();
    assert.throws(() => first.journal.append(started('job-1')), StorageLostError);
    first.inventoryRows.upsert([sampleDevice(1)]);
    await first.close();
    await second.close();
    assert.deepEqual((await open(disk)).inventoryRows.all(), [sampleDevice(2)]);
  });

  it('removes the temporary files of a save that was cut short', async () => {
    const disk = memoryDisk();
    disk.put(join(FOLDER, 'state.db.0815.tmp'), Buffer.from('half'));
    disk.put(join(FOLDER, 'snapshots', 'x.json.gz.0815.tmp'), Buffer.from('half'));
    disk.put(join(FOLDER, 'notes.txt'), Buffer.from('whole'));
    await open(disk);
    assert.deepEqual(disk.paths(), [join(FOLDER, 'journal-000000001.jsonl'), join(FOLDER, 'notes.txt')]);
  });
});

describe('openStoreReadOnly', () => {
  it('follows what the owner saves, and writes nothing', async () => {
    const disk = memoryDisk();
    const clock = new VirtualClock();
    const writes: string[] = [];
    const files = disk.attach(({ name, path }) => {
      if (!['read', 'stamp', 'list'].includes(name)) writes.push(`${name} ${path}`);
    });
    const view = await openStoreReadOnly({ ...optionsOn(files), clock });
    let changes = 0;
    view.saved(() => (changes += 1));
    const records: string[] = [];
    view.recorded((news) => records.push(...news.map(({ kind }) => kind)));
    assert.deepEqual([view.inventoryRows.changed(), view.records, view.isFollowing()], [[], [], true]);

    const store = await openStore({ ...optionsOn(disk.attach()), clock });
    store.inventoryRows.upsert([sampleDevice(1)]);
    store.jobRows.save(sampleJob(1), 2);
    store.pinRows.set(samplePin('10.1.1.1:443'));
    store.journal.append(started('job-a'));
    await clock.advanceBy(20_000);
    assert.deepEqual(view.inventoryRows.changed(), [sampleDevice(1)]);
    assert.deepEqual(records, ['EPOCH', 'JOB_STARTED']);
    assert.deepEqual(view.jobRows.all(), [sampleJob(1)]);
    assert.equal(view.pinRows.all().get(samplePin('10.1.1.1').address)?.fingerprint, sampleFingerprint('AA'));
    assert.equal(changes, 1);

    disk.put(CURRENT, Buffer.from('rubbish'));
    store.journal.append(started('job-b'));
    await clock.advanceBy(5_000);
    assert.deepEqual(view.jobRows.all(), [sampleJob(1)]);
    assert.deepEqual([changes, records.length], [1, 3]);

    view.close();
    await clock.advanceBy(5_000);
    assert.deepEqual(writes, []);
  });
});
