/** The simulated fleet as a process of its own, so that it outlives the editor's window. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findLiveFleet, removeFleetFile, writeFleetFile } from './spec/fleetFile.ts';
import { parseFleetSpec, type FleetSpec } from './spec/fleetSpec.ts';
import { startHttpsFleet } from './httpsFleet.ts';

const USAGE =
  'Usage: node simulator.cjs --fleet FILE --state-dir DIR [--speed N (60)] [--idle-exit-minutes N (120)]';
const IDLE_CHECK_MS = 5000;

interface Arguments {
  readonly fleet: string;
  readonly stateDir: string;
  readonly speed: number;
  readonly idleExitMinutes: number;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      fleet: { type: 'string' },
      'state-dir': { type: 'string' },
      speed: { type: 'string', default: '60' },
      'idle-exit-minutes': { type: 'string', default: '120' },
    },
  });
  const { fleet, 'state-dir': stateDir } = values;
  const speed = Number(values.speed);
  const idleExitMinutes = Number(values['idle-exit-minutes']);
  if (fleet === undefined || stateDir === undefined || !(speed > 0) || !(idleExitMinutes > 0))
    throw new Error(USAGE);
  return { fleet, stateDir: resolve(stateDir), speed, idleExitMinutes };
}

function readFleet(file: string): FleetSpec {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The fleet file ${file} cannot be read: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  return parseFleetSpec(content, file);
}

async function main(): Promise<void> {
  const { fleet: fleetPath, stateDir, speed, idleExitMinutes } = readArguments();
  const spec = readFleet(fleetPath);
  mkdirSync(stateDir, { recursive: true });
  const other = await findLiveFleet(stateDir);
  if (other !== null) {
    throw new Error(
      `The simulated fleet "${other.name}" already runs from ${stateDir} (process ${other.pid}, Panorama at ${other.panorama}). Stop it first, or use another --state-dir.`,
    );
  }

  const startedAt = new Date();
  const effectLog = join(stateDir, `effects-${startedAt.toISOString().replaceAll(/[:.]/g, '-')}.jsonl`);
  const running = await startHttpsFleet(spec, { speed, effectLogFile: effectLog });
  const [panorama] = running.endpoints;
  if (panorama === undefined) throw new Error('A fleet has a Panorama.');
  writeFleetFile(stateDir, {
    name: spec.name,
    pid: process.pid,
    startedAt: startedAt.toISOString(),
    time: running.time,
    panorama: panorama.address,
    username: spec.credentials.username,
    password: spec.credentials.password,
    pins: Object.fromEntries(running.endpoints.map(({ address, fingerprint }) => [address, fingerprint])),
    effectLog,
  });

  const stop = (): void => {
    removeFleetFile(stateDir, process.pid);
    running.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const idleMs = idleExitMinutes * 60_000;
  setInterval(
    () => {
      if (Date.now() - running.lastRequestAt > idleMs) stop();
    },
    Math.min(IDLE_CHECK_MS, idleMs),
  );
  console.log(
    `Simulated fleet "${spec.name}": ${spec.firewalls.length} firewalls, Panorama at ${panorama.address}, speed ${speed}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
