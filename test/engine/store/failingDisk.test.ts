/**
 * The store on a disk that is full, reports errors or denies access at each of its operations. What was acknowledged
 * is there afterwards, even if the power goes right then; and whoever is told, is told why and what helps, once.
 */
import assert from 'node:assert/strict';
import { UserError } from '../../../src/ports/userError.ts';
import { readJournal } from '../../../src/store/journalReader.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { failEachOperation } from '../../support/failingOperations.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memoryFiles.ts';
import { sampleDevice, sampleJob, started } from '../../unit/store/samples.ts';
import { FOLDER, optionsOn, saveTwice } from '../../unit/store/storePieces.ts';

/** Each of these is the beginning of what a person reads. */
const WORDS = [
  `The storage folder ${FOLDER} cannot be `,
  `The journal in ${FOLDER} could not be written: `,
  `The database in ${FOLDER} could not be saved: `,
  // After an error of which not even the traces could be wiped away, the file is no longer known.
  `The journal in ${FOLDER} is no longer as this window left it: `,
];

function assertHelps(error: unknown, where: string): void {
  assert.ok(error instanceof UserError, `${where}: ${String(error)}`);
  assert.ok(
    WORDS.some((words) => error.message.startsWith(words)),
    `${where}: ${error.message}`,
  );
}

/** Two saves behind it, and a journal as long as is wanted. */
async function filledDisk(journalBytes: number): Promise<MemoryDisk> {
  const disk = memoryDisk();
  const store = await openStore(optionsOn(disk.attach()));
  const by = 'x'.repeat(journalBytes);
  store.journal.append({ kind: 'CANCEL_REQUESTED', job: 'job-long', data: { by } });
  await saveTwice(store);
  await store.close();
  return disk;
}

/** A disk with the same files, all of them synced. */
function copyOf(disk: MemoryDisk): MemoryDisk {
  const copy = memoryDisk();
  for (const path of disk.paths()) copy.put(path, disk.content(path) ?? new Uint8Array());
  return copy;
}

/** Works with the store and gives the sequence numbers of the records that were said to be durable. */
async function work(store: Store, where: () => string): Promise<number[]> {
  // As the job book does: what the rows do not reflect yet.
  for (const record of store.recordsAfter(store.jobRows.lastSeq())) {
    const job = [1, 2]
      .map((index) => sampleJob(index))
      .find(({ id }) => 'job' in record && id === record.job);
    if (job !== undefined) store.jobRows.save(job, record.seq);
  }
  const durable: number[] = [];
  const told: string[] = [];
  store.onNotice(({ message }) => told.push(message));
  for (const index of [3, 4]) {
    try {
      const { seq } = store.journal.append(started(sampleJob(index).id));
      durable.push(seq);
      store.jobRows.save(sampleJob(index), seq);
    } catch (error) {
      assertHelps(error, where());
    }
    store.inventoryRows.upsert([sampleDevice(index)]);
    await store.flush();
  }
  await store.close();
  const all = [...store.notices.map(({ message }) => message), ...told];
  assert.equal(new Set(all).size, all.length, `${where()}: ${all.join(' | ')}`);
  assert.ok(told.length <= 1, `${where()}: ${told.join(' | ')}`);
  for (const notice of told) assert.match(notice, /could not be saved: .+ \((ENOSPC|EIO|EPERM)\)\. Jobs/);
  return durable;
}

async function tortured(journalBytes: number): Promise<number> {
  const filled = await filledDisk(journalBytes);
  return failEachOperation(async ({ hook, code, where, hasFailed }) => {
    const disk = copyOf(filled);
    const options = optionsOn(disk.attach(hook));
    let durable: number[] = [];
    let refused: unknown;
    const store = await openStore(options).catch((error: unknown) => void (refused = error));
    if (store === undefined) {
      assertHelps(refused, where());
      assert.match(String(refused), new RegExp(`\\(${code}\\)|no longer as this window left it`), where());
    } else {
      durable = await work(store, where);
    }
    disk.cutPower();

    const { records, damaged } = await readJournal(disk.attach(), FOLDER, 0, options.parseEntry);
    assert.deepEqual(damaged, [], where());
    const kept = new Set(records.map(({ seq }) => seq));
    assert.deepEqual(
      [1, 2, 3, 4, ...durable].filter((seq) => !kept.has(seq)),
      [],
      where(),
    );
    const next = await openStore(optionsOn(disk.attach()));
    assert.deepEqual(next.damaged, [], where());
    const jobs = new Set(next.jobRows.all().map(({ id }) => id));
    for (const record of next.recordsAfter(next.jobRows.lastSeq())) if ('job' in record) jobs.add(record.job);
    for (const index of [1, 2]) assert.ok(jobs.has(sampleJob(index).id), `${where()}: job ${index}`);
    assert.ok(next.inventoryRows.all().length >= 1, where());
    if (!hasFailed()) {
      assert.equal(durable.length, 2, where());
      assert.equal(next.inventoryRows.all().length, 4, where());
    }
  });
}

describe('the store on a failing disk', function () {
  // Two hundred stores with a journal of two megabytes each: 7 s alone, three times that beside other tests.
  this.timeout(60_000);

  it('loses nothing it acknowledged, at whatever operation the disk fails', async () => {
    const runs = await tortured(10);
    console.log(`      ${runs} failures`);
    assert.ok(runs > 200, `${runs} failures`);
  });

  it('nor when it begins a new journal file', async () => {
    const runs = await tortured(2_100_000);
    console.log(`      ${runs} failures`);
    assert.ok(runs > 200, `${runs} failures`);
  });
});
