/** Is a device fit for an upgrade? Reads what the checks need and lets each of them judge. Changes nothing. */
import type { DeviceClient } from '../panos/client.ts';
import { type ReadCommand } from '../panos/commands/command.ts';
import { checkPendingChanges, showDiskSpace, showJobs } from '../panos/commands/device.ts';
import { showSoftware } from '../panos/commands/software.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { CheckResult } from './checkResult.ts';
import { checkDeviceJobs } from './deviceJobsCheck.ts';
import { checkDiskSpace } from './diskSpaceCheck.ts';
import { checkForPendingChanges } from './pendingChangesCheck.ts';

export interface CheckSettings {
  /** Free gigabytes (1024³ bytes) on /opt/panrepo below which nothing is downloaded. */
  readonly minDiskGb: number;
  /** Whether checksums of images are looked at. */
  readonly verifyHashes: boolean;
  /** Strict: an image of which it cannot be proved that it is the genuine one counts as bad. */
  readonly failOnMissingHash: boolean;
}

export interface ReadinessRequest {
  /** The versions whose images must be on the box. */
  readonly wanted: readonly string[];
  readonly settings: CheckSettings;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every check on one device. A device that refuses a question gives `unknown` for that check.
 * @returns one result a check, always in the same order.
 * @throws DeviceError when the device cannot be asked at all, or when `signal` is aborted.
 */
export async function checkReadiness(
  client: DeviceClient,
  request: ReadinessRequest,
): Promise<CheckResult[]> {
  const { wanted, settings, signal } = request;
  const ask = <T>(command: ReadCommand<T>): Promise<T> => client.read(command, { signal });

  return Promise.all([
    judge('disk_space', async () => {
      const [fileSystems, listed] = await Promise.all([ask(showDiskSpace), ask(showSoftware)]);
      return checkDiskSpace({ fileSystems, listed, wanted, minDiskGb: settings.minDiskGb });
    }),
    judge('pending_changes', async () => checkForPendingChanges(await ask(checkPendingChanges))),
    judge('device_jobs', async () => checkDeviceJobs(await ask(showJobs))),
  ]);
}

/** The results that forbid an upgrade. `unknown` does not: see CheckResult. */
export function blockingResults(results: readonly CheckResult[]): CheckResult[] {
  return results.filter((result) => result.verdict === 'fail');
}

async function judge(check: string, run: () => Promise<CheckResult>): Promise<CheckResult> {
  try {
    return await run();
  } catch (error) {
    // Other errors mean that the device as a whole cannot be asked; then no check says anything.
    if (!isDeviceError(error, 'device_refused', 'not_authorized')) throw error;
    return { check, verdict: 'unknown', reason: `This could not be checked. ${error.message}` };
  }
}
