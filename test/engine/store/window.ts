/** An engine on a real folder, as a window has it, that can reach no device. */
import { startEngine } from '../../../src/engine/engine.ts';
import type { Engine, EngineParts } from '../../../src/engine/engineContract.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { systemRng } from '../../../src/ports/rng.ts';
import { systemClock } from '../../../src/ports/systemClock.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { loadWasm } from '../../unit/store/storePieces.ts';

export function startWindow(folder: string, owner: string): Promise<Engine> {
  return startEngine(windowParts(folder, owner));
}

export function windowParts(folder: string, owner: string): EngineParts {
  return {
    folder,
    owner,
    loadWasm,
    settings: defaultSettings,
    clock: systemClock,
    rng: systemRng,
    log: silentLog,
    transport: () => ({
      call: async () => {
        throw new Error('No device is reached from here.');
      },
      meet: async () => {
        throw new Error('Nobody is met from here.');
      },
      close() {},
    }),
    credentials: async () => null,
    versionHashes: async () => null,
    upgradePaths: async () => null,
  };
}
