import assert from 'node:assert/strict';
import { addFirewall, type AddedFirewall } from '../../../src/inventory/addFirewall.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { addressOf, device, haOn, memberDevice, readAt, serialOf, systemInfo } from './sampleDevices.ts';
import { deviceError, type Script, scriptedClient } from './scriptedClient.ts';
import { sn } from '../../support/serials.ts';

const NOW = 5_000_000;

function firewall(
  n: number,
  ha: unknown = { enabled: false },
  changes: Parameters<typeof systemInfo>[1] = {},
): Script {
  return { 'show system info': systemInfo(n, changes), 'show high-availability state': ha };
}

function add(
  address: string,
  network: Readonly<Record<string, Script>>,
  known: readonly Device[] = [],
): Promise<AddedFirewall> {
  return addFirewall({
    address,
    clientFor: (at) => {
      const script = network[at];
      return script === undefined ? null : scriptedClient(script);
    },
    known: () => known,
    retryAttempts: 3,
    clock: new VirtualClock(NOW),
  });
}

describe('addFirewall', () => {
  it('adds a standalone firewall', async () => {
    const { device: added, changed } = await add(addressOf(1), { [addressOf(1)]: firewall(1) });
    assert.deepEqual(
      added,
      device(1, {
        source: 'manual',
        typeReason: 'HA is off on the firewall.',
        discoveredAt: NOW,
        lastSeenAt: NOW,
        readAt: readAt(NOW),
        boot: { uptimeSeconds: 86_400, deviceClock: 0 },
      }),
    );
    assert.deepEqual(changed, [added]);
  });

  it('takes the new address of a firewall it knows', async () => {
    const { device: added } = await add('fw.example.com:8443', { 'fw.example.com:8443': firewall(1) }, [
      device(1),
      device(2),
    ]);
    assert.deepEqual(
      [added.address, added.source, added.discoveredAt, added.deviceType],
      ['fw.example.com:8443', 'manual', 1_000, 'standalone'],
    );
  });

  it('leaves an HA member unknown until its peer is known, then confirms both', async () => {
    const network = {
      'a.example.com': firewall(1, haOn(1, 2, 'active')),
      'b.example.com': firewall(2, haOn(2, 1, 'passive')),
    };
    const first = await add('a.example.com', network);
    assert.equal(first.device.deviceType, 'unknown');
    assert.match(first.device.typeReason, /neither Panorama nor the firewall tells who its peer is/);

    const second = await add('b.example.com', network, [device(9), ...first.changed]);
    assert.deepEqual(
      second.changed.map(({ serial, deviceType, peerSerial }) => [serial, deviceType, peerSerial]),
      [
        [serialOf(2), 'ha_pair', serialOf(1)],
        [serialOf(1), 'ha_pair', serialOf(2)],
      ],
    );
  });

  it('finds the peer by the address or the serial the box tells', async () => {
    const cases = [haOn(2, 1, 'passive'), haOn(2, 1, 'passive', { serial: serialOf(1), managementIp: null })];
    for (const ha of cases) {
      const network = { [addressOf(1)]: firewall(1, haOn(1, 2, 'active')), 'b.example.com': firewall(2, ha) };
      const known = [memberDevice(1, 2, 'active')];
      const { device: added } = await add('b.example.com', network, known);
      assert.equal(added.deviceType, 'ha_pair', added.typeReason);
    }
  });

  it('knows a peer also by the address in its own HA state', async () => {
    const unnamed = { managementIp: null };
    const network = {
      'a.example.com': firewall(1, haOn(1, 2, 'active'), unnamed),
      'b.example.com': firewall(2, haOn(2, 1, 'passive'), unnamed),
    };
    const first = await add('a.example.com', network);
    const second = await add('b.example.com', network, first.changed);
    assert.equal(second.device.deviceType, 'ha_pair', second.device.typeReason);
  });

  it('hears the peer before it calls a former member standalone', async () => {
    const network = { [addressOf(1)]: firewall(1), [addressOf(2)]: firewall(2, haOn(2, 1, 'active')) };
    const known = [1, 2].map((n) => ({ ...memberDevice(n, 3 - n, 'active'), source: 'manual' as const }));
    const { device: added } = await add(addressOf(1), network, known);
    assert.equal(added.deviceType, 'unknown');
    assert.match(added.typeReason, /fw-2 has it as HA peer/);
  });

  it('stays with what Panorama said last about HA', async () => {
    const known = [memberDevice(1, 2, 'active')];
    const { device: added } = await add('fw.example.com', { 'fw.example.com': firewall(1) }, known);
    assert.equal(added.deviceType, 'unknown');
    assert.match(added.typeReason, /HA is off, but Panorama lists it with HA/);
  });

  it('does not mind a possible peer that cannot be asked', async () => {
    const network = {
      [addressOf(1)]: { 'show system info': deviceError('unreachable', 'fw-1') },
      [addressOf(2)]: firewall(2, haOn(2, 1, 'passive')),
    };
    const { device: added, changed } = await add(addressOf(2), network, [
      device(1, { deviceType: 'unknown', haState: 'active' }),
    ]);
    assert.match(added.typeReason, /peer fw-1 could not confirm the pair/);
    assert.equal(changed[1]?.presence, 'unreachable');
  });

  it('refuses what is no firewall with a serial number', async () => {
    const network = {
      panorama: firewall(1, undefined, { isPanorama: true, hostname: 'pano' }),
      vm: firewall(1, undefined, { serial: sn('unknown') }),
    };
    await assert.rejects(add('panorama', network), {
      name: 'UserError',
      message: /pano at panorama is a Panorama, not a firewall/,
    });
    await assert.rejects(add('vm', network), { name: 'UserError', message: /no serial number/ });
    await assert.rejects(add('not an address', network), {
      name: 'UserError',
      message: /not a management address/,
    });
  });

  it('passes on why a firewall cannot be asked', async () => {
    const network = { fw: { 'show system info': deviceError('untrusted_certificate') } };
    await assert.rejects(add('fw', network), { name: 'DeviceError', kind: 'untrusted_certificate' });
  });
});
