import assert from 'node:assert/strict';
import { addressOf, device, listed, memberDevice, serialOf } from './sampleDevices.ts';
import { find, firewall, Network, onPanorama } from './sampleNetwork.ts';
import { deviceError } from './scriptedClient.ts';
import { sampleFingerprint } from '../../support/samplePin.ts';

describe('discover, where firewalls cannot be asked', () => {
  it('marks what does not answer as unreachable, keeps its type, and takes the version from Panorama', async () => {
    const discovery = new Network({
      panorama: [{ ...onPanorama(1, 2, 'active'), swVersion: '10.2.0' }, onPanorama(2, 1, 'passive')],
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
    const discovery = new Network({ panorama: [listed(1)], firewalls: { 1: firewall(7) } });
    const result = await discovery.run([device(1)]);
    const found = find(result, 1);
    assert.deepEqual([found.deviceType, found.presence, found.hostname], ['unknown', 'unreachable', 'fw-1']);
    assert.match(found.typeReason, /At 10\.20\.0\.1 answers the device 007801000007 \(fw-7\)/);
    assert.equal(result.summary.total, 1);
    assert.equal(result.problems.length, 1);
  });

  it('calls a firewall unknown when only its HA state cannot be read', async () => {
    const failing = firewall(1, { 'show high-availability state': deviceError('not_authorized', 'fw-1') });
    const result = await new Network({ panorama: [listed(1)], firewalls: { 1: failing } }).run([device(1)]);
    assert.deepEqual([find(result, 1).deviceType, find(result, 1).presence], ['unknown', 'reachable']);
    assert.match(result.problems[0]?.message ?? '', /not_authorized/);
  });

  it('says which firewalls have no usable address', async () => {
    const discovery = new Network({
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

  it('gathers the certificates nobody trusts apart from those that changed', async () => {
    const presented = {
      fingerprint: sampleFingerprint('AB'),
      subject: 'CN=fw-1',
      issuer: 'CN=fw-1',
      validTo: '2030-01-01',
      vouchedBy: 'nothing',
    } as const;
    const where = { knownAt: null, source: 'panorama', presented } as const;
    const discovery = new Network({
      panorama: [listed(1), listed(2)],
      firewalls: {
        1: { 'show system info': deviceError('untrusted_certificate', 'fw-1', presented) },
        2: { 'show system info': deviceError('pin_mismatch', 'fw-2', presented) },
      },
    });
    const result = await discovery.run();
    assert.deepEqual(result.untrusted, [
      { serial: serialOf(1), address: addressOf(1), hostname: 'fw-1', ...where },
    ]);
    assert.deepEqual(result.changed, [
      { serial: serialOf(2), address: addressOf(2), hostname: 'fw-2', ...where },
    ]);
    assert.equal(result.problems.length, 2);
  });

  it('believes that a device has moved when the user has agreed and it answers there, and not before', async () => {
    const presented = {
      fingerprint: sampleFingerprint('AB'),
      subject: 'CN=fw-1',
      issuer: 'CN=a public authority',
      validTo: '2030-01-01',
      vouchedBy: 'authority',
    } as const;
    const old = 'fw-1.example.com';
    const agreed = new Map([[serialOf(1), addressOf(1)]]);
    const moved = { serial: serialOf(1), address: addressOf(1), knownAt: old, hostname: 'fw-1' };
    // Whoever answers there, and though the credentials may be sent to that address for another device.
    const met = { ...firewall(1), meet: presented };
    for (const [answers, moves, expected] of [
      [met, undefined, old],
      [met, new Map([[serialOf(2), addressOf(1)]]), old],
      [met, agreed, addressOf(1)],
      [{ 'show system info': deviceError('unreachable') }, agreed, old],
      [firewall(7), agreed, old],
    ] as const) {
      const discovery = new Network({ panorama: [listed(1)], firewalls: { 1: answers } });
      const result = await discovery.run([device(1, { address: old })], { agreedMoves: moves });
      assert.equal(find(result, 1).address, expected);
      const isAsked = moves?.has(serialOf(1)) !== true;
      if (isAsked) assert.deepEqual(discovery.askedOf(1), ['meet']);
      assert.deepEqual(result.untrusted, isAsked ? [{ ...moved, source: 'panorama', presented }] : []);
    }
    const renamed = new Network({ panorama: [listed(1)], firewalls: { 1: firewall(1) } });
    const result = await renamed.run([device(1, { address: `${addressOf(1)}:443` })]);
    assert.deepEqual(result.untrusted, [], 'another spelling is no other address');
  });

  describe('refused credentials', () => {
    const refusing = { 'show system info': deviceError('authentication') };
    const asked = (discovery: Network, count: number) =>
      Array.from({ length: count }, (_, index) => discovery.askedOf(index + 1).length > 0);
    const panorama = [1, 2, 3, 4, 5].map((n) => listed(n));

    it('of some firewalls keep nobody from asking the others, by the keys there are', async () => {
      const discovery = new Network({
        panorama,
        firewalls: { 1: refusing, 2: refusing, 3: refusing, 4: firewall(4), 5: firewall(5) },
      });
      const result = await discovery.run([device(5)]);
      assert.deepEqual(asked(discovery, 5), [true, true, true, true, true]);
      assert.equal(find(result, 4).presence, 'reachable');
      assert.equal(result.problems.length, 3);
    });
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
      const discovery = new Network({
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
      const discovery = new Network({ panorama: [listed(1)], firewalls: { 1: cancelling } });
      const { devices } = await discovery.run([device(1)], { signal: stop.signal });
      assert.deepEqual(devices, [device(1)]);
    });

    it('before Panorama answered changes nothing', async () => {
      const stop = new AbortController();
      stop.abort();
      const discovery = new Network({ panorama: deviceError('cancelled'), firewalls: {} });
      const result = await discovery.run([device(1)], { signal: stop.signal });
      assert.deepEqual([result.devices, result.cancelled], [[device(1)], true]);
      assert.deepEqual(discovery.panorama.asked, []);
    });
  });
});
