/** What a device says of User-ID, by the commands its version knows. docs/PANOS.md "User-ID". */
import type { UserIdAgent } from '../panos/answers/userId.ts';
import {
  showRedistributionAgents,
  showRedistributionService,
  showUserIdAgents,
  showUserIdService,
} from '../panos/commands/userId.ts';
import { compareVersions } from '../panos/version.ts';
import type { CheckContext } from './check.ts';

export interface UserIdState {
  /** Each once, by its name and virtual system. */
  readonly agents: readonly UserIdAgent[];
  /** Null where the device does not say. */
  readonly service: 'up' | 'down' | null;
}

/** @throws DeviceError when one of the questions is refused or not understood. */
export async function askUserId(ask: CheckContext['ask'], swVersion: string): Promise<UserIdState> {
  const hasRedistribution = compareVersions(swVersion, '10.0.0') >= 0;
  // One after the other: when one is refused none is left waiting behind.
  const service = await ask(hasRedistribution ? showRedistributionService : showUserIdService);
  const agents = await ask(showUserIdAgents);
  const others = hasRedistribution ? await ask(showRedistributionAgents) : [];
  const known = new Map<string, UserIdAgent>();
  for (const agent of [...agents, ...others]) {
    const key = JSON.stringify([agent.name, agent.vsys]);
    // Both lists may hold it, and a release that moved it to the other one may show it as down in the old one.
    if (known.get(key)?.connected !== true) known.set(key, agent);
  }
  return { service, agents: [...known.values()] };
}
