/** How long one durable journal record takes: encode, append, fdatasync. Each run is the median of 1,000 records. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/ports/systemClock.ts';
import { nodeFiles } from '../../src/store/files.ts';
import { openJournal } from '../../src/store/journal.ts';
import { entrySchema, StorageLostError } from '../../src/workflow/journalRecord.ts';
import { median, repeated, report } from './parts/measure.ts';

const RECORDS = 1000;

async function medianOfARun(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-bench-journal-'));
  const journal = await openJournal({
    folder,
    files: nodeFiles,
    clock: systemClock,
    owner: 'bench',
    after: 0,
    parseEntry: (value) => entrySchema.parse(value),
    storageLost: (loss) => new StorageLostError(loss),
  });
  const times: number[] = [];
  for (let index = 0; index < RECORDS; index += 1) {
    const begin = performance.now();
    journal.append({ kind: 'JOB_STARTED', job: `job-${index}`, data: {} });
    times.push(performance.now() - begin);
  }
  journal.close();
  await rm(folder, { recursive: true });
  return median(times);
}

report([{ what: 'durable journal record', unit: 'ms', budget: 0.5, runs: await repeated(7, medianOfARun) }]);
