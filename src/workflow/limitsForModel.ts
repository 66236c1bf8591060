/**
 * Some models boot far longer than others. What the user says of a model goes before everything; otherwise the longer of
 * what is known of the model and the user's limit for all, so that a larger limit for all never makes one shorter.
 */
import { BOOT_TIMES } from './bootTimesOfModels.ts';
import type { WorkflowLimits } from './timeLimits.ts';

/** Milliseconds by model (`PA-5450`), or by its beginning (`PA-70*`). */
export type ReadyTimeouts = Readonly<Record<string, number>>;

const KNOWN: ReadyTimeouts = Object.fromEntries(
  BOOT_TIMES.flatMap(({ models, minutes }) => models.map((model) => [model, minutes * 60_000])),
);

/** @param model as the device says; empty where it is not known. */
export function limitsForModel(
  limits: WorkflowLimits,
  timeouts: ReadyTimeouts,
  model: string,
): WorkflowLimits {
  const known = Math.max(limits.rebootReadyTimeoutMs, timeoutOf(KNOWN, model) ?? 0);
  return { ...limits, rebootReadyTimeoutMs: timeoutOf(timeouts, model) ?? known };
}

/** The model's own name goes before the longest beginning that fits; capitals do not matter. */
function timeoutOf(timeouts: ReadyTimeouts, model: string): number | undefined {
  const wanted = model.toLowerCase();
  const fitting = Object.entries(timeouts)
    .map(([name, ms]) => ({ name: name.toLowerCase(), ms }))
    .filter(({ name }) => (name.endsWith('*') ? wanted.startsWith(name.slice(0, -1)) : name === wanted))
    .toSorted((a, b) => rank(b.name) - rank(a.name));
  return fitting[0]?.ms;
}

function rank(name: string): number {
  return name.endsWith('*') ? name.length : Number.MAX_SAFE_INTEGER;
}
