import assert from 'node:assert/strict';
import type { ManagedDevice } from '../../../src/panos/answers/devices.ts';
import type { HaStateName } from '../../../src/panos/answers/haState.ts';
import type { DeviceClient } from '../../../src/panos/client.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { discover, type DiscoveryParts, type DiscoveryResult } from '../../../src/inventory/discovery.ts';
import { createRateLimit } from '../../../src/inventory/rateLimit.ts';
import { VirtualClock } from '../../../src/simulator/virtualClock.ts';
import {
  addressOf,
  device,
  haOn,
  listed,
  memberDevice,
  type PeerWords,
  serialOf,
  systemInfo,
} from './sampleDevices.ts';
import { deviceError, type Script, type ScriptedClient, scriptedClient } from './scriptedClient.ts';

const NOW = 5_000_000;

/** What firewall `n` answers. */
function firewall(n: number, changes: Script = {}): Script {
  return {
    'show system info': systemInfo(n),
    'show high-availability state': { enabled: false },
    ...changes,
  };
}

function member(n: number, peer: number, state: HaStateName, words: PeerWords = {}): Script {
  return firewall(n, { 'show high-availability state': haOn(n, peer, state, words) });
}

function onPanorama(n: number, peer: number, haState: string): ManagedDevice {
  return listed(n, { haState, haPeerSerial: serialOf(peer) });
}

interface Network {
  /** What Panorama lists, or the error it gives. */
  readonly panorama: readonly ManagedDevice[] | Error;
  /** By number; nobody answers at other addresses. */
  readonly firewalls: Readonly<Record<number, Script>>;
}

class Discovery {
  readonly panorama: ScriptedClient;
  readonly #clients = new Map<string, ScriptedClient>();
  readonly #clock = new VirtualClock(NOW);

  constructor({ panorama, firewalls }: Network) {
    this.panorama = scriptedClient({ 'show devices all': panorama });
    for (const [n, script] of Object.entries(firewalls)) {
      this.#clients.set(addressOf(Number(n)), scriptedClient(script));
    }
  }

