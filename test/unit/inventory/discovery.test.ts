import assert from 'node:assert/strict';
import { createRateLimit } from '../../../src/inventory/rateLimit.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { addressOf, device, listed, memberDevice, readAt, serialOf, systemInfo } from './sampleDevices.ts';
import { find, firewall, member, Network, NOW, onPanorama } from './sampleNetwork.ts';
import { deviceError, type Script } from './scriptedClient.ts';

describe('discover', () => {
  it('asks Panorama once and every connected firewall itself', async () => {
    const discovery = new Network({
      panorama: [listed(1), onPanorama(2, 3, 'active'), onPanorama(3, 2, 'passive')],
      firewalls: { 1: firewall(1), 2: member(2, 3, 'active'), 3: member(3, 2, 'passive') },
    });
    const result = await discovery.run();

    assert.deepEqual(discovery.panorama.asked, ['show devices all', 'show devicegroups']);
    assert.deepEqual(discovery.askedOf(1), ['show system info', 'show high-availability state']);
    assert.deepEqual(result.summary, {
      total: 3,
      new: 3,
      updated: 0,
      standalone: 1,
      haMembers: 2,
      pairs: 1,
      unknown: 0,
      disconnected: 0,
      vanished: 0,
      unreachable: 0,
    });
    assert.deepEqual([result.problems, result.untrusted, result.cancelled], [[], [], false]);
    const boot = { uptimeSeconds: 86_400, deviceClock: 0 };
    assert.deepEqual(
      find(result, 1),
      device(1, { discoveredAt: NOW, lastSeenAt: NOW, boot, readAt: readAt(NOW) }),
    );
    assert.deepEqual(find(result, 2), {
      ...memberDevice(2, 3, 'active'),
      boot,
      discoveredAt: NOW,
      lastSeenAt: NOW,
      readAt: readAt(NOW),
    });
  });

  it('believes the firewall, not Panorama, about itself', async () => {
    const info = systemInfo(1, {
      hostname: 'renamed',
      swVersion: '11.1.4-h7',
      routingEngine: 'advanced',
      multiVsys: true,
    });
    const discovery = new Network({
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
    const discovery = new Network({
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
    const discovery = new Network({
      panorama: [listed(1, { connected: false, swVersion: '9.1.0' }), listed(2, { connected: false })],
      firewalls: { 1: firewall(1) },
    });
    const result = await discovery.run([device(1)]);
    assert.deepEqual(discovery.askedOf(1), []);
    assert.deepEqual(find(result, 1), {
      ...device(1),
      presence: 'disconnected',
      presenceReason: 'Panorama has no connection to it.',
      readAt: { ...readAt(1_000), contact: NOW },
    });
    assert.equal(find(result, 2).deviceType, 'unknown');
    assert.equal(find(result, 2).hostname, 'fw-2');
    assert.equal(find(result, 2).lastSeenAt, null);
    assert.equal(result.summary.disconnected, 2);
    assert.deepEqual(result.problems, []);
  });

  it('keeps firewalls that Panorama no longer lists, and takes them back when it does', async () => {
    const gone = await new Network({ panorama: [], firewalls: {} }).run([device(1)]);
    assert.deepEqual(find(gone, 1), {
      ...device(1),
      presence: 'vanished',
      presenceReason: 'It is no longer on Panorama.',
      readAt: { ...readAt(1_000), contact: NOW },
    });
    assert.equal(gone.summary.vanished, 1);

    const back = await new Network({ panorama: [listed(1)], firewalls: { 1: firewall(1) } }).run(
      gone.devices,
    );
    assert.equal(find(back, 1).presence, 'reachable');
    assert.equal(find(back, 1).presenceReason, null);
  });

  it('asks firewalls that were added by hand at their own address, on Panorama or not, and never loses them', async () => {
    const byHand = [device(1, { source: 'manual' }), device(2, { source: 'manual' })];
    const discovery = new Network({
      panorama: [listed(1, { ipAddress: '192.0.2.1', connected: false })],
      firewalls: { 1: firewall(1), 2: firewall(2) },
    });
    const result = await discovery.run(byHand);
    for (const n of [1, 2]) {
      const { presence, address, source } = find(result, n);
      assert.deepEqual([presence, address, source], ['reachable', addressOf(n), 'manual']);
    }
  });

  it('tells its progress for each firewall it asks', async () => {
    const discovery = new Network({
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
    const discovery = new Network({
      panorama: numbers.map((n) => listed(n)),
      firewalls: Object.fromEntries(numbers.map((n) => [n, slow(n)])),
    });
    const result = await discovery.run([], { workers: 3 });
    assert.equal(most, 3);
    assert.equal(result.summary.standalone, 7);
  });

  it('fails when Panorama cannot be asked', async () => {
    const discovery = new Network({ panorama: deviceError('authentication', 'panorama'), firewalls: {} });
    await assert.rejects(discovery.run([device(1)]), { name: 'DeviceError', kind: 'authentication' });
  });

  it('waits for its turn with Panorama', async () => {
    const clock = new VirtualClock(NOW);
    const panoramaRate = createRateLimit(1, clock);
    const discovery = new Network({ panorama: [], firewalls: {} });
    await clock.drive(discovery.run([], { panoramaRate }));
    await clock.drive(discovery.run([], { panoramaRate }));
    assert.equal(clock.now(), NOW + 180_000);
    assert.equal(discovery.panorama.asked.length, 4);
  });

  it('keeps the device group of each firewall', async () => {
    const groups = new Map([[serialOf(1), 'EMEA']]);
    const discovery = new Network({
      panorama: [listed(1), listed(2)],
      groups,
      firewalls: { 1: firewall(1), 2: firewall(2) },
    });
    const result = await discovery.run([
      device(2, { deviceGroup: 'left since' }),
      device(3, { deviceGroup: 'APAC' }),
    ]);
    assert.equal(find(result, 1).deviceGroup, 'EMEA');
    assert.equal(find(result, 2).deviceGroup, null);
    assert.equal(find(result, 3).deviceGroup, 'APAC', 'of one that has vanished it is kept');
  });

  it('knows the devices also when Panorama does not tell their groups', async () => {
    const discovery = new Network({
      panorama: [listed(1)],
      groups: deviceError('device_refused', 'panorama'),
      firewalls: { 1: firewall(1) },
    });
    const result = await discovery.run([device(1, { deviceGroup: 'EMEA' })]);
    assert.equal(find(result, 1).deviceGroup, 'EMEA');
    assert.match(result.groupsProblem ?? '', /^Device groups stay as they were known: /);
  });
});
