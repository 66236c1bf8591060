/** The extension's storage and engine on the real disk, filled with many devices and jobs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../../src/engine/engine.ts';
import type { Engine, EngineParts } from '../../../src/engine/engineContract.ts';
import { createHttpsTransport } from '../../../src/panos/transport/httpsTransport.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { systemClock } from '../../../src/ports/systemClock.ts';
import { systemRng } from '../../../src/ports/rng.ts';
import { nodeFiles } from '../../../src/store/files.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { loadWasm, optionsOn } from '../../unit/store/storePieces.ts';
import { manyDevices, manyEndedJobs } from './manyRows.ts';

/** An empty folder that is removed when the bench ends. */
export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'panos-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openBenchStore(folder: string): ReturnType<typeof openStore> {
  return openStore(optionsOn(nodeFiles, { folder, clock: systemClock, owner: 'bench' }));
}

/** A folder that an engine has left behind with so many devices and ended jobs. */
export async function filledFolder(devices: number, jobs: number): Promise<string> {
  const folder = benchFolder();
  const store = await openBenchStore(folder);
  store.inventoryRows.upsert(manyDevices(devices));
  for (const job of manyEndedJobs(jobs)) store.jobRows.save(job, 1);
  await store.close();
  return folder;
}

/** @param parts instead of those of a user who has changed no setting and stored no password. */
export function openBenchEngine(folder: string, parts: Partial<EngineParts> = {}): Promise<Engine> {
  return startEngine({
    folder,
    settings: defaultSettings,
    clock: systemClock,
    rng: systemRng,
    log: silentLog,
    owner: 'bench',
    transport: (pinFor) => createHttpsTransport({ pinFor }),
    credentials: async () => null,
    versionHashes: async () => null,
    upgradePaths: async () => null,
    loadWasm,
    ...parts,
  });
}
