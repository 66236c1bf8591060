/** What planning a job is handed, and how a job ends that cannot be planned. */
import type { DeviceClient } from '../../panos/client/client.ts';
import type { Clock } from '../../ports/clock.ts';
import { toldOf, type ToldTrouble } from '../../ports/trouble.ts';
import type { InstallMode, NoPlan } from '../../planning/plan.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { endedWell, type JobOutcome } from '../../workflow/stepResult.ts';
import type { Run } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import type { RoomParts } from './planRoom.ts';
import { jobTold, type JobTrouble } from '../jobTroubles.ts';

export interface PlanParts extends RoomParts {
  readonly book: JobBook;
  readonly clock: Clock;
  /** @throws UserError when the address cannot be used. */
  clientFor(run: Run): DeviceClient;
  readonly installMode: InstallMode;
  /** How many feature releases the members of a pair may be apart on the way, where nobody knows for certain. */
  readonly maxReleasesApart: number;
  /** The configuration is saved before anything on a device is changed. */
  readonly backsUp: boolean;
  /** After its upgrade the member of a pair that led before leads again. */
  readonly returnsToActive: boolean;
  /** @throws UserError when the user's table cannot be read. */
  upgradePaths(): Promise<UpgradePaths>;
}

export const nothingDone = endedWell('cancelled', 'Cancelled before anything was done.');

/** It cannot be planned by what its devices show. */
export function notPlanned(trouble: JobTrouble): JobOutcome {
  return { ...jobTold(trouble), ending: 'failed' };
}

/** A trouble of another room keeps it from being planned. */
export function notPlannedBecause(because: ToldTrouble): JobOutcome {
  return notPlanned({ code: 'not_planned', because: because.trouble, told: toldOf(because) });
}

/** @param found the serial of the device that answers at the address. */
export function otherDeviceAt({ address, serial }: Run, found: string): JobTrouble {
  return { code: 'other_device_at_start', address, found, serial };
}

/** There is no path for its devices, or nothing to do: somebody's table decides, so the device is passed over. */
export function withoutPlan({ trouble, message, brief }: NoPlan): JobOutcome {
  const isIllegal = trouble.code === 'illegal_path' || trouble.code === 'half_upgraded';
  return { ending: isIllegal ? 'failed' : 'skipped', trouble, message, brief };
}
