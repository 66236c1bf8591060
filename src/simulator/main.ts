/** The simulated fleet as a process of its own, so that it outlives the editor's window. */
import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startHttpsFleet } from './httpsFleet.ts';
import { findLiveFleet } from './liveFleet.ts';
import { createCertificate } from './server/certificate.ts';
import { startControl } from './server/control.ts';
import { removeFleetFile, writeFleetFile } from './spec/fleetFile.ts';
import { parseFleetSpec, type FleetSpec } from './spec/fleetSpec.ts';
import { makePrivateFolder } from './spec/privatePlace.ts';

const USAGE =
  'Usage: node simulator.cjs --fleet FILE --state-dir DIR [--workspace DIR] [--speed N (60)] [--idle-exit-minutes N (120)]';
const IDLE_CHECK_MS = 5000;
const HOST = '127.0.0.1';

interface Arguments {
  readonly fleet: string;
  readonly stateDir: string;
  /** The folder that the fleet is meant for, by its real path. */
  readonly workspace: string | null;
  readonly speed: number;
  readonly idleExitMinutes: number;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      fleet: { type: 'string' },
      'state-dir': { type: 'string' },
      workspace: { type: 'string' },
      speed: { type: 'string', default: '60' },
      'idle-exit-minutes': { type: 'string', default: '120' },
    },
  });
  const { fleet, 'state-dir': stateDir, workspace } = values;
  const speed = Number(values.speed);
  const idleExitMinutes = Number(values['idle-exit-minutes']);
  if (fleet === undefined || stateDir === undefined || !(speed > 0) || !(idleExitMinutes > 0))
    throw new Error(USAGE);
  return {
    fleet,
    stateDir: resolve(stateDir),
    workspace: workspace === undefined ? null : realpathSync.native(workspace),
    speed,
    idleExitMinutes,
  };
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
  const { fleet: fleetPath, stateDir, workspace, speed, idleExitMinutes } = readArguments();
  const spec = readFleet(fleetPath);
  makePrivateFolder(stateDir);
  const other = await findLiveFleet(stateDir);
  if (other !== null) {
    throw new Error(
      `The simulated fleet "${other.name}" already runs from ${stateDir} (process ${other.pid}, Panorama at ${other.panorama}). Stop it first, or use another --state-dir.`,
    );
  }

  const { name } = spec;
  const startedAt = new Date().toISOString();
  const effectLog = join(stateDir, `effects-${startedAt.replaceAll(/[:.]/g, '-')}.jsonl`);
  const running = await startHttpsFleet(spec, { speed, host: HOST, effectLogFile: effectLog });
  const [panorama] = running.endpoints;
  if (panorama === undefined) throw new Error('A fleet has a Panorama.');

  const secret = randomBytes(32).toString('hex');
  const leave = (): void => {
    removeFleetFile(stateDir, secret);
    running.close();
  };
  const exit = (): void => process.exit(0);
  const stop = (): void => {
    leave();
    exit();
  };
  const certificate = await createCertificate('fleet', HOST);
  const who = { name, startedAt, pid: process.pid };
  const control = await startControl({ host: HOST, certificate, secret, who, leave, exit });
  const { port: controlPort } = control.address() as AddressInfo;
  writeFleetFile(stateDir, {
    name,
    startedAt,
    time: running.time,
    panorama: panorama.address,
    username: spec.credentials.username,
    password: spec.credentials.password,
    pins: Object.fromEntries(running.endpoints.map(({ address, fingerprint }) => [address, fingerprint])),
    effectLog,
    workspace,
    control: { address: `${HOST}:${controlPort}`, fingerprint: certificate.fingerprint, secret },
  });

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
    `Simulated fleet "${name}": ${spec.firewalls.length} firewalls, Panorama at ${panorama.address}, speed ${speed}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
