/** Which HA states the step of a pair has just proved: the inventory need not wait for the next discovery. */
import { type Facts, serialFact } from '../../workflow/stepFindings.ts';
import type { Job } from '../job.ts';

/**
 * @param facts of a step that ended well: `active` names the member that leads, `suspended` one that this job took out.
 * @param stateOf what the inventory knows of a member, by its serial: it tells pairs whose members both forward.
 * @returns states by serial; empty where nothing was proved.
 */
export function provedRoles(
  job: Pick<Job, 'runs'>,
  facts: Facts,
  stateOf: (serial: string) => string | null,
): ReadonlyMap<string, string> {
  const active = serialFact(facts, 'active');
  if (active === null) return new Map();
  const suspended = serialFact(facts, 'suspended');
  const serials = job.runs.map(({ serial }) => serial);
  const bothForward = serials.some((serial) => stateOf(serial)?.startsWith('active-') === true);
  const [leads, standsBy] = bothForward ? ['active-primary', 'active-secondary'] : ['active', 'passive'];
  return new Map(
    serials.map((serial) => [
      serial,
      serial === active ? leads : serial === suspended ? 'suspended' : standsBy,
    ]),
  );
}
