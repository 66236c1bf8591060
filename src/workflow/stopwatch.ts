/** One wait with a limit, counted in time that counts: see countedTime.ts. */
import type { StepContext } from './context.ts';

export interface Stopwatch {
  /** Milliseconds that counted since it was started. */
  elapsedMs(): number;
  /** @throws the signal's reason when it is aborted. */
  sleep(ms: number): Promise<void>;
}

export function startStopwatch({
  clock,
  time,
  stop,
}: Pick<StepContext, 'clock' | 'time' | 'stop'>): Stopwatch {
  const begun = time.ms();
  return {
    elapsedMs: () => time.ms() - begun,
    sleep: (ms) => clock.sleep(ms, stop),
  };
}
