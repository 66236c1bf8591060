/** The settings as a user has them who set nothing but Panorama's address, for tests and benches of the engine. */
import type { EngineSettings } from '../../src/engine/settings/engineSettings.ts';
import { readSettings } from '../../src/engine/settings/readSettings.ts';

export const defaultSettings: EngineSettings = readSettings((key) =>
  key === 'panorama.host' ? 'panorama.example' : undefined,
).engine;
