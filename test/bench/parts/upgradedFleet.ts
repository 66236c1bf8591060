/**
 * A fleet as it is upgraded in nights: of its jobs 15 % are HA pairs, paths have one to three hops, and 2 % of the
 * firewalls that stand alone fail, each in one of several ways.
 */
import type { UpgradeTarget } from '../../../src/jobs/submission/upgradeTarget.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { sampleSpec } from '../../support/sampleSpec.ts';

/** The newer the version, the fewer hops. */
export const FLEET_PATHS = {
  '10.1.14': ['10.2.10', '11.1.4-h7', '12.1.4'],
  '10.2.10': ['11.1.4-h7', '12.1.4'],
  '11.1.4-h7': ['12.1.4'],
};
const VERSIONS = Object.keys(FLEET_PATHS);
const MODELS = ['PA-440', 'PA-450', 'PA-3410', 'PA-5410', 'PA-VM'] as const;

const PAIR_SHARE = 0.15;
const FAILING_SHARE = 0.02;

/** A pair that is not whole would hold the rest of its bulk, as it should: only firewalls that stand alone fail. */
const FAILURES: readonly FaultInput[] = [
  { kind: 'download_fails', times: 20 },
  { kind: 'install_fails', times: 20 },
  { kind: 'never_back' },
  { kind: 'wrong_version_after_boot', version: '10.1.14' },
  { kind: 'disk_full', freeMb: 100 },
  { kind: 'job_stalls', type: 'SWInstall' },
];

export interface UpgradedFleet {
  readonly spec: FleetSpecInput;
  readonly targets: readonly UpgradeTarget[];
  readonly failing: number;
}

export function upgradedFleet(devices: number): UpgradedFleet {
  const pairs = Math.round((devices * PAIR_SHARE) / (1 + PAIR_SHARE));
  const singles = devices - 2 * pairs;
  const failing = Math.round(devices * FAILING_SHARE);
  const firewalls: FirewallSpecInput[] = [];
  const targets: UpgradeTarget[] = [];
  for (let index = 0; index < pairs; index += 1) {
    const serials = [serialOf(2 * index), serialOf(2 * index + 1)] as const;
    const [one, other] = serials;
    firewalls.push(
      { ...firewall(one, index), ha: { peer: other, state: 'active' } },
      { ...firewall(other, index), ha: { peer: one, state: 'passive' } },
    );
    targets.push(serials);
  }
  const every = Math.floor(singles / failing);
  for (let index = 0; index < singles; index += 1) {
    const serial = serialOf(2 * pairs + index);
    const nth = index / every;
    const fault = Number.isInteger(nth) && nth < failing ? FAILURES[nth % FAILURES.length] : undefined;
    firewalls.push({ ...firewall(serial, index), faults: fault === undefined ? [] : [fault] });
    targets.push([serial]);
  }
  return { spec: sampleSpec(firewalls), targets: shuffled(targets), failing };
}

function firewall(serial: string, variety: number): FirewallSpecInput {
  return {
    serial,
    hostname: `branch-${serial.slice(-5)}`,
    deviceGroup: `group-${variety % 20}`,
    model: pick(MODELS, variety),
    version: pick(VERSIONS, variety),
    panrepoFreeMb: 12_000,
  };
}

/** As a list of users has them: pairs anywhere in it. */
function shuffled(targets: readonly UpgradeTarget[]): UpgradeTarget[] {
  // A step without a divisor in common with their number comes to each of them once.
  const step = 7919;
  return targets.map((_, index) => pick(targets, index * step));
}

function serialOf(index: number): string {
  return `0017${String(10_000_000 + index)}`;
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}
