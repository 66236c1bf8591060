import assert from 'node:assert/strict';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { pair, sampleSpec, standalone } from '../../../support/sampleSpec.ts';

describe('simulator: a fleet file', () => {
  it('is named with the path of every bad field', () => {
    const bad = { ...sampleSpec([standalone({ serial: '12', tcpSessions: -1 })]), colour: 'red' };
    assert.throws(
      () => parseFleetSpec(bad, 'demo.json'),
      (error: Error) =>
        error.message.includes('"demo.json"') &&
        error.message.includes('firewalls.0.serial: must have 12 or 15 digits') &&
        error.message.includes('firewalls.0.tcpSessions:') &&
        error.message.includes('colour'),
    );
  });

  it('must not contradict itself', () => {
    const [active] = pair();
    assert.ok(active);
    const activeActive = { mode: 'active-active' } as const;
    const cases: [Parameters<typeof sampleSpec>[0], RegExp][] = [
      [[standalone(), standalone()], /firewalls\.1\.serial: 001701000101 occurs twice/],
      [[standalone({ version: '11.9.9' })], /11\.9\.9 is not in the catalogue/],
      [[active], /firewalls\.0\.ha\.peer: 001701000202 does not name 001701000201/],
      [pair({}, { state: 'active' }), /firewalls\.0\.ha\.state: both members are active/],
      [pair({ disagrees: true }), /firewalls\.0\.ha\.disagrees: 001701000202 names 001701000201 as its peer/],
      [pair(activeActive, activeActive), /ha\.state: active does not exist in active-active/],
      [pair({ ...activeActive, state: 'suspended' }), /firewalls\.0\.ha\.mode: the peer is active-passive/],
    ];
    for (const [firewalls, message] of cases)
      assert.throws(() => parseFleetSpec(sampleSpec(firewalls)), message);
  });
});
