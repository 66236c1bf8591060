/** What planning a job is handed, and how a job ends that cannot be planned. */
import type { DeviceClient } from '../../panos/client/client.ts';
import type { InstallMode } from '../../planning/plan.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import type { StepsOutcome } from '../../workflow/steps/runSteps.ts';
import type { Run } from '../job.ts';
import type { JobBook } from '../jobBook.ts';

export interface PlanParts {
  readonly book: JobBook;
  /** @throws UserError when the address cannot be used. */
  clientFor(run: Run): DeviceClient;
  readonly installMode: InstallMode;
  /** The configuration is saved before anything on a device is changed. */
  readonly backsUp: boolean;
  /** After its upgrade the member of a pair that led before leads again. */
  readonly returnsToActive: boolean;
  /** @throws UserError when the user's table cannot be read. */
  upgradePaths(): Promise<UpgradePaths>;
}

export const nothingDone: StepsOutcome = {
  ending: 'cancelled',
  message: 'Cancelled before anything was done.',
};

export function nothingWasDone(why: string): StepsOutcome {
  return { ending: 'failed', message: `${why} Nothing was done; run Discover Devices again.` };
}
