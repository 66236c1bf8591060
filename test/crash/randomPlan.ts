/** What may happen in one night, made up by chance: deaths, faults of devices, jumping clocks, and what users do. */
import fc from 'fast-check';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { callFaultSamples, deviceFaultSamples } from '../support/faultSamples.ts';
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
  | { readonly kind: 'cancel' | 'pause' | 'resume' | 'retry' }
  /** A second window opens, or closes. */
  | { readonly kind: 'viewer' };

export interface Event {
  /** How many touches of the disk and the devices after the one before; at once where nothing else goes on. */
  readonly after: number;
  readonly what: Happening;
}

export interface Plan {
  /** An HA pair, or one device. */
  readonly isPair: boolean;
  readonly events: readonly Event[];
}

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

export const plans: fc.Arbitrary<Plan> = fc.record({
  isPair: fc.boolean(),
  events: fc.array(fc.record({ after: fc.oneof(fc.nat(15), fc.nat(1000)), what: happening }), {
    minLength: 1,
    maxLength: 6,
  }),
});
