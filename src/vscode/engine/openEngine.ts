/** Opens the engine with everything VS Code gives it: settings, secrets, storage, and the simulated fleet if one is used. */
import { readFile, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type ExtensionContext, Uri } from 'vscode';
import type { Engine, EngineParts } from '../../engine/engineContract.ts';
import type { EngineSettings } from '../../engine/settings/engineSettings.ts';
import type { Settings } from '../../engine/settings/readSettings.ts';
import type { Transport } from '../../panos/transport/transport.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { systemRng } from '../../ports/rng.ts';
import type { ToldTrouble } from '../../ports/trouble.ts';
import type { SettingTrouble } from '../../engine/settings/settingTroubles.ts';
import { readAuthorities } from './authorities.ts';
import { type CredentialsStore, credentialsStore } from './credentialsStore.ts';
import type { OpenedEngine } from './engineHolder.ts';
import { fleetAccess } from './fleetAccess.ts';
import type { Secrets } from './rememberedSecrets.ts';
import type { SimulatedFleet, SimulatedFleets } from './simulatedFleets.ts';
import { engineFolder, isOfAnotherFleet, simulatedName, storageFolder } from './storageFolder.ts';
import { readUpgradePathsText } from './upgradePathsFile.ts';
import { readVersionHashesText } from './versionHashesFile.ts';

export interface OpeningParts {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly fleets: SimulatedFleets;
  /** As they count now. */
  readonly settings: () => Settings;
  /** The clock that runs as fast as the fleet does; real time without one. */
  readonly clockOf: (fleet: SimulatedFleet | null) => Clock;
  /** Tells the user what is wrong with the settings. */
  readonly reportProblems: (problems: readonly ToldTrouble<SettingTrouble>[]) => void;
}

/** @throws what startEngine throws. */
export async function openEngine(parts: OpeningParts): Promise<OpenedEngine> {
  const fleet = await parts.fleets.current();
  if (fleet !== null) await clearOtherFleets(parts, fleet);
  const read = parts.settings();
  const authorities = read.caFile === null ? null : await readAuthorities(read.caFile);
  parts.reportProblems([...read.problems, ...(authorities?.problems ?? [])]);

  const clock = parts.clockOf(fleet);
  const credentials = credentialsStore(parts.secrets, fleet === null ? 'real' : 'simulated');
  const settings =
    fleet === null
      ? await untilAddressesAreConfirmed(read.engine, credentials)
      : { ...read.engine, panorama: { ...read.engine.panorama, host: fleet.panorama } };
  // Loaded only now: activation must not wait for the engine's code to be evaluated.
  const { startEngine } = await import('../../engine/engine.ts');
  const { createHttpsTransport } = await import('../../panos/transport/httpsTransport.ts');
  const { reach, ...whereAndWho } =
    fleet === null ? forRealDevices(parts, credentials) : forSimulatedFleet(parts, fleet, credentials);
  const engine = await startEngine({
    settings,
    clock,
    rng: systemRng,
    log: parts.log,
    owner: `process ${process.pid} on ${hostname()}`,
    transport: (pinFor) => reach(createHttpsTransport({ pinFor, extraCa: authorities?.pem })),
    ...whereAndWho,
    versionHashes: readVersionHashesText,
    loadWasm: () => readFile(Uri.joinPath(parts.context.extensionUri, 'dist', 'sql-wasm.wasm').fsPath),
  });
  if (fleet !== null && engine.role === 'owner') await trustFleet(parts, fleet, engine);
  const simulation = fleet === null ? null : `simulated, ×${fleet.time.speed}`;
  return { engine, clock, settings, simulation, credentials };
}

/** A job that was under way must not go on into the refusal of a device that nobody has confirmed yet. */
async function untilAddressesAreConfirmed(
  settings: EngineSettings,
  credentials: Pick<CredentialsStore, 'account'>,
): Promise<EngineSettings> {
  const { recovery } = settings;
  const waits = (await credentials.account('firewall'))?.isOfEarlierRelease ?? false;
  return waits && recovery.onStart === 'resume' ? { ...settings, recovery: { onStart: 'ask' } } : settings;
}

interface WhereAndWho extends Pick<EngineParts, 'folder' | 'credentials' | 'upgradePaths'> {
  /** Leads to those devices alone that this window may reach. */
  readonly reach: (transport: Transport) => Transport;
}

function forRealDevices({ context }: OpeningParts, credentials: CredentialsStore): WhereAndWho {
  return {
    folder: engineFolder(context, null),
    credentials: (address, role, pin) => credentials.forAddress(address, role, pin),
    upgradePaths: () => readUpgradePathsText(null),
    reach: (transport) => transport,
  };
}

function forSimulatedFleet(
  { context }: OpeningParts,
  fleet: SimulatedFleet,
  credentials: CredentialsStore,
): WhereAndWho {
  return {
    folder: engineFolder(context, fleet),
    ...fleetAccess(fleet, credentials),
    upgradePaths: () =>
      readUpgradePathsText(Uri.joinPath(context.extensionUri, 'resources', 'upgrade_paths.json')),
  };
}

/** @param fleet has proved to be the one that runs: what else pretended to be one in this storage is over */
async function clearOtherFleets({ context }: OpeningParts, fleet: SimulatedFleet): Promise<void> {
  // Where earlier releases kept a fleet's user and password; its file alone is asked now.
  await context.secrets.delete('panosUpgrade.credentials.simulated');
  const folder = storageFolder(context);
  const old = namesIn(folder).filter((name) => isOfAnotherFleet(name, fleet));
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nothing was ever stored
  }
}

/** Once a fleet: trust is part of the journal, which is not to grow with every window. */
async function trustFleet(
  { context }: OpeningParts,
  fleet: SimulatedFleet,
  engine: Pick<Engine, 'trust'>,
): Promise<void> {
  const key = 'simulatedFleet.trusted';
  const name = simulatedName(fleet);
  if (context.workspaceState.get(key) === name) return;
  for (const [address, fingerprint] of Object.entries(fleet.pins)) engine.trust({ address, fingerprint });
  await context.workspaceState.update(key, name);
}
