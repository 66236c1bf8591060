/**
 * How long ago an intent was, at least. "It did not happen" hangs on it, so it is told by what no jump of a clock can make
 * longer: how much the device's own uptime has grown, and for how long this process has been looking.
 */
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import type { StepContext } from '../context.ts';
import type { Evidence } from '../journalRecord.ts';
import { startStopwatch } from '../stopwatch.ts';

export interface IntentAge {
  /** @param now what the device says of itself at this moment. */
  atLeastMs(now: Pick<SystemInfo, 'uptimeSeconds'>): number;
}

/** The request left a moment after the evidence was read. */
const SENDING_MS = 60_000;

export function createIntentAge(context: StepContext, evidence: Pick<Evidence, 'uptimeSeconds'>): IntentAge {
  const watch = startStopwatch(context);
  return {
    // A restart in between makes the growth smaller, never larger, than the time that passed.
    atLeastMs: (now) => Math.max(watch.elapsedMs(), (uptimeGrowthMs(evidence, now) ?? 0) - SENDING_MS),
  };
}

/** Null where the device did not say how long it was up. */
export function uptimeGrowthMs(
  before: Pick<SystemInfo, 'uptimeSeconds'>,
  now: Pick<SystemInfo, 'uptimeSeconds'>,
): number | null {
  if (before.uptimeSeconds === null || now.uptimeSeconds === null) return null;
  return (now.uptimeSeconds - before.uptimeSeconds) * 1000;
}
