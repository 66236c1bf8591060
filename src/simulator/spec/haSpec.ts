/** What a fleet file says about one member of an HA pair, also about pairs that are not as they should be. Part of fleetSpec.ts. */
import * as z from 'zod';

export const haSchema = z.strictObject({
  /** Serial of the other member. */
  peer: z.string(),
  mode: z.enum(['active-passive', 'active-active']).default('active-passive'),
  /** At the beginning. A member that is `non-functional` then has a failed link and stays so. */
  state: z.enum([
    ...['active', 'passive', 'active-primary', 'active-secondary'],
    ...['initial', 'tentative', 'non-functional', 'suspended'],
  ] as const),
  /** Why it is out of order then, in the device's words; left out: what the state is usually from. */
  reason: z.string().optional(),
  /** The lower number wins, if both members are preemptive. */
  priority: z.int().min(0).max(255).default(100),
  preemptive: z.boolean().default(false),
  /** Down: the members do not see each other, so that both may be active. One of them saying so is enough. */
  link: z.enum(['up', 'down']).default('up'),
  /** This member names a peer that names another one, or none; or that does not exist. */
  disagrees: z.boolean().default(false),
  /** Whether a suspended member is still suspended after a reboot: not known of real devices, so both exist. */
  staysSuspended: z.boolean().default(false),
  /** False: `running-sync-enabled` is `no`. */
  configSync: z.boolean().default(true),
  /** False: this member's configuration differs from its peer's. */
  synchronized: z.boolean().default(true),
  /** Another version changes the configuration, so that it differs until it is synchronized by command. */
  unsyncedByUpgrade: z.boolean().default(false),
  /** False: `state-sync` is `User-disabled`. */
  sessionSync: z.boolean().default(true),
});

export type HaSpec = z.output<typeof haSchema>;

interface Member {
  readonly serial: string;
  readonly ha?: HaSpec | undefined;
}

const ONLY_ONE = new Set(['active', 'passive', 'active-primary', 'active-secondary']);
const STATES_OF_OTHER_MODE: Readonly<Record<HaSpec['mode'], readonly string[]>> = {
  'active-passive': ['active-primary', 'active-secondary', 'tentative'],
  'active-active': ['active', 'passive'],
};

/** What cannot be true of a member and the peer it names; every text begins with the field. */
export function haContradictions(member: Member, peer: Member | undefined): string[] {
  const { ha } = member;
  if (ha === undefined) return [];
  const problems: string[] = [];
  if (STATES_OF_OTHER_MODE[ha.mode].includes(ha.state)) {
    problems.push(`ha.state: ${ha.state} does not exist in ${ha.mode}`);
  }
  const agree = peer?.ha?.peer === member.serial;
  if (!agree && !ha.disagrees) {
    problems.push(`ha.peer: ${ha.peer} does not name ${member.serial} as its peer`);
  } else if (agree && ha.disagrees) {
    problems.push(`ha.disagrees: ${ha.peer} names ${member.serial} as its peer`);
  } else if (agree) {
    if (peer.ha.mode !== ha.mode) problems.push(`ha.mode: the peer is ${peer.ha.mode}`);
    const seen = ha.link === 'up' && peer.ha.link === 'up';
    if (seen && peer.ha.state === ha.state && ONLY_ONE.has(ha.state)) {
      problems.push(`ha.state: both members are ${ha.state}`);
    }
  }
  return problems;
}
