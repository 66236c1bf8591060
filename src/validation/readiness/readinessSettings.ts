/** What the user says about readiness: how strictly each check is taken, and what a device is held against. */
import type { MustExist } from '../mustExist.ts';
import type { CheckPolicies } from '../checkResult.ts';

export interface ReadinessSettings {
  /** Only those the user has set: each of them is asked by every upgrade, too. */
  readonly policies: CheckPolicies;
  /** The oldest content, such as `8832`, by version or by feature release (`11.1`). */
  readonly minimumContent: Readonly<Record<string, string>>;
  /** How long from now no dynamic update may begin. */
  readonly updateWindowHours: number;
  readonly mustExist: MustExist;
}

/**
 * The policies for a member of a pair that is about to be upgraded. Its roles are judged by what both members say, so
 * the check of one member's word is made only where the user has named it; what the user bears of this pair, preemption or
 * a configuration that is not in step, must not come back through it as a reason to stop.
 */
export function policiesInPair(policies: CheckPolicies, bearsSome: boolean): CheckPolicies {
  const named = policies.ha ?? 'off';
  return { ...policies, ha: bearsSome && named === 'block' ? 'warn' : named };
}
