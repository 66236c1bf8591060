import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareBoots, type BootReading } from '../../../../src/workflow/proof/bootComparison.ts';
import { sn } from '../../../support/serials.ts';

const HOUR = 3600;

/** A device whose boot was at `bootAt` seconds, read at `at` seconds, with our clock and its own off by so much. */
function reading(at: number, bootAt: number, ourError = 0, itsError = 0): BootReading {
  return {
    serial: sn('001701000101'),
    swVersion: '10.2.10',
    uptimeSeconds: Math.floor(at - bootAt),
    deviceClock: Math.floor(at + itsError) * 1000,
    at: (at + ourError) * 1000,
  };
}

describe('compareBoots', () => {
  const seconds = (max: number) => fc.integer({ min: 0, max });

  it('never calls one boot a restart, whatever jump either clock makes', () => {
    fc.assert(
      fc.property(
        seconds(400 * 86_400),
        seconds(3 * 86_400),
        fc.integer({ min: -8 * HOUR, max: 8 * HOUR }),
        fc.constantFrom('ours', 'its'),
        (upBefore, elapsed, jump, whose) => {
          const ours = whose === 'ours' ? jump : 0;
          const its = whose === 'its' ? jump : 0;
          const before = reading(upBefore, 0);
          const after = reading(upBefore + elapsed, 0, ours, its);
          assert.notEqual(compareBoots(before, after), 'rebooted');
        },
      ),
    );
  });

  it('never calls a restart one boot, when it took at least half a minute', () => {
    fc.assert(
      fc.property(
        seconds(400 * 86_400),
        seconds(86_400),
        seconds(86_400),
        fc.integer({ min: -8 * HOUR, max: 8 * HOUR }),
        (upBefore, downFor, upAfter, jump) => {
          const before = reading(upBefore, 0);
          const bootAt = upBefore + 30 + downFor;
          assert.notEqual(compareBoots(before, reading(bootAt + upAfter, bootAt, jump)), 'same_boot');
        },
      ),
    );
  });

  it('sees a restart and a boot that goes on when the clocks are right', () => {
    const before = reading(5 * HOUR, 0);
    assert.equal(compareBoots(before, reading(6 * HOUR, 0)), 'same_boot');
    assert.equal(compareBoots(before, reading(6 * HOUR, 5 * HOUR + 300)), 'rebooted');
  });

  it('sees a restart soon after another one', () => {
    const before = reading(60, 0);
    assert.equal(compareBoots(before, reading(600, 300)), 'rebooted');
    assert.equal(compareBoots(before, reading(600, 0)), 'same_boot');
  });

  it('takes a changed running version for a restart, and says when it cannot tell', () => {
    const before = reading(HOUR, 0);
    const after = reading(2 * HOUR, 0);
    assert.equal(compareBoots(before, { ...after, swVersion: '11.1.4' }), 'rebooted');
    assert.equal(compareBoots(before, { ...after, uptimeSeconds: null }), 'cannot_tell');
    assert.equal(compareBoots(before, { ...after, serial: sn('001701000999') }), 'cannot_tell');
  });
});
