/**
 * The simulated fleet this workspace works with, if any: one that `npm run demo` started for it, or one that the
 * user started here. It is a process of its own and outlives the window; every opened engine looks for it again.
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
  readonly pid: number;
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
  /** Where the demo keeps its fleet's state; null when no folder is open. */
  readonly demoFolder: string | null;
  /** What the settings say, to know whether the demo's fleet is meant. */
  readonly panoramaHost: () => string | null;
  /** Remembers over reloads that the fleet in stateFolder is in use. */
  readonly memory: Memento;
  /** The fleet whose state is in this folder, if it runs. */
  readonly findLiveFleet: (folder: string) => Promise<SimulatedFleet | null>;
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
    const { stateFolder, demoFolder, panoramaHost, memory, findLiveFleet } = this.#parts;
    if (memory.get(IN_USE) === true) {
      const own = await findLiveFleet(stateFolder);
      if (own !== null) return own;
    }
    const demo = demoFolder === null ? null : await findLiveFleet(demoFolder);
    return demo?.panorama === panoramaHost() ? demo : null;
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

  /** Ends the fleet; the next engine that is opened works with real devices. */
  async stop(): Promise<void> {
    const fleet = await this.current();
    await this.#parts.memory.update(IN_USE, undefined);
    // It was just seen to live and to listen, so the process id is not somebody else's by now.
    if (fleet !== null) process.kill(fleet.pid, 'SIGTERM');
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
