/** The file by which a running simulated fleet is found: where it listens, how to log in, whom to trust. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';

const FILE_NAME = 'fleet.json';
const CONNECT_TIMEOUT_MS = 1000;

const fleetFileSchema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  /** Real time, ISO 8601. */
  startedAt: z.string(),
  /** The fleet's time: see ScaledTime. */
  time: z.object({ speed: z.number().positive(), realEpoch: z.number(), simEpoch: z.number() }),
  /** `127.0.0.1:PORT` of the pretend Panorama. */
  panorama: z.string(),
  username: z.string(),
  /** Of a fleet that pretends; no secret. */
  password: z.string(),
  /** SHA-256 fingerprints by `127.0.0.1:PORT`. */
  pins: z.record(z.string(), z.string()),
  /** Absolute path of the JSON lines of the effect log. */
  effectLog: z.string(),
});

export type FleetFile = z.output<typeof fleetFileSchema>;

/** Writes `fleet.json` into `dir` at once or not at all. */
export function writeFleetFile(dir: string, file: FleetFile): void {
  const temporary = join(dir, `${FILE_NAME}.${file.pid}.tmp`);
  writeFileSync(temporary, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, join(dir, FILE_NAME));
}

/** What `dir` says about a fleet, running or not; null where there is nothing usable. */
export function readFleetFile(dir: string): FleetFile | null {
  try {
    return fleetFileSchema.parse(JSON.parse(readFileSync(join(dir, FILE_NAME), 'utf8')));
  } catch {
    return null;
  }
}

/** Removes the file if it still speaks of process `pid`. */
export function removeFleetFile(dir: string, pid: number): void {
  if (readFleetFile(dir)?.pid === pid) rmSync(join(dir, FILE_NAME), { force: true });
}

/** The fleet that `dir` speaks of, if its process lives and its Panorama listens; null otherwise. */
export async function findLiveFleet(dir: string): Promise<FleetFile | null> {
  const file = readFleetFile(dir);
  return file !== null && isProcess(file.pid) && (await listens(file.panorama)) ? file : null;
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function listens(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
