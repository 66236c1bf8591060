/** Real processes and a real disk: a hundred SIGKILLs, most of them in the middle of a save. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRng, type Rng } from '../../../src/ports/rng.ts';
import { nodeFiles, TEMPORARY_SUFFIX } from '../../../src/store/files.ts';
import { readJournal } from '../../../src/store/journalReader.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { openImage } from '../../../src/store/sqlite.ts';
import { startChild } from '../../support/childProcess.ts';
import { optionsOn, sqlite } from '../../unit/store/storePieces.ts';

const WRITE_STORE = new URL('children/writeStore.ts', import.meta.url);
const LANES = 2;
const CYCLES_IN_A_LANE = 50;

const { parseEntry } = optionsOn(nodeFiles);

/** Lets a process write until it is killed in its n-th save, and gives the records it called durable. */
async function writeAndDie(folder: string, saves: number): Promise<number[]> {
  const child = startChild(WRITE_STORE, folder);
  const said: (string | undefined)[] = [];
  for (let seen = 0; seen < saves;) {
    const { value } = await child.lines.next();
    assert.notEqual(value, undefined, 'the process did not live');
    said.push(value);
    if (value === 'saving') seen += 1;
  }
  said.push(...(await child.kill()));
  const records = said.filter((line) => line !== 'saving');
  assert.deepEqual(
    records.filter((line) => !/^\d+$/.test(line ?? '')),
    [],
    'a notice',
  );
  return records.map(Number);
}

/** Whichever of the two files is there must be whole: openImage has SQLite check it. */
async function checkDatabase(folder: string): Promise<void> {
  let found = 0;
  for (const name of ['state.db', 'state.db.1']) {
    const image = await nodeFiles.read(join(folder, name));
    if (image === null) continue;
    openImage(await sqlite(), image).close();
    found += 1;
  }
  assert.ok(found > 0, 'no database is left');
}

async function checkJournal(folder: string, durable: readonly number[]): Promise<number[]> {
  const { records, damaged } = await readJournal(nodeFiles, folder, 0, parseEntry);
  assert.deepEqual(damaged, []);
  const written = new Set(records.map(({ seq }) => seq));
  assert.deepEqual(
    durable.filter((seq) => !written.has(seq)),
    [],
  );
  return [...written];
}

/** @returns how many kills fell into a save. */
async function lane(folder: string, rng: Rng): Promise<number> {
  const durable: number[] = [];
  let inSave = 0;
  for (let cycle = 0; cycle < CYCLES_IN_A_LANE; cycle += 1) {
    durable.push(...(await writeAndDie(folder, 1 + Math.floor(rng.next() * 5))));
    if ((await nodeFiles.list(folder)).some((name) => name.endsWith(TEMPORARY_SUFFIX))) inSave += 1;
    await checkDatabase(folder);
    await checkJournal(folder, durable);
  }
  const written = await checkJournal(folder, durable);
  const store = await openStore({ ...optionsOn(nodeFiles), folder });
  assert.deepEqual([store.notices, store.damaged], [[], []]);
  assert.ok(store.jobRows.all().length > 0 && store.inventoryRows.all().length > 0);
  const reflected = store.jobRows.lastSeq();
  assert.deepEqual(
    store.recordsAfter(reflected).map(({ seq }) => seq),
    written.filter((seq) => seq > reflected),
  );
  await store.close();
  assert.deepEqual(
    (await nodeFiles.list(folder)).filter((name) => /tmp|corrupt/.test(name)),
    [],
  );
  return inSave;
}

describe('a process killed while it saves', () => {
  it('loses no record it called durable, and leaves a good database, a hundred times', async function () {
    // Thousands of real syncs: slow where the disk is busy.
    this.timeout(240_000);
    const folder = await mkdtemp(join(tmpdir(), 'store-kill-'));
    const lanes = Array.from({ length: LANES }, (_, index) =>
      lane(join(folder, `lane-${index}`), seededRng(index + 1)),
    );
    const inSave = (await Promise.all(lanes)).reduce((sum, count) => sum + count, 0);
    console.log(
      `      ${LANES * CYCLES_IN_A_LANE} kills, ${inSave} of them between a save's beginning and its end`,
    );
    assert.ok(inSave > 0, 'no kill fell into a save');
    await rm(folder, { recursive: true });
  });
});
