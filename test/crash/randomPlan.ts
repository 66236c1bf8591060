/** What may happen in one night, made up by chance: deaths, faults of devices, jumping clocks, and what users do. */
import fc from 'fast-check';
import type { NetworkOutage } from '../../src/simulator/network.ts';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { callFaultSamples, deviceFaultSamples } from '../support/faultSamples.ts';
import type { Answer } from './outOfStep.ts';
import { AWAY_MS } from './points.ts';

const HOUR_MS = 3_600_000;

export type Happening =
  /** Without power, what was not synced is gone too. */
  | { readonly kind: 'death'; readonly awayMs: number; readonly losesPower: boolean }
  /** Somebody sets the clock of the computer, or it was wrong. */
  | { readonly kind: 'clock'; readonly jumpMs: number }
  /** The laptop sleeps: no network for a while, and much later by its clock. */
  | { readonly kind: 'sleep' }
  | { readonly kind: 'fault'; readonly member: 0 | 1; readonly fault: FaultInput }
  /** Nothing can be reached for a while, or one device cannot; null is all. */
  | {
      readonly kind: 'network';
      readonly how: NetworkOutage['how'];
      readonly seconds: number;
      readonly member: 0 | 1 | null;
    }
  | { readonly kind: 'cancel' | 'pause' | 'resume' | 'retry' }
  /** A second window opens, or closes. */
  | { readonly kind: 'viewer' };

export interface Event {
  /** How many touches of the disk and the devices after the one before; at once where nothing else goes on. */
  readonly after: number;
  readonly what: Happening;
}

/** What is so all night; null where it is not. */
export interface Conditions {
  readonly keyLifetimeMinutes: number | null;
  /** Refused logins in a row that lock the account for half an hour. */
  readonly locksAfter: number | null;
  /** Minutes of each phase of a boot. */
  readonly slowBoot: number | null;
}

export interface Plan {
  /** An HA pair, or one device. */
  readonly isPair: boolean;
  /** Whether both members of a pair forward. */
  readonly isActiveActive: boolean;
  /** What somebody says when the configuration of a pair is out of step after each hop; null where it stays in step. */
  readonly outOfStep: Answer | null;
  readonly conditions: Conditions;
  readonly events: readonly Event[];
}

const AWAY_SECONDS = [5, 20, 120, 1_200, 7_200] as const;
const JUMPS_MS = [HOUR_MS, -HOUR_MS, 8 * HOUR_MS] as const;

/** Commands whose calls fail; every call when none of them is meant. */
const COMMANDS = [
  ...['request .*', 'show system info', 'show jobs.*', 'show high-availability state', '.*'],
] as const;

const fault: fc.Arbitrary<FaultInput> = fc.oneof(
  fc.constantFrom(...Object.values(deviceFaultSamples)),
  fc.record({
    kind: fc.constant('call' as const),
    command: fc.constantFrom(...COMMANDS),
    what: fc.constantFrom(...callFaultSamples.map(({ what }) => what)),
    nth: fc.integer({ min: 1, max: 12 }),
    times: fc.constantFrom(1, 3),
  }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('death' as const),
      awayMs: fc.constantFrom(...AWAY_MS),
      losesPower: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('fault' as const), member: fc.constantFrom(0, 1), fault }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      how: fc.constantFrom('refused' as const, 'dropped' as const, 'dns' as const),
      seconds: fc.constantFrom(...AWAY_SECONDS),
      member: fc.constantFrom(null, 0 as const, 1 as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), jumpMs: fc.constantFrom(...JUMPS_MS) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('sleep', 'cancel', 'pause', 'resume', 'retry', 'viewer'),
    }),
  },
);

/** Most nights are usual ones. */
function sometimes<T>(...values: readonly T[]): fc.Arbitrary<T | null> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const conditions: fc.Arbitrary<Conditions> = fc.record({
  keyLifetimeMinutes: sometimes(3, 7, 20, 40, 60, 90),
  locksAfter: sometimes(3, 5),
  slowBoot: sometimes(1, 3),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
  isPair: fc.boolean(),
  conditions,
  events: fc.array(fc.record({ after: fc.oneof(fc.nat(15), fc.nat(1000)), what: happening }), {
    minLength: 1,
    maxLength: 6,
  }),
  // Last, so that all else of a night is as it was before there was this.
  isActiveActive: fc.constantFrom(false, false, true),
  outOfStep: fc.constantFrom(null, null, null, 'sync_config', 'go_on', 'nothing'),
});
