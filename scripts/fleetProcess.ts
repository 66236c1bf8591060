/** The simulated fleet as a process of its own, so that it lives on when a VS Code window or its host does not. */
import { join } from 'node:path';
import { type StartedProcess, startProcess, waitForOutput } from './childProcess.ts';
import { PROJECT_ROOT } from './projectRoot.ts';

export interface FleetOptions {
  /** The fleet's description: absolute, or relative to the project's root. */
  readonly fleetFile: string;
  /** How many seconds pass in the fleet in one second. */
  readonly speed: number;
  /** Where the fleet writes down how it can be reached, and its effect log. */
  readonly stateFolder: string;
  /** The folder whose windows work with it, where its state is in FLEETS_FOLDER. */
  readonly workspace?: string;
}

/** The one place in which the extension looks for fleets that were started for it: beside its own code. */
export const FLEETS_FOLDER = join(PROJECT_ROOT, '.demo/fleets');

export interface RunningFleet {
  /** Host and port of the pretend Panorama. */
  readonly panorama: string;
  readonly process: StartedProcess;
}

const STARTUP_LIMIT_MS = 30_000;

/**
 * Starts the fleet and waits until all its devices listen.
 * @throws with its output when it ends before, for instance because another one uses the same state folder.
 */
export async function startFleet(options: FleetOptions): Promise<RunningFleet> {
  const { fleetFile, speed, stateFolder, workspace } = options;
  const started = startProcess(
    process.execPath,
    [
      ...['dist/simulator.cjs', '--fleet', fleetFile, '--speed', String(speed), '--state-dir', stateFolder],
      ...(workspace === undefined ? [] : ['--workspace', workspace]),
    ],
    { cwd: PROJECT_ROOT },
  );
  const [, panorama = ''] = await waitForOutput(
    'The simulated fleet',
    started,
    /Panorama at (\S+), speed/,
    STARTUP_LIMIT_MS,
  );
  return { panorama, process: started };
}
