import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classify } from '../../../src/inventory/classification.ts';
import {
  addressOf,
  ASKED_AT,
  device,
  facts,
  haOn,
  memberDevice,
  memberFacts,
  panoramaSays,
  serialOf,
} from './sampleDevices.ts';
import { assertUnknown, notReached, NOW, typeOf } from './typeOf.ts';

describe('classify', () => {
  describe('a firewall without HA', () => {
    it('is standalone when Panorama agrees', () => {
      assert.deepEqual(typeOf(1, facts(1)), {
        deviceType: 'standalone',
        typeReason: 'HA is off on the firewall, and Panorama reports none.',
        peerSerial: null,
        at: ASKED_AT,
      });
    });

    it('is standalone without a Panorama', () => {
      const type = typeOf(1, facts(1, { panorama: null }));
      assert.equal(type.deviceType, 'standalone');
      assert.equal(type.typeReason, 'HA is off on the firewall.');
    });

    it('is unknown when Panorama says HA, by state or by peer', () => {
      for (const panorama of [panoramaSays('passive', null), panoramaSays(null, serialOf(2))]) {
        assertUnknown(1, [facts(1, { panorama })], /HA is off, but Panorama lists it with HA/);
      }
    });

    it('is unknown when another firewall has it as its peer', () => {
      const all = [facts(1), memberFacts(2, 1, 'active')];
      assertUnknown(1, all, /but fw-2 has it as HA peer/);
      assert.equal(typeOf(1, ...all).peerSerial, serialOf(2));
      assertUnknown(2, all, /fw-1 says that HA is off there/);
    });

    it('is unknown right after a boot, unless it was known as standalone', () => {
      assertUnknown(1, [facts(1, { uptimeSeconds: 599 })], /restarted less than 10 minutes ago/);
      assert.equal(typeOf(1, facts(1, { uptimeSeconds: 600 })).deviceType, 'standalone');
      assert.equal(typeOf(1, facts(1, { uptimeSeconds: null })).deviceType, 'standalone');
      assert.equal(typeOf(1, facts(1, { uptimeSeconds: 5, before: device(1) })).deviceType, 'standalone');
      assertUnknown(1, [facts(1, { uptimeSeconds: 5, before: memberDevice(1, 2, 'active') })], /restarted/);
    });
  });

  describe('a member of an HA pair', () => {
    it('is confirmed when Panorama and both boxes name each other', () => {
      const all = [memberFacts(1, 2, 'active'), memberFacts(2, 1, 'passive')];
      assert.deepEqual(typeOf(1, ...all), {
        deviceType: 'ha_pair',
        typeReason: 'HA pair with fw-2, confirmed by both members.',
        peerSerial: serialOf(2),
        at: ASKED_AT,
      });
      assert.equal(typeOf(2, ...all).deviceType, 'ha_pair');
    });

    it('is confirmed in every HA state, also suspended', () => {
      const all = [memberFacts(1, 2, 'active'), memberFacts(2, 1, 'suspended')];
      assert.equal(typeOf(2, ...all).deviceType, 'ha_pair');
    });

    it('is confirmed where the boxes tell nothing of their peers, by Panorama alone', () => {
      const silent = { serial: null, managementIp: null };
      const all = [memberFacts(1, 2, 'active', silent), memberFacts(2, 1, 'passive', silent)];
      assert.equal(typeOf(1, ...all).deviceType, 'ha_pair');
    });

    it('is unknown when nobody tells its peer', () => {
      const silent = haOn(1, 2, 'active', { managementIp: null });
      assertUnknown(
        1,
        [facts(1, { ha: { kind: 'read', state: silent } })],
        /neither Panorama nor the firewall tells/,
      );
    });

    it('is unknown when only the box tells its peer, but Panorama does not', () => {
      const silentPanorama = { panorama: panoramaSays('active', null) };
      const words = { serial: serialOf(2) };
      const all = [memberFacts(1, 2, 'active', words, silentPanorama), memberFacts(2, 1, 'passive')];
      assertUnknown(1, all, /Panorama names no HA peer of fw-1/);
      assertUnknown(2, all, /Panorama names no HA peer of fw-1/);
    });

    it('is unknown when its peer is not in the inventory', () => {
      assertUnknown(1, [memberFacts(1, 2, 'active')], /peer 007801000002 is not in the inventory/);
    });

    it('is unknown when its peer names a third', () => {
      const all = [memberFacts(1, 2, 'active'), memberFacts(2, 3, 'passive'), memberFacts(3, 2, 'active')];
      assertUnknown(1, all, /Panorama names 007801000003 as the HA peer of fw-2/);
      assert.equal(typeOf(2, ...all).deviceType, 'ha_pair');
    });

    it('is unknown when Panorama has it as its own peer', () => {
      assertUnknown(1, [memberFacts(1, 1, 'active')], /neither Panorama nor the firewall tells/);
    });

    it('is unknown when either box tells another serial than Panorama', () => {
      const all = [memberFacts(1, 2, 'active', { serial: serialOf(9) }), memberFacts(2, 1, 'passive')];
      assertUnknown(1, all, /fw-1 itself names 007801000009/);
      assertUnknown(2, all, /fw-1 itself names 007801000009/);
    });

    it('is unknown when either box tells another address than the peer has', () => {
      const all = [memberFacts(1, 2, 'active'), memberFacts(2, 1, 'passive', { managementIp: '10.99.0.1' })];
      assertUnknown(1, all, /fw-2 says that its HA peer is at 10.99.0.1, but fw-1 is at 10.20.0.1/);
      assertUnknown(2, all, /fw-2 says/);
    });

    it('compares addresses, not their spelling', () => {
      const all = [
        memberFacts(1, 2, 'active', { managementIp: '2001:DB8::2' }),
        memberFacts(2, 1, 'passive', {}, { managementIps: ['2001:db8::2'] }),
      ];
      assert.equal(typeOf(1, ...all).deviceType, 'ha_pair');
    });

    it('does not mind an address that nobody can check', () => {
      const all = [memberFacts(1, 2, 'active'), memberFacts(2, 1, 'passive', {}, { managementIps: [] })];
      assert.equal(typeOf(1, ...all).deviceType, 'ha_pair');
    });

    it('is unknown when its peer could not be asked', () => {
      const all = [memberFacts(1, 2, 'active'), facts(2, { ha: notReached })];
      assertUnknown(1, all, /peer fw-2 could not confirm the pair: .*no answer/);
    });

    it('stays paired with a peer that is down, if both confirmed it before', () => {
      const here = memberFacts(1, 2, 'active', {}, { before: memberDevice(1, 2, 'active') });
      const panorama = panoramaSays('passive', serialOf(1));
      const down = facts(2, { ha: notReached, before: memberDevice(2, 1, 'passive'), panorama });
      const type = typeOf(1, here, down);
      assert.equal(type.deviceType, 'ha_pair');
      assert.match(type.typeReason, /confirmed by both members before\..*no answer/);
      assert.equal(typeOf(2, here, down).deviceType, 'ha_pair');
      assertUnknown(
        1,
        [here, facts(2, { ha: notReached, before: memberDevice(2, 3, 'passive'), panorama })],
        /could not confirm/,
      );
    });
  });

  describe('without Panorama', () => {
    const byHand = { panorama: null };

    it('confirms a pair by the addresses the boxes tell', () => {
      const all = [memberFacts(1, 2, 'active', {}, byHand), memberFacts(2, 1, 'passive', {}, byHand)];
      assert.equal(typeOf(1, ...all).deviceType, 'ha_pair');
      assert.equal(typeOf(2, ...all).peerSerial, serialOf(1));
    });

    it('confirms a pair by serial alone, where a box is reached under another address', () => {
      const words = (peer: number) => ({ serial: serialOf(peer), managementIp: null });
      const all = [
        memberFacts(1, 2, 'active', words(2), byHand),
        memberFacts(2, 1, 'passive', words(1), byHand),
      ];
      assert.equal(typeOf(1, ...all).deviceType, 'ha_pair');
    });

    it('takes an address that several firewalls share for nobody', () => {
      const twin = facts(3, { ...byHand, managementIps: [addressOf(2)] });
      const all = [memberFacts(1, 2, 'active', {}, byHand), memberFacts(2, 1, 'passive', {}, byHand), twin];
      assertUnknown(1, all, /neither Panorama nor the firewall tells/);
    });

    it('needs a word of both', () => {
      const silent = { serial: null, managementIp: null };
      const all = [memberFacts(1, 2, 'active', {}, byHand), memberFacts(2, 1, 'passive', silent, byHand)];
      assertUnknown(1, all, /fw-2 does not tell who its HA peer is/);
    });
  });

  it('never calls anything standalone that is tied to HA in any way, and pairs only both ways', () => {
    const anyPeer = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
    const anyFacts = (n: number) =>
      fc
        .record({
          panorama: fc.option(anyPeer, { nil: undefined }),
          box: fc.oneof(fc.constant('off' as const), fc.constant('failed' as const), anyPeer),
          tellsSerial: fc.boolean(),
          tellsAddress: fc.boolean(),
        })
        .map(({ panorama, box, tellsSerial, tellsAddress }) =>
          facts(n, {
            panorama:
              panorama === undefined
                ? null
                : panorama === null
                  ? panoramaSays(null, null)
                  : panoramaSays('active', serialOf(panorama)),
            ha:
              box === 'failed'
                ? { kind: 'failed', reason: 'it did not answer' }
                : {
                    kind: 'read',
                    state:
                      box === 'off'
                        ? { enabled: false }
                        : haOn(n, box ?? 0, 'active', {
                            serial: tellsSerial && box !== null ? serialOf(box) : null,
                            managementIp: tellsAddress && box !== null ? addressOf(box) : null,
                          }),
                  },
          }),
        );

    fc.assert(
      fc.property(fc.tuple(anyFacts(1), anyFacts(2), anyFacts(3), anyFacts(4)), (all) => {
        const types = classify(all, NOW);
        for (const one of all) {
          const type = types.get(one.serial);
          assert.ok(type);
          if (type.deviceType === 'standalone') {
            assert.deepEqual(one.ha, { kind: 'read', state: { enabled: false } });
            assert.equal(one.panorama?.peerSerial ?? null, null);
            const namers = all.filter((other) => other !== one && other.panorama?.peerSerial === one.serial);
            assert.deepEqual(namers, []);
          }
          if (type.deviceType === 'ha_pair') {
            assert.ok(type.peerSerial !== null && type.peerSerial !== one.serial);
            const peer = types.get(type.peerSerial);
            assert.equal(peer?.deviceType, 'ha_pair');
            assert.equal(peer.peerSerial, one.serial);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
