/**
 * The simulated fleet this workspace works with, if any: one that the user started here, or one that `npm run demo`
 * started for it. It is a process of its own and outlives the window; every opened engine looks for it again. Nothing in
 * the workspace's folder has a say in it: a fleet is found in our own storage, or beside our own code.
 */
import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Memento } from 'vscode';
import { editorError } from '../editorTroubles.ts';

/** What the extension needs to know of a running fleet; the simulator writes it down as `fleet.json`. */
export interface SimulatedFleet {
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly time: { readonly speed: number; readonly realEpoch: number; readonly simEpoch: number };
  /** `127.0.0.1:PORT` of the pretend Panorama. */
  readonly panorama: string;
  readonly username: string;
  readonly password: string;
  /** SHA-256 fingerprints by `127.0.0.1:PORT`: all addresses of the fleet. */
  readonly pins: Readonly<Record<string, string>>;
}

export interface SimulatedFleetsParts {
  /** The bundle that is the simulator's own process, absolute. */
  readonly program: string;
  /** What is simulated, absolute. */
  readonly fleetSpec: string;
  /** Where a fleet of our own keeps its state, absolute. */
  readonly stateFolder: string;
  /** Where the demo keeps the state of fleets that it started for this workspace: running or not, the newest first. */
  readonly demoFolders: () => Promise<readonly string[]>;
  /** Remembers over reloads that the fleet in stateFolder is in use. */
  readonly memory: Memento;
  /** The fleet whose state is in this folder, if it runs and has proved to be that one. */
  readonly findLiveFleet: (folder: string) => Promise<SimulatedFleet | null>;
  /** Tells it to end; false when it did not answer. */
  readonly endFleet: (folder: string) => Promise<boolean>;
}

/** How many times faster than real firewalls: an upgrade through two versions takes a minute or two. */
const SPEED = 30;
const IN_USE = 'simulatedFleet.inUse';
const START_LIMIT_MS = 30_000;
const LOOK_INTERVAL_MS = 100;

export class SimulatedFleets {
  readonly #parts: SimulatedFleetsParts;

  constructor(parts: SimulatedFleetsParts) {
    this.#parts = parts;
  }

  /** The running fleet that this workspace works with; null: it works with real devices. */
  async current(): Promise<SimulatedFleet | null> {
    for (const folder of await this.#folders()) {
      const fleet = await this.#parts.findLiveFleet(folder);
      if (fleet !== null) return fleet;
    }
    return null;
  }

  /**
   * Starts a fleet, or uses the one that runs already. The next engine that is opened works with it.
   * @throws UserError when it does not come up.
   */
  async start(): Promise<void> {
    const { stateFolder, memory, findLiveFleet } = this.#parts;
    if ((await findLiveFleet(stateFolder)) === null) await this.#launch();
    await memory.update(IN_USE, true);
  }

  /**
   * Has the fleet end itself; the next engine that is opened works with real devices.
   * @returns false when there should be one and it did not answer: it is used no more, but nothing was ended
   */
  async stop(): Promise<boolean> {
    const folders = await this.#folders();
    await this.#parts.memory.update(IN_USE, undefined);
    for (const folder of folders) {
      if (await this.#parts.endFleet(folder)) return true;
    }
    return folders.length === 0;
  }

  /** Where the fleet may be that this workspace works with. */
  async #folders(): Promise<readonly string[]> {
    const { stateFolder, demoFolders, memory } = this.#parts;
    return [...(memory.get(IN_USE) === true ? [stateFolder] : []), ...(await demoFolders())];
  }

  async #launch(): Promise<void> {
    const { program, fleetSpec, stateFolder, findLiveFleet } = this.#parts;
    await mkdir(stateFolder, { recursive: true });
    const logFile = join(stateFolder, 'simulator.log');
    const log = await open(logFile, 'w');
    const child = spawn(
      process.execPath,
      [program, '--fleet', fleetSpec, '--speed', String(SPEED), '--state-dir', stateFolder],
      // In a desktop VS Code execPath is Electron, which this variable makes a plain Node.
      {
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      },
    );
    child.unref();
    // A program that cannot be started at all never gets a process id; the message is of no more help than that.
    child.on('error', () => undefined);
    await log.close();

    for (let waited = 0; waited < START_LIMIT_MS; waited += LOOK_INTERVAL_MS) {
      if (child.pid === undefined || child.exitCode !== null) break;
      if ((await findLiveFleet(stateFolder)) !== null) return;
      await pause(LOOK_INTERVAL_MS);
    }
    child.kill();
    const lastWords = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-3).join(' ');
    throw editorError({ code: 'fleet_did_not_start', lastWords });
  }
}
