/** What a running fleet writes down, for tests that change one thing of it. */
import type { FleetFile } from '../../../src/simulator/spec/fleetFile.ts';

export const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');

export function sampleFleetFile(change: Partial<FleetFile> = {}): FleetFile {
  return {
    name: 'sample',
    startedAt: '2026-11-20T10:00:00.000Z',
    time: { speed: 30, realEpoch: 0, simEpoch: 0 },
    panorama: '127.0.0.1:20000',
    username: 'user',
    password: 'password',
    pins: { '127.0.0.1:20000': FINGERPRINT, '127.0.0.1:20001': FINGERPRINT },
    effectLog: '/nowhere/effects.jsonl',
    workspace: null,
    control: { address: '127.0.0.1:20002', fingerprint: FINGERPRINT, secret: '0f'.repeat(32) },
    ...change,
  };
}
