/** What was seen of a pair is worth something for seconds. A request that waits longer for its turn is not sent upon it. */
import { DeviceError } from '../panos/errors.ts';
import type { StepContext } from './context.ts';
import { PAIR_LOOK_MS } from './timeLimits.ts';

/**
 * By the clock at that moment, and not by a timer: a machine that slept wakes with timers that have not run. A clock that
 * was set back makes nothing young.
 * @param until by the engine's clock: PAIR_LOOK_MS after what was seen first.
 * @throws DeviceError that says that nothing was sent.
 */
export function requireFresh({ clock, hostname }: StepContext, operation: string, until: number): void {
  const now = clock.now();
  if (now < until && now >= until - PAIR_LOOK_MS) return;
  throw new DeviceError({
    kind: 'no_answer',
    delivery: 'not_sent',
    device: hostname,
    operation,
    what: 'what was seen of its pair was too old when its turn came',
  });
}
