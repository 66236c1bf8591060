import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/ports/systemClock.ts';
import { nodeFiles } from '../../../src/store/files.ts';
import { readJournal } from '../../../src/store/journalReader.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { startChild } from './childProcess.ts';
import { optionsOn } from './storePieces.ts';

describe('a process killed while it writes', () => {
  it('loses no record it called durable, and leaves a good database', async function () {
    // Hundreds of real syncs: slow where the disk is busy.
    this.timeout(60_000);
    const folder = await mkdtemp(join(tmpdir(), 'store-kill-'));
    const options = { ...optionsOn(nodeFiles), folder, clock: systemClock };
    const durable: number[] = [];
    for (const killAfter of [3, 29, 71, 130]) {
      const child = startChild('writeStore.ts', folder);
      for (let count = 0; count < killAfter; count += 1)
        durable.push(Number((await child.lines.next()).value));
      durable.push(...(await child.kill()).map(Number));
    }

    const { records, damaged } = await readJournal(nodeFiles, folder, 0, options.parseEntry);
    const written = new Set(records.map((record) => record.seq));
    assert.ok(durable.length >= 233 && durable.every(Number.isInteger), 'no child had anything to report');
    assert.deepEqual(
      durable.filter((seq) => !written.has(seq)),
      [],
    );
    assert.deepEqual(damaged, []);

    const store = await openStore(options);
    assert.deepEqual([store.notices, store.damaged], [[], []]);
    assert.ok(store.jobRows.all().length > 0 && store.inventoryRows.all().length > 0);
    const reflected = store.jobRows.lastSeq();
    assert.deepEqual(
      store.recordsAfter(reflected).map((record) => record.seq),
      records.map((record) => record.seq).filter((seq) => seq > reflected),
    );
    await store.close();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => /tmp|corrupt/.test(name)),
      [],
    );
    await rm(folder, { recursive: true });
  });
});