  run(known: readonly Device[] = [], changes: Partial<DiscoveryParts> = {}): Promise<DiscoveryResult> {
    return discover({
      panorama: this.panorama,
      panoramaRate: createRateLimit(10, this.#clock),
      clientFor: (address) => this.#clientFor(address),
      known,
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

function find(result: DiscoveryResult, n: number): Device {
  const found = result.devices.find(({ serial }) => serial === serialOf(n));
  assert.ok(found, `fw-${n} is in the inventory`);
  return found;
}

describe('discover', () => {
  it('asks Panorama once and every connected firewall itself', async () => {
    const discovery = new Discovery({
      panorama: [listed(1), onPanorama(2, 3, 'active'), onPanorama(3, 2, 'passive')],
      firewalls: { 1: firewall(1), 2: member(2, 3, 'active'), 3: member(3, 2, 'passive') },
    });
    const result = await discovery.run();

    assert.deepEqual(discovery.panorama.asked, ['show devices all']);
    assert.deepEqual(discovery.askedOf(1), ['show system info', 'show high-availability state']);
    assert.deepEqual(result.summary, {
      ...{ total: 3, new: 3, updated: 0, standalone: 1, haMembers: 2, pairs: 1, unknown: 0 },
      ...{ disconnected: 0, vanished: 0, unreachable: 0 },
    });
    assert.deepEqual([result.problems, result.untrusted, result.cancelled], [[], [], false]);
    assert.deepEqual(find(result, 1), device(1, { discoveredAt: NOW, lastSeenAt: NOW }));
    assert.deepEqual(find(result, 2), {
      ...memberDevice(2, 3, 'active'),
      ...{ discoveredAt: NOW, lastSeenAt: NOW },
    });
  });

  it('believes the firewall, not Panorama, about itself', async () => {
    const info = systemInfo(1, {
      hostname: 'renamed',
      swVersion: '11.1.4-h7',
      routingEngine: 'advanced',
      multiVsys: true,
    });
    const discovery = new Discovery({
      panorama: [listed(1)],
      firewalls: { 1: firewall(1, { 'show system info': info }) },
    });
    const { hostname, swVersion, routingEngine, multiVsys } = find(await discovery.run(), 1);
    assert.deepEqual(
      { hostname, swVersion, routingEngine, multiVsys },
      { hostname: 'renamed', swVersion: '11.1.4-h7', routingEngine: 'advanced', multiVsys: true },
    );
  });

  it('counts as updated what is known and has changed, and keeps when it was found first', async () => {
    const discovery = new Discovery({
      panorama: [listed(1), listed(2)],
      firewalls: { 1: firewall(1), 2: firewall(2) },
    });
    const result = await discovery.run([device(1, { swVersion: '10.1.9' }), device(2)]);
    assert.equal(result.summary.new, 0);
    assert.equal(result.summary.updated, 1);
    assert.equal(find(result, 1).discoveredAt, 1_000);
    assert.equal(find(result, 1).lastSeenAt, NOW);
  });

  it('keeps disconnected firewalls, with what is known of them, and does not try them', async () => {
    const discovery = new Discovery({
      panorama: [listed(1, { connected: false, swVersion: '9.1.0' }), listed(2, { connected: false })],
      firewalls: { 1: firewall(1) },
    });
    const result = await discovery.run([device(1)]);
    assert.deepEqual(discovery.askedOf(1), []);
    assert.deepEqual(find(result, 1), {
      ...device(1),
      ...{ presence: 'disconnected', presenceReason: 'Panorama has no connection to it.' },
    });
    assert.equal(find(result, 2).deviceType, 'unknown');
    assert.equal(find(result, 2).hostname, 'fw-2');
    assert.equal(find(result, 2).lastSeenAt, null);
    assert.equal(result.summary.disconnected, 2);
    assert.deepEqual(result.problems, []);
  });

  it('keeps firewalls that Panorama no longer lists, and takes them back when it does', async () => {
    const gone = await new Discovery({ panorama: [], firewalls: {} }).run([device(1)]);
    assert.deepEqual(find(gone, 1), {
      ...device(1),
      ...{ presence: 'vanished', presenceReason: 'It is no longer on Panorama.' },
    });
    assert.equal(gone.summary.vanished, 1);

    const back = await new Discovery({ panorama: [listed(1)], firewalls: { 1: firewall(1) } }).run(
      gone.devices,
    );
    assert.equal(find(back, 1).presence, 'reachable');
    assert.equal(find(back, 1).presenceReason, null);
  });

  it('marks what does not answer as unreachable, keeps its type, and takes the version from Panorama', async () => {
    const discovery = new Discovery({
      panorama: [listed(1, { swVersion: '10.2.0' }), listed(2)],
      firewalls: {},
    });
    const result = await discovery.run([memberDevice(1, 2, 'active')]);
    const { deviceType, presence, presenceReason, swVersion, lastSeenAt } = find(result, 1);
    assert.deepEqual(
      [deviceType, presence, swVersion, lastSeenAt],
      ['ha_pair', 'unreachable', '10.2.0', 1_000],
    );
    assert.match(presenceReason ?? '', /unreachable/);
    assert.equal(find(result, 2).deviceType, 'unknown');
    assert.deepEqual(
      result.problems.map(({ serial, hostname }) => [serial, hostname]),
      [
        [serialOf(1), 'fw-1'],
        [serialOf(2), 'fw-2'],
      ],
    );
  });

  it('does not take another device at the address for the one that was listed', async () => {
    const discovery = new Discovery({ panorama: [listed(1)], firewalls: { 1: firewall(7) } });
    const result = await discovery.run([device(1)]);
    const found = find(result, 1);
    assert.deepEqual([found.deviceType, found.presence, found.hostname], ['unknown', 'unreachable', 'fw-1']);
    assert.match(found.typeReason, /At 10\.20\.0\.1 answers the device 007801000007 \(fw-7\)/);
    assert.equal(result.summary.total, 1);
    assert.equal(result.problems.length, 1);
  });

  it('calls a firewall unknown when only its HA state cannot be read', async () => {
    const failing = firewall(1, { 'show high-availability state': deviceError('not_authorized', 'fw-1') });
    const result = await new Discovery({ panorama: [listed(1)], firewalls: { 1: failing } }).run([device(1)]);
    assert.deepEqual([find(result, 1).deviceType, find(result, 1).presence], ['unknown', 'reachable']);
    assert.match(result.problems[0]?.message ?? '', /not_authorized/);
  });

  it('says which firewalls have no usable address', async () => {
    const discovery = new Discovery({
      panorama: [
        listed(1, { ipAddress: null }),
        listed(2, { ipAddress: 'not an address' }),
        listed(3, { ipAddress: null, ipv6Address: addressOf(3) }),
      ],
      firewalls: { 3: firewall(3) },
    });
    const result = await discovery.run();
    assert.match(find(result, 1).presenceReason ?? '', /Panorama tells no management address/);
    assert.match(find(result, 2).presenceReason ?? '', /"not an address" is not a management address/);
    assert.equal(find(result, 3).presence, 'reachable');
  });

  it('asks firewalls that were added by hand at their own address, on Panorama or not, and never loses them', async () => {
    const byHand = [device(1, { source: 'manual' }), device(2, { source: 'manual' })];
    const discovery = new Discovery({
      panorama: [listed(1, { ipAddress: '192.0.2.1', connected: false })],
      firewalls: { 1: firewall(1), 2: firewall(2) },
    });
    const result = await discovery.run(byHand);
    for (const n of [1, 2]) {
      const { presence, address, source } = find(result, n);
      assert.deepEqual([presence, address, source], ['reachable', addressOf(n), 'manual']);
    }
  });

  it('gathers the untrusted certificates, and only those', async () => {
    const presented = { fingerprint: 'AA:BB', subject: 'CN=fw-1', validTo: '2030-01-01' };
    const discovery = new Discovery({
      panorama: [listed(1), listed(2)],
      firewalls: {
        1: { 'show system info': deviceError('untrusted_certificate', 'fw-1', presented) },
        2: { 'show system info': deviceError('pin_mismatch', 'fw-2', presented) },
      },
    });
    const result = await discovery.run();
    assert.deepEqual(result.untrusted, [{ address: addressOf(1), hostname: 'fw-1', presented }]);
    assert.equal(result.problems.length, 2);
  });

  describe('refused credentials', () => {
    const refusing = { 'show system info': deviceError('authentication') };
    const asked = (discovery: Discovery, count: number) =>
      Array.from({ length: count }, (_, index) => discovery.askedOf(index + 1).length > 0);
    const panorama = [1, 2, 3, 4, 5].map((n) => listed(n));

    it('stop the logins after three firewalls in a row', async () => {
      const discovery = new Discovery({
        panorama,
        firewalls: { 1: refusing, 2: refusing, 3: refusing, 4: firewall(4), 5: firewall(5) },
      });
      const result = await discovery.run([device(5)]);
      assert.deepEqual(asked(discovery, 5), [true, true, true, false, false]);
      assert.match(find(result, 4).presenceReason ?? '', /3 firewalls in a row refused the credentials/);
      assert.equal(find(result, 5).deviceType, 'standalone');
      assert.equal(result.problems.length, 5);
    });

    it('do not stop anything when a firewall in between accepts them', async () => {
      const discovery = new Discovery({
        panorama,
        firewalls: { 1: refusing, 2: refusing, 3: firewall(3), 4: refusing, 5: firewall(5) },
      });
      await discovery.run();
      assert.deepEqual(asked(discovery, 5), [true, true, true, true, true]);
    });
  });

  it('tells its progress for each firewall it asks', async () => {
    const discovery = new Discovery({
      panorama: [listed(1), listed(2, { connected: false }), listed(3)],
      firewalls: { 1: firewall(1) },
    });
    const progress: string[] = [];
    await discovery.run([], {
      onProgress: ({ done, total, hostname }) => progress.push(`${done}/${total} ${hostname}`),
    });
    assert.deepEqual(progress, ['1/2 fw-1', '2/2 fw-3']);
  });

  it('asks no more firewalls at a time than there are workers', async () => {
    let busy = 0;
    let most = 0;
    const slow = (n: number): Script =>
      firewall(n, {
        'show system info': async () => {
          busy += 1;
          most = Math.max(most, busy);
          await new Promise((resolve) => setImmediate(resolve));
          busy -= 1;
          return systemInfo(n);
        },
      });
    const numbers = [1, 2, 3, 4, 5, 6, 7];
    const discovery = new Discovery({
      panorama: numbers.map((n) => listed(n)),
      firewalls: Object.fromEntries(numbers.map((n) => [n, slow(n)])),
    });
    const result = await discovery.run([], { workers: 3 });
    assert.equal(most, 3);
    assert.equal(result.summary.standalone, 7);
  });

  describe('cancelled', () => {
    it('keeps what was found, and leaves the rest as it was', async () => {
      const stop = new AbortController();
      const cancelling = firewall(2, {
        'show system info': () => {
          stop.abort();
          return deviceError('cancelled');
        },
      });
      const discovery = new Discovery({
        panorama: [listed(1), listed(2), listed(3), listed(4)],
        firewalls: { 1: firewall(1), 2: cancelling, 3: firewall(3), 4: firewall(4) },
      });
      const known = [device(2, { swVersion: '10.1.9' }), device(3), device(9)];
      const result = await discovery.run(known, { signal: stop.signal });

      assert.equal(result.cancelled, true);
      assert.equal(find(result, 1).presence, 'reachable');
      assert.deepEqual(find(result, 2), known[0]);
      assert.deepEqual(find(result, 3), known[1]);
      assert.match(find(result, 4).presenceReason ?? '', /cancelled before this firewall answered/);
      assert.equal(find(result, 9).presence, 'vanished', 'the list of Panorama was complete');
      assert.deepEqual(discovery.askedOf(3), []);
      assert.deepEqual(result.problems, []);
    });

    it('between the two questions knows no more than before', async () => {
      const stop = new AbortController();
      const cancelling = firewall(1, {
        'show high-availability state': () => {
          stop.abort();
          return deviceError('cancelled');
        },
      });
      const discovery = new Discovery({ panorama: [listed(1)], firewalls: { 1: cancelling } });
      const { devices } = await discovery.run([device(1)], { signal: stop.signal });
      assert.deepEqual(devices, [device(1)]);
    });

    it('before Panorama answered changes nothing', async () => {
      const stop = new AbortController();
      stop.abort();
      const discovery = new Discovery({ panorama: deviceError('cancelled'), firewalls: {} });
      const result = await discovery.run([device(1)], { signal: stop.signal });
      assert.deepEqual([result.devices, result.cancelled], [[device(1)], true]);
      assert.deepEqual(discovery.panorama.asked, []);
    });
  });

  it('fails when Panorama cannot be asked', async () => {
    const discovery = new Discovery({ panorama: deviceError('authentication', 'panorama'), firewalls: {} });
    await assert.rejects(discovery.run([device(1)]), { name: 'DeviceError', kind: 'authentication' });
  });

  it('waits for its turn with Panorama', async () => {
    const clock = new VirtualClock(NOW);
    const panoramaRate = createRateLimit(1, clock);
    const discovery = new Discovery({ panorama: [], firewalls: {} });
    await discovery.run([], { panoramaRate });
    const second = discovery.run([], { panoramaRate });
    await clock.drive(second);
    assert.equal(clock.now(), NOW + 60_000);
    assert.equal(discovery.panorama.asked.length, 2);
  });
});
