/** A workspace folder as the demo makes it, with its own simulated fleet running behind it. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemoWorkspace } from '../../scripts/demoWorkspace.ts';
import { FLEETS_FOLDER, startFleet } from '../../scripts/fleetProcess.ts';
import { PROJECT_ROOT } from '../../scripts/projectRoot.ts';
import type { EffectEntry } from '../../src/simulator/device/effectLog.ts';
import { readFleetFile } from '../../src/simulator/spec/fleetFile.ts';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';

export interface FleetFolder {
  readonly folder: string;
  /** What really happened on the devices, or on one of them, until now. */
  effects(serial?: string): Promise<readonly EffectEntry[]>;
  /** Ends the fleet and removes the folder and the fleet's own. */
  close(): Promise<void>;
}

export interface FleetOptions {
  /** How many seconds pass in the fleet in one second. */
  readonly speed: number;
  /** What goes wrong on which device, by its serial. */
  readonly faults?: Readonly<Record<string, FaultInput[]>>;
  /** What is otherwise on which device, by its serial. */
  readonly changes?: Readonly<Record<string, Partial<FirewallSpecInput>>>;
}

export async function openFleetFolder({
  speed,
  faults = {},
  changes = {},
}: FleetOptions): Promise<FleetFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-folder-'));
  await mkdir(FLEETS_FOLDER, { recursive: true });
  const stateFolder = await mkdtemp(join(FLEETS_FOLDER, 'e2e-'));
  const fleetFile = join(stateFolder, 'spec.json');
  await writeFile(fleetFile, JSON.stringify(await demoFleet(faults, changes)));
  const fleet = await startFleet({ fleetFile, speed, stateFolder, workspace: folder });
  await prepareDemoWorkspace(folder);
  return {
    folder,
    async effects(serial) {
      const log = readFleetFile(stateFolder)?.effectLog;
      if (log === undefined) throw new Error('The simulated fleet does not run any more.');
      const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
      const entries = lines.map((line) => JSON.parse(line) as EffectEntry);
      return entries.filter((entry) => serial === undefined || entry.serial === serial);
    },
    async close() {
      await fleet.process.stop();
      const removal = { recursive: true, force: true, maxRetries: 5 };
      await Promise.all([rm(folder, removal), rm(stateFolder, removal)]);
    },
  };
}

async function demoFleet(
  faults: NonNullable<FleetOptions['faults']>,
  changes: NonNullable<FleetOptions['changes']>,
): Promise<FleetSpecInput> {
  const text = await readFile(join(PROJECT_ROOT, 'resources/fleets/demo.json'), 'utf8');
  const fleet = JSON.parse(text) as FleetSpecInput;
  const firewalls = fleet.firewalls.map((firewall) => {
    const { serial } = firewall;
    return { ...firewall, ...changes[serial], faults: faults[serial] ?? firewall.faults };
  });
  return { ...fleet, firewalls };
}
