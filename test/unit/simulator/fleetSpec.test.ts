import assert from 'node:assert/strict';
import { parseFleetSpec } from '../../../src/simulator/fleetSpec.ts';
import { pair, sampleSpec, standalone } from '../../support/sampleSpec.ts';

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
    const [active, passive] = pair();
    assert.ok(active?.ha && passive?.ha);
    const cases: [Parameters<typeof sampleSpec>[0], RegExp][] = [
      [[standalone(), standalone()], /firewalls\.1\.serial: 001701000101 occurs twice/],
      [[standalone({ version: '11.9.9' })], /11\.9\.9 is not in the catalogue/],
      [[active], /firewalls\.0\.ha\.peer: 001701000202 does not name 001701000201/],
      [[active, { ...passive, ha: { ...passive.ha, state: 'active' } }], /both members are active/],
    ];
    for (const [firewalls, message] of cases)
      assert.throws(() => parseFleetSpec(sampleSpec(firewalls)), message);
  });
});
