/** Small fleets for tests: one firewall on its own, or a pair, and the images a path of two hops needs. */
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';

export const CREDENTIALS = { username: 'upgrader', password: 'p&ss@word' };
export const STANDALONE = '001701000101';
export const PAIR = ['001701000201', '001701000202'] as const;

export function sampleSpec(firewalls: FirewallSpecInput[]): FleetSpecInput {
  return {
    name: 'sample',
    credentials: CREDENTIALS,
    panorama: { hostname: 'panorama', serial: '000702000001', version: '11.2.4' },
    catalogue: [
      { version: '9.1.13', sizeMb: 400 },
      { version: '10.1.14', sizeMb: 420 },
      { version: '10.2.0', sizeMb: 900, base: true },
      { version: '10.2.10', sizeMb: 450 },
      { version: '11.1.0', sizeMb: 1000, base: true },
      { version: '11.1.4-h7', sizeMb: 500 },
      { version: '12.1.2', sizeMb: 1100, base: true },
      { version: '12.1.4', sizeMb: 520 },
    ],
    firewalls,
  };
}

export function standalone(more: Partial<FirewallSpecInput> = {}): FirewallSpecInput {
  return { serial: STANDALONE, hostname: 'fw-lab-01', model: 'PA-440', version: '10.1.14', ...more };
}

type HaInput = NonNullable<FirewallSpecInput['ha']>;

/** An active/passive pair, or what is given instead: `firstHa` and `secondHa` go over the members' HA part. */
export function pair(firstHa: Partial<HaInput> = {}, secondHa: Partial<HaInput> = {}): FirewallSpecInput[] {
  const member = (serial: string, ha: HaInput): FirewallSpecInput => ({
    serial,
    hostname: `fw-${ha.state}`,
    model: 'PA-3410',
    version: '10.2.10',
    ha,
  });
  return [
    member(PAIR[0], { peer: PAIR[1], state: 'active', ...firstHa }),
    member(PAIR[1], { peer: PAIR[0], state: 'passive', ...secondHa }),
  ];
}

/** The same with members that both forward, the first as the primary. */
export function activeActive(
  firstHa: Partial<HaInput> = {},
  secondHa: Partial<HaInput> = {},
): FirewallSpecInput[] {
  return pair(
    { mode: 'active-active', state: 'active-primary', ...firstHa },
    { mode: 'active-active', state: 'active-secondary', ...secondHa },
  );
}

/** A pair of which each member runs a version of its own. */
export function pairOf(first: string, second: string): FirewallSpecInput[] {
  return pair().map((member, index) => ({ ...member, version: index === 0 ? first : second }));
}
