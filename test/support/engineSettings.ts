/**
 * The settings as a user has them who set only Panorama's address, and how far members of a pair may be apart: the paths
 * of the sample fleets skip feature releases. For tests and benches of the engine.
 */
import type { EngineSettings } from '../../src/engine/settings/engineSettings.ts';
import { readSettings } from '../../src/engine/settings/readSettings.ts';

const set: Readonly<Record<string, unknown>> = {
  'panorama.host': 'panorama.example',
  'ha.maxReleasesApart': 4,
};

export const defaultSettings: EngineSettings = readSettings((key) => set[key]).engine;
