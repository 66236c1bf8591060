/** Starts benchServer.ts and waits until it listens. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createIdentity } from '../../engine/panos/tlsDevice.ts';
import { type Fingerprint } from '../../../src/panos/fingerprint.ts';

export interface BenchServer {
  readonly port: number;
  readonly fingerprint: Fingerprint;
  stop(): void;
}

/** @param devices how many addresses 127.1.x.y it listens at, besides 127.0.0.1. */
export async function startBenchServer(devices = 0): Promise<BenchServer> {
  const identity = createIdentity();
  const file = fileURLToPath(new URL('benchServer.ts', import.meta.url));
  const child = spawn(process.execPath, [file, String(devices)], { stdio: ['pipe', 'pipe', 'inherit'] });
  // Also when the bench breaks.
  process.once('exit', () => child.kill());
  child.stdin.end(JSON.stringify({ cert: identity.cert, key: identity.key }));
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /listening (\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`The bench server ended with code ${String(code)}.`)));
  });
  return { port, fingerprint: identity.fingerprint, stop: () => child.kill() };
}
