/** How long work holds up the event loop of its process: for so long an editor would stand still. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../../src/ports/systemClock.ts';
import { elapsed } from './measure.ts';

/** What the monitor itself adds to every reading. */
const RESOLUTION_MS = 1;

export interface Blocking {
  /** The longest time in which the event loop did not turn. */
  readonly blockMs: number;
  readonly totalMs: number;
}

export async function longestBlock(work: () => unknown): Promise<Blocking> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What comes before the monitor's first turn is not seen.
  await systemClock.sleep(5);
  const totalMs = await elapsed(work);
  // The last turn is only seen by the monitor's next one.
  await systemClock.sleep(20);
  delay.disable();
  return { blockMs: delay.max / 1e6 - RESOLUTION_MS, totalMs };
}

/**
 * The processor time of the costliest turn of the event loop: a block without what other processes took. It keeps the
 * loop turning, so it is measured apart from the rest.
 */
export async function costliestTurnMs(work: () => unknown): Promise<number> {
  let isOver = false;
  let costliest = 0;
  let last = process.threadCpuUsage();
  const turn = (): void => {
    const now = process.threadCpuUsage();
    costliest = Math.max(costliest, now.user + now.system - last.user - last.system);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await new Promise(setImmediate);
  await work();
  isOver = true;
  await new Promise(setImmediate);
  return costliest / 1000;
}
