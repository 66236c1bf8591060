/** What was seen of a pair is worth something for seconds. A request that waits longer for its turn is not sent upon it. */
import { DeviceError } from '../panos/errors.ts';
import type { StepContext } from './context.ts';

export interface Freshness {
  /** Aborted, with an error that says that nothing was sent, when the time has come. */
  readonly signal: AbortSignal;
  /** To be called once it does not matter any more. */
  forget(): void;
}

/** @param until by the engine's clock. */
export function freshUntil({ clock, hostname }: StepContext, operation: string, until: number): Freshness {
  const tooLate = new AbortController();
  const forgotten = new AbortController();
  clock.sleep(Math.max(0, until - clock.now()), forgotten.signal).then(
    () =>
      tooLate.abort(
        new DeviceError({
          kind: 'no_answer',
          delivery: 'not_sent',
          device: hostname,
          operation,
          what: 'what was seen of its pair was too old when its turn came',
        }),
      ),
    () => undefined,
  );
  return { signal: tooLate.signal, forget: () => forgotten.abort(new Error('It was sent.')) };
}
