/** A workspace folder as the demo makes it, with its own simulated fleet running behind it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemoWorkspace } from '../../scripts/demoWorkspace.ts';
import { startFleet } from '../../scripts/fleetProcess.ts';

export interface FleetFolder {
  readonly folder: string;
  /** Where the fleet keeps fleet.json, which also names its effect log. */
  readonly stateFolder: string;
  /** Ends the fleet and removes the folder. */
  close(): Promise<void>;
}

/** @param speed how many seconds pass in the fleet in one second */
export async function openFleetFolder(speed: number): Promise<FleetFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-folder-'));
  const stateFolder = join(folder, '.panos-simulator');
  const fleet = await startFleet({ fleetFile: 'resources/fleets/demo.json', speed, stateFolder });
  await prepareDemoWorkspace(folder, fleet.panorama);
  return {
    folder,
    stateFolder,
    async close() {
      await fleet.process.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
