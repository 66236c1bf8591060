/** Files spoilt at random: bytes changed, zeroed, cut off, taken out, doubled. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { readJournal } from '../../../src/store/journalReader.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { sampleDevice, sampleJob, started } from '../../unit/store/samples.ts';
import { FOLDER, optionsOn } from '../../unit/store/storePieces.ts';

const JOURNAL = join(FOLDER, 'journal-000000001.jsonl');
const CURRENT = join(FOLDER, 'state.db');
const PREVIOUS = join(FOLDER, 'state.db.1');
const RECORDS = 12;
const RUNS = 500;

interface Damage {
  readonly kind: 'change' | 'zero' | 'cut' | 'take out' | 'double';
  /** Where, as a part of the whole. */
  readonly at: number;
  readonly length: number;
  readonly mask: number;
}

const damages: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('change', 'zero', 'cut', 'take out', 'double'),
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  length: fc.integer({ min: 1, max: 5_000 }),
  mask: fc.integer({ min: 1, max: 255 }),
});

function messages({ notices }: Store): string[] {
  return notices.map(({ message }) => message);
}

function spoil(bytes: Uint8Array, { kind, at, length, mask }: Damage): Uint8Array {
  const from = Math.floor(at * bytes.length);
  const [head, middle, tail] = [
    bytes.slice(0, from),
    bytes.slice(from, from + length),
    bytes.slice(from + length),
  ];
  switch (kind) {
    case 'change': {
      const changed = bytes.slice();
      changed[from] = (changed[from] ?? 0) ^ mask;
      return changed;
    }
    case 'zero':
      return Buffer.concat([head, new Uint8Array(middle.length), tail]);
    case 'cut':
      return head;
    case 'take out':
      return Buffer.concat([head, tail]);
    case 'double':
      return Buffer.concat([head, middle, middle, tail]);
  }
}

/** The files of a store that was saved twice. */
async function storeFiles(): Promise<Record<'journal' | 'current' | 'previous', Uint8Array>> {
  const disk = memoryDisk();
  const store = await openStore(optionsOn(disk.attach()));
  store.inventoryRows.upsert(Array.from({ length: 30 }, (_, index) => sampleDevice(index)));
  for (let index = 1; index < RECORDS; index += 1) {
    const { seq } = store.journal.append(started(sampleJob(index).id));
    store.jobRows.save(sampleJob(index, index % 2 === 0 ? 'active' : 'completed'), seq);
    if (index > RECORDS - 3) await store.flush();
  }
  await store.close();
  const content = (path: string): Uint8Array => disk.content(path) ?? assert.fail(path);
  return { journal: content(JOURNAL), current: content(CURRENT), previous: content(PREVIOUS) };
}

describe('spoilt files', () => {
  it('of the journal: no record is changed or made up, and none goes missing in the middle without a word', async () => {
    const { journal } = await storeFiles();
    const { parseEntry } = optionsOn(memoryDisk().attach());
    const read = (bytes: Uint8Array): ReturnType<typeof readJournal> => {
      const disk = memoryDisk();
      disk.put(JOURNAL, bytes);
      return readJournal(disk.attach(), FOLDER, 0, parseEntry);
    };
    const whole = await read(journal);
    assert.equal(whole.records.length, RECORDS);
    await fc.assert(
      fc.asyncProperty(damages, async (damage) => {
        const { records, damaged } = await read(spoil(journal, damage));
        const known = new Map(whole.records.map((record) => [record.seq, record]));
        for (const record of records) assert.deepEqual(record, known.get(record.seq));
        const last = records.at(-1)?.seq ?? 0;
        const silent = damaged.length === 0;
        // What is missing at the end cannot be told from what was never acknowledged; the database tells it, see below.
        if (silent) assert.equal(new Set(records.map(({ seq }) => seq)).size, last);
        if (silent) assert.equal(records.length, last);
      }),
      { numRuns: RUNS },
    );
  });

  it('of the journal, beside its database: every record that went missing is seen', async () => {
    const { journal, current } = await storeFiles();
    await fc.assert(
      fc.asyncProperty(damages, async (damage) => {
        const spoilt = spoil(journal, damage);
        const disk = memoryDisk();
        disk.put(JOURNAL, spoilt);
        disk.put(CURRENT, current);
        const store = await openStore(optionsOn(disk.attach()));
        const text = Buffer.from(spoilt).toString('latin1');
        const holdsLast = text.includes(`{"seq":${RECORDS},`) && text.endsWith('\n');
        const notices = messages(store);
        if (!holdsLast) assert.ok(store.damaged.length > 0 && notices.length > 0);
        assert.equal(new Set(notices).size, notices.length);
        await store.close();
      }),
      { numRuns: RUNS },
    );
  });

  it('of the database, one of them or both: the store opens, holds every job, and says once what it did', async () => {
    const { journal, current, previous } = await storeFiles();
    const ids = Array.from({ length: RECORDS - 1 }, (_, index) => sampleJob(index + 1).id);
    await fc.assert(
      fc.asyncProperty(damages, fc.option(damages), async (first, second) => {
        const disk = memoryDisk();
        disk.put(JOURNAL, journal);
        disk.put(CURRENT, spoil(current, first));
        disk.put(PREVIOUS, second === null ? previous : spoil(previous, second));
        const store = await openStore(optionsOn(disk.attach()));
        const jobs = new Set(store.jobRows.all().map(({ id }) => id));
        for (const record of store.recordsAfter(store.jobRows.lastSeq()))
          if ('job' in record) jobs.add(record.job);
        for (const id of ids) assert.ok(jobs.has(id), id);
        store.inventoryRows.all();
        store.pinRows.all();
        const notices = messages(store);
        for (const notice of notices) {
          assert.match(
            notice,
            /^The database file .* It was set aside as |^The database of the save before is used|^Jobs and pinned certificates are read|^Jobs in the database are of another release|^Line 1 of .* cannot be relied on\. The journal ends/,
          );
        }
        assert.equal(new Set(notices).size, notices.length);
        await store.close();
        const again = await openStore(optionsOn(disk.attach()));
        const repeated = messages(again).filter((notice) => notices.includes(notice));
        assert.deepEqual(
          repeated.filter((notice) => !notice.startsWith('Line 1')),
          [],
        );
        await again.close();
      }),
      { numRuns: RUNS },
    );
  });
});
