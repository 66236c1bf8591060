/** How the checks of what must exist judge: all of it has to be there. */
import type { Finding } from './checkResult.ts';
import { fail, pass } from './check.ts';
import { namesOf } from './namesOf.ts';

/** @param kind in the plural, such as `ARP entries`. @param required by name; `found` has the names of those that are there. */
export function judgeRequired(
  kind: string,
  required: readonly string[],
  found: ReadonlySet<string>,
): Finding {
  const missing = required.filter((name) => !found.has(name));
  if (missing.length === 0) return pass(`All ${required.length} required ${kind} are there.`);
  return fail(
    `${missing.length} of ${required.length} required ${kind} are not there: ${namesOf(missing)}. Find out why before the upgrade, or take them off the list.`,
  );
}
