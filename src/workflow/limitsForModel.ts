/** Some models boot far longer than others: what the user says of a model goes before the limit for all. */
import type { WorkflowLimits } from './timeLimits.ts';

/** Milliseconds by model (`PA-5450`), or by its beginning (`PA-70*`). */
export type ReadyTimeouts = Readonly<Record<string, number>>;

/**
 * The model's own name goes before the longest beginning that fits; capitals do not matter.
 * @param model as the device says; empty where it is not known.
 */
export function limitsForModel(
  limits: WorkflowLimits,
  timeouts: ReadyTimeouts,
  model: string,
): WorkflowLimits {
  const wanted = model.toLowerCase();
  const fitting = Object.entries(timeouts)
    .map(([name, ms]) => ({ name: name.toLowerCase(), ms }))
    .filter(({ name }) => (name.endsWith('*') ? wanted.startsWith(name.slice(0, -1)) : name === wanted))
    .toSorted((a, b) => rank(b.name) - rank(a.name));
  const [best] = fitting;
  return best === undefined ? limits : { ...limits, rebootReadyTimeoutMs: best.ms };
}

function rank(name: string): number {
  return name.endsWith('*') ? name.length : Number.MAX_SAFE_INTEGER;
}
