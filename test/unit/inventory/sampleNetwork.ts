/** A made-up network for the tests of discovery. */
import assert from 'node:assert/strict';
import type { Device } from '../../../src/inventory/device.ts';
import { discover, type DiscoveryParts, type DiscoveryResult } from '../../../src/inventory/discovery.ts';
import { createRateLimit } from '../../../src/inventory/rateLimit.ts';
import type { ManagedDevice } from '../../../src/panos/answers/panorama/devices.ts';
import type { HaStateName } from '../../../src/panos/answers/haState.ts';
import type { DeviceClient } from '../../../src/panos/client/client.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { addressOf, haOn, listed, type PeerWords, serialOf, systemInfo } from './sampleDevices.ts';
import { deviceError, type Script, type ScriptedClient, scriptedClient } from './scriptedClient.ts';

export const NOW = 5_000_000;

/** What firewall `n` answers. */
export function firewall(n: number, changes: Script = {}): Script {
  return {
    'show system info': systemInfo(n),
    'show high-availability state': { enabled: false },
    ...changes,
  };
}

export function member(n: number, peer: number, state: HaStateName, words: PeerWords = {}): Script {
  return firewall(n, { 'show high-availability state': haOn(n, peer, state, words) });
}

export function onPanorama(n: number, peer: number, haState: string): ManagedDevice {
  return listed(n, { haState, haPeerSerial: serialOf(peer) });
}

interface NetworkParts {
  /** What Panorama lists, or the error it gives. */
  readonly panorama: readonly ManagedDevice[] | Error;
  /** The device group of each serial, or the error Panorama gives. */
  readonly groups?: ReadonlyMap<string, string> | Error;
  /** By number; nobody answers at other addresses. */
  readonly firewalls: Readonly<Record<number, Script>>;
}

/** A Panorama and its firewalls, each answering from a script. */
export class Network {
  readonly panorama: ScriptedClient;
  readonly #clients = new Map<string, ScriptedClient>();
  readonly #clock = new VirtualClock(NOW);

  constructor({ panorama, groups = new Map(), firewalls }: NetworkParts) {
    this.panorama = scriptedClient({ 'show devices all': panorama, 'show devicegroups': groups });
    for (const [n, script] of Object.entries(firewalls)) {
      this.#clients.set(addressOf(Number(n)), scriptedClient(script));
    }
  }

  /** Discovers it, one firewall at a time. */
  run(
    known: readonly Device[] | (() => readonly Device[]) = [],
    changes: Partial<DiscoveryParts> = {},
  ): Promise<DiscoveryResult> {
    return discover({
      panorama: this.panorama,
      panoramaRate: createRateLimit(10, this.#clock),
      clientFor: (address) => this.#clientFor(address),
      known: typeof known === 'function' ? known : () => known,
      workers: 1,
      retryAttempts: 3,
      clock: this.#clock,
      ...changes,
    });
  }

  /** The commands that firewall `n` was sent. */
  askedOf(n: number): readonly string[] {
    return this.#clients.get(addressOf(n))?.asked ?? [];
  }

  #clientFor(address: string): DeviceClient | null {
    if (address.includes(' ')) return null;
    return (
      this.#clients.get(address) ??
      scriptedClient({ 'show system info': deviceError('unreachable', address) })
    );
  }
}

export function find(result: DiscoveryResult, n: number): Device {
  const found = result.devices.find(({ serial }) => serial === serialOf(n));
  assert.ok(found, `fw-${n} is in the inventory`);
  return found;
}
