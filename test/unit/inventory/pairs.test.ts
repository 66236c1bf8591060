import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pairsOf } from '../../../src/inventory/pairs.ts';
import { device, memberDevice, serialOf } from './sampleDevices.ts';

describe('pairsOf', () => {
  it('puts the active member first and the lower serial into the id first', () => {
    const [pair, ...others] = pairsOf([memberDevice(1, 2, 'passive'), memberDevice(2, 1, 'active')]);
    assert.deepEqual(others, []);
    assert.equal(pair?.id, `${serialOf(1)}+${serialOf(2)}`);
    assert.deepEqual(
      pair.members.map((member) => member.serial),
      [serialOf(2), serialOf(1)],
    );
  });

  it('takes the primary of an active/active pair for the active member', () => {
    const [pair] = pairsOf([memberDevice(1, 2, 'active-secondary'), memberDevice(2, 1, 'active-primary')]);
    assert.equal(pair?.members[0].serial, serialOf(2));
  });

  it('orders by serial where the roles are not known', () => {
    const [pair] = pairsOf([memberDevice(2, 1, 'suspended'), memberDevice(1, 2, 'suspended')]);
    assert.equal(pair?.members[0].serial, serialOf(1));
  });

  it('leaves out what is not confirmed both ways', () => {
    const alone = memberDevice(1, 2, 'active');
    assert.deepEqual(pairsOf([alone]), []);
    assert.deepEqual(pairsOf([alone, memberDevice(2, 3, 'passive')]), []);
    assert.deepEqual(pairsOf([alone, device(2, { deviceType: 'unknown', peerSerial: serialOf(1) })]), []);
    assert.deepEqual(pairsOf([memberDevice(1, 1, 'active')]), []);
  });

  it('has each device in one pair at most, and the same pairs in any order', () => {
    const members = fc.array(
      fc.record({ n: fc.integer({ min: 1, max: 6 }), peer: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(members, (rows) => {
        const devices = [
          ...new Map(rows.map(({ n, peer }) => [n, memberDevice(n, peer, 'passive')])).values(),
        ];
        const pairs = pairsOf(devices);
        const serials = pairs.flatMap((pair) => pair.members.map((member) => member.serial));
        assert.equal(new Set(serials).size, serials.length);
        assert.deepEqual(
          pairsOf(devices.toReversed())
            .map(({ id }) => id)
            .sort(),
          pairs.map(({ id }) => id).sort(),
        );
      }),
    );
  });
});
