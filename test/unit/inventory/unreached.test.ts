import assert from 'node:assert/strict';
import type { Classification } from '../../../src/inventory/classification.ts';
import type { Device } from '../../../src/inventory/device.ts';
import type { DeviceFacts } from '../../../src/inventory/deviceFacts.ts';
import {
  ASKED_AT,
  device,
  facts,
  memberDevice,
  memberFacts,
  panoramaSays,
  readAt,
  serialOf,
} from './sampleDevices.ts';
import { assertUnknown, lost, notReached, NOW, typeOf } from './typeOf.ts';

describe('classify', () => {
  describe('a firewall that could not be asked', () => {
    it('keeps its type, and its age, when it was not reached and nothing speaks against it', () => {
      const kept = (before: Device, panorama: DeviceFacts['panorama']): Classification =>
        typeOf(1, facts(1, { ha: notReached, before, panorama }));
      assert.deepEqual(kept(device(1), panoramaSays(null, null)), {
        deviceType: 'standalone',
        typeReason: device(1).typeReason,
        peerSerial: null,
        at: 1_000,
      });
      for (const panorama of [panoramaSays('active', serialOf(2)), lost(null, null), null]) {
        assert.deepEqual(kept(memberDevice(1, 2, 'active'), panorama), {
          deviceType: 'ha_pair',
          typeReason: `HA pair with ${serialOf(2)}, confirmed by both members before. ${notReached.reason}`,
          peerSerial: serialOf(2),
          at: 1_000,
        });
      }
    });

    it('says why it is not known now, not why it once was not', () => {
      const before = device(1, { deviceType: 'unknown', typeReason: 'Its HA state is not known: no route.' });
      const type = typeOf(1, facts(1, { ha: notReached, before }));
      assert.deepEqual(
        [type.deviceType, type.typeReason],
        ['unknown', `Its HA state is not known: ${notReached.reason}`],
      );
    });

    it('is unknown when it was never reached', () => {
      assertUnknown(1, [facts(1, { ha: notReached })], /no answer/);
    });

    it('is unknown when it answers, but not about HA, whatever it was before', () => {
      const ha = { kind: 'failed', reason: 'HA state could not be read.' } as const;
      assertUnknown(1, [facts(1, { ha, before: device(1) })], /HA state could not be read/);
    });
  });

  describe('a firewall that was not reached, of which something newer is known', () => {
    const unreached = (n: number, before: Device, panorama = panoramaSays(null, null)): DeviceFacts =>
      facts(n, { ha: notReached, before, panorama });
    const alone = device(1);
    const paired = memberDevice(1, 2, 'active');

    it('is not what it was when Panorama says that it is in a pair, by state or by peer, connected or not', () => {
      for (const panorama of [
        panoramaSays('passive', null),
        panoramaSays(null, serialOf(2)),
        lost('passive', serialOf(2)),
      ]) {
        assertUnknown(1, [unreached(1, alone, panorama)], /HA was off .* asked last, but Panorama lists it/);
      }
    });

    it('is not what it was when another firewall names it as its peer', () => {
      assertUnknown(1, [unreached(1, alone), memberFacts(2, 1, 'active')], /but fw-2 has it as HA peer now/);
      const all = [facts(1, { ha: notReached, before: paired, panorama: null }), memberFacts(3, 1, 'active')];
      assertUnknown(1, all, /but fw-3 has it as HA peer now/);
    });

    it('is in no pair any more with a peer that Panorama does not name', () => {
      assertUnknown(1, [unreached(1, paired, panoramaSays('active', serialOf(3)))], /names 007801000003/);
      assertUnknown(1, [unreached(1, paired, lost('active', serialOf(3)))], /names 007801000003/);
      assertUnknown(1, [unreached(1, paired)], /Panorama names no HA peer of fw-1 any more/);
    });

    it('is in no pair any more with a peer that has another one, or none', () => {
      const stillListed = panoramaSays('active', serialOf(2));
      const peers: [DeviceFacts, RegExp][] = [
        [memberFacts(2, 3, 'active'), /Panorama names 007801000003 as the HA peer of fw-2/],
        [memberFacts(2, 1, 'active', { serial: serialOf(3) }), /fw-2 itself names 007801000003/],
        [facts(2), /fw-2 says that HA is off there/],
        [
          unreached(2, memberDevice(2, 1, 'passive'), panoramaSays('active', serialOf(3))),
          /peer of fw-2 now/,
        ],
      ];
      for (const [peer, reason] of peers) {
        assertUnknown(1, [unreached(1, paired, stillListed), peer], reason);
      }
    });

    it('leaves a member in doubt that still names it', () => {
      const here = memberFacts(2, 1, 'passive', {}, { before: memberDevice(2, 1, 'passive') });
      const gone = unreached(1, paired, panoramaSays('active', serialOf(3)));
      assertUnknown(2, [here, gone], /of its peer fw-1 is known: .* names 007801000003/);
    });

    it('is what it was where the other word is older', () => {
      const sure = { ...alone, readAt: readAt(ASKED_AT + 1) };
      assert.equal(typeOf(1, unreached(1, sure, panoramaSays('passive', null))).deviceType, 'standalone');
      const ahead = { ...alone, readAt: readAt(NOW + 1) };
      const all = [unreached(1, ahead, panoramaSays('passive', null))];
      assertUnknown(1, all, /Panorama lists it with HA now/);
    });

    it('says whose newer word it was, at what time', () => {
      assert.equal(typeOf(1, unreached(1, alone, panoramaSays('passive', serialOf(7), 1_500))).at, 1_500);
      assert.equal(
        typeOf(1, unreached(1, alone, panoramaSays('passive', serialOf(7), 1_500))).peerSerial,
        serialOf(7),
      );
    });

    it('is left as it was, word for word, where nobody tried', () => {
      const notAsked = { kind: 'not_asked', reason: 'cancelled' } as const;
      const before = { ...paired, typeReason: 'as it was' };
      const panorama = panoramaSays('active', serialOf(2));
      assert.equal(typeOf(1, facts(1, { ha: notAsked, before, panorama })).typeReason, 'as it was');
      assertUnknown(1, [facts(1, { ha: notAsked, before })], /Panorama names no HA peer/);
    });
  });
});
