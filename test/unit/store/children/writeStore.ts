/** A process that writes into the store of the folder given as fast as it can, and says which records are durable. */
import { writeSync } from 'node:fs';
import { systemClock } from '../../../../src/ports/systemClock.ts';
import { nodeFiles } from '../../../../src/store/files.ts';
import { openStore } from '../../../../src/store/openStore.ts';
import { optionsOn, sampleDevice, sampleJob, started } from '../storePieces.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openStore({ ...optionsOn(nodeFiles), folder, clock: systemClock });
if (store.notices.length > 0) writeSync(1, `notices: ${store.notices.join(' ')}\n`);
for (let index = 0; index < 100_000; index += 1) {
  const { seq } = store.journal.append(started(`job-${index}`));
  writeSync(1, `${seq}\n`);
  store.jobRows.save(sampleJob(index % 50), seq);
  if (index % 10 === 0) {
    store.inventoryRows.upsert([sampleDevice(index)]);
    await store.flush();
  }
}
