/**
 * A process that writes into the store of the folder given as fast as it can, saves all the time, and says which
 * records are durable and when a save reaches the disk.
 */
import { readFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../../../../src/ports/log.ts';
import { systemClock } from '../../../../src/ports/systemClock.ts';
import { nodeFiles } from '../../../../src/store/files.ts';
import { openStore } from '../../../../src/store/openStore.ts';
import { sampleDevice, sampleJob, started } from '../../../unit/store/samples.ts';

/** Enough of them that a save takes longer than the records between two saves. */
const DEVICES = 4_000;

/** The parent validates what was written; here it would only make each start slow. */
const asItIs = (value: unknown): never => value as never;

const say = (line: string): void => void writeSync(1, `${line}\n`);
const [folder = ''] = process.argv.slice(2);
const store = await openStore({
  folder,
  files: {
    ...nodeFiles,
    replace(path, bytes, keepAs) {
      say('saving');
      return nodeFiles.replace(path, bytes, keepAs);
    },
  },
  clock: systemClock,
  log: silentLog,
  owner: 'a child',
  loadWasm: () => readFile(fileURLToPath(import.meta.resolve('sql.js/dist/sql-wasm.wasm'))),
  parseEntry: asItIs,
  parseJob: asItIs,
  parseDevice: asItIs,
  parsePin: asItIs,
  parseSnapshot: asItIs,
  storageLost: ({ code }) => new Error(code),
});
for (const { message } of store.notices) say(`told: ${message}`);
if (store.jobRows.lastSeq() === 0) {
  store.inventoryRows.upsert(Array.from({ length: DEVICES }, (_, index) => sampleDevice(index)));
}
for (let index = 0; ; index += 1) {
  const { seq } = store.journal.append(started(`job-${index}`));
  say(String(seq));
  store.jobRows.save(sampleJob(index % 50), seq);
  if (index % 3 === 0) await store.flush();
}
