/** What a step has found, beside the words for it: facts, and the results of checks. */
import * as z from 'zod';
import { readSerial, type Serial } from '../panos/serial.ts';
import { checkIds, type CheckResult, findingVerdicts } from '../validation/checkResult.ts';

/** Facts beside a record: small, flat, printable. */
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type Facts = z.infer<typeof factsSchema>;

/** A member of the pair that a fact names; null where it names none. */
export function serialFact(facts: Facts, name: string): Serial | null {
  const fact = facts[name];
  return typeof fact === 'string' ? readSerial(fact) : null;
}

/** What a readiness check found. */
export const checkResultSchema = z.object({
  check: z.enum(checkIds),
  verdict: z.enum(findingVerdicts),
  reason: z.string(),
});

/** Release 0.1.0 kept what a check had found among the facts, as `fail: reason`: it is read as what it is now. */
export function withChecks<T extends { readonly facts: Facts; readonly checks: readonly CheckResult[] }>(
  found: T,
): Omit<T, 'facts' | 'checks'> & { facts: Facts; checks: CheckResult[] } {
  const facts: Facts = {};
  const checks = [...found.checks];
  for (const [name, value] of Object.entries(found.facts)) {
    const [, verdict, reason] = /^(\w+): (.*)$/s.exec(String(value)) ?? [];
    const result = checkResultSchema.safeParse({ check: name, verdict, reason });
    if (result.success) checks.push(result.data);
    else facts[name] = value;
  }
  return { ...found, facts, checks };
}
