/** What firewalls are taken for, for the tests of it. */
import assert from 'node:assert/strict';
import { type Classification, classify } from '../../../src/inventory/classification.ts';
import type { DeviceFacts, WordOfPanorama } from '../../../src/inventory/deviceFacts.ts';
import type { Serial } from '../../../src/panos/serial.ts';
import { panoramaSays, serialOf } from './sampleDevices.ts';

export const NOW = 10_000;

export function typeOf(n: number, ...all: DeviceFacts[]): Classification {
  const type = classify(all, NOW).get(serialOf(n));
  assert.ok(type);
  return type;
}

export function assertUnknown(n: number, all: DeviceFacts[], reason: RegExp): void {
  const type = typeOf(n, ...all);
  assert.equal(type.deviceType, 'unknown', type.typeReason);
  assert.match(type.typeReason, reason);
}

/** What Panorama says of a firewall that it has lost. */
export function lost(haState: string | null, peerSerial: Serial | null): WordOfPanorama {
  return { ...panoramaSays(haState, peerSerial), isCurrent: false };
}

export const notReached = { kind: 'not_contacted', reason: 'fw-2: show system info: no answer.' } as const;
