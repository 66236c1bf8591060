/** Which HA states the step of a pair has just proved: the inventory need not wait for the next discovery. */
import { type Facts, serialFact } from '../../workflow/stepFindings.ts';
import type { Job } from '../job.ts';

/**
 * @param facts of a step that ended well: `active` names the member that leads, `suspended` one that this job took out,
 *   `mode` whether the other one forwards, too.
 * @returns states by serial; empty where nothing was proved.
 */
export function provedRoles(job: Pick<Job, 'runs'>, facts: Facts): ReadonlyMap<string, string> {
  const active = serialFact(facts, 'active');
  if (active === null) return new Map();
  const suspended = serialFact(facts, 'suspended');
  const bothForward = facts['mode'] === 'active-active';
  const [leads, standsBy] = bothForward ? ['active-primary', 'active-secondary'] : ['active', 'passive'];
  return new Map(
    job.runs.map(({ serial }) => [
      serial,
      serial === active ? leads : serial === suspended ? 'suspended' : standsBy,
    ]),
  );
}
