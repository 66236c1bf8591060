/** The fleet that the kill cycles upgrade: two firewalls and a pair, quick ones, so that a night takes seconds. */
import type { UpgradeTarget } from '../../src/jobs/submission/upgradeTarget.ts';
import type { EffectEntry } from '../../src/simulator/device/effectLog.ts';
import type { FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import type { Endpoint } from '../../src/simulator/httpsFleet.ts';
import type { ScaledTime } from '../../src/simulator/time/scaledClock.ts';
import { PAIR, pair, sampleSpec, standalone } from './sampleSpec.ts';

/** What the fleet's process says first. */
export interface KilledFleetReady {
  readonly endpoints: readonly Endpoint[];
  readonly time: ScaledTime;
}

/** What it answers to any message. */
export interface KilledFleetSeen {
  readonly effects: readonly EffectEntry[];
  /** Simulated seconds in which neither member of the pair forwarded. */
  readonly outageSeconds: number;
}

export const KILLED_SINGLES = ['001701000301', '001701000302'] as const;
export const KILLED_TARGETS: readonly UpgradeTarget[] = [
  ...KILLED_SINGLES.map((serial) => [serial] as const),
  PAIR,
];
export const KILLED_PATHS = {
  '10.1.14': ['10.2.10', '11.1.4-h7'],
  '10.2.10': ['11.1.4-h7', '12.1.4'],
};

export const killedFleetSpec: FleetSpecInput = {
  ...sampleSpec([
    ...KILLED_SINGLES.map((serial) => standalone({ serial, hostname: `fw-${serial.slice(-3)}` })),
    ...pair(),
  ]),
  timing: {
    softwareCheckSeconds: 3,
    downloadMbPerSecond: 100,
    loadSeconds: 3,
    installSeconds: 40,
    answersOnSeconds: 20,
    downSeconds: 40,
    htmlSeconds: 5,
    noAuthenticationSeconds: 5,
    softwareBusySeconds: 5,
    autoComSeconds: 10,
    haDaemonSeconds: 5,
    haNegotiationSeconds: 3,
    haPeerTimeoutSeconds: 20,
    haSessionSyncSeconds: 5,
    sessionRampSeconds: 5,
    haFailoverSeconds: 0,
  },
};
