/**
 * Which images one device needs, by what it runs and offers at this moment: those of the whole path, however many of its
 * versions an upgrade will install. Only reads.
 */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { checkSoftware, showSoftware } from '../../panos/commands/software.ts';
import { isDeviceError } from '../../panos/errors.ts';
import { notOffered } from '../../planning/notOffered.ts';
import { type NoPlan, type PlannedImage, planUpgrade, type UpgradePlan } from '../../planning/plan.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { isNotUnderstood } from '../../validation/oneQuestion.ts';
import type { JobTrouble } from '../jobTroubles.ts';

export interface PlannedImages {
  readonly info: SystemInfo;
  readonly plan: UpgradePlan | NoPlan;
  /** The images the device knows of. */
  readonly listed: readonly SoftwareImage[];
}

/**
 * Plans by the list the device keeps; only where an image is not in it, the device asks the update server first.
 * @param onAsking called each time the device is asked what it runs.
 * @throws DeviceError; not when the update server cannot be asked.
 */
export async function planImages(
  client: DeviceClient,
  paths: UpgradePaths,
  signal: AbortSignal,
  onAsking: () => void = () => undefined,
): Promise<PlannedImages> {
  const info = await client.read(showSystemInfo, { signal, onSending: onAsking });
  const { swVersion: currentVersion, model } = info;
  const planBy = (listed: readonly SoftwareImage[]): UpgradePlan | NoPlan =>
    planUpgrade({ currentVersion, model, paths, listed, mode: 'stepwise' });
  const listed = await readListed(client, signal, (kept) => {
    const plan = planBy(kept);
    return !plan.ok || imagesOf(plan).every(({ version }) => isListed(kept, version));
  });
  return { info, plan: planBy(listed), listed };
}

/**
 * The images a device knows of, by the list it keeps; where that is not enough, it asks the update server first.
 * @throws DeviceError; not when the update server cannot be asked.
 */
export async function readListed(
  client: DeviceClient,
  signal: AbortSignal,
  isEnough: (kept: readonly SoftwareImage[]) => boolean,
): Promise<readonly SoftwareImage[]> {
  const kept = await client.read(showSoftware, { signal });
  return isEnough(kept) ? kept : askUpdateServer(client, kept, signal);
}

interface PlannedDevice {
  readonly hostname: string;
  /** Its version. */
  readonly runs: string;
  readonly hops: UpgradePlan['hops'];
  /** The images it knows of. */
  readonly listed: readonly SoftwareImage[];
}

/** @param devices one, or the members of a pair. @returns null where each of them can have what its plan needs next. */
export function whatIsNotOffered(devices: readonly PlannedDevice[]): JobTrouble | null {
  const lacking = devices
    .map(({ hostname, runs, hops, listed }) => ({ hostname, runs, versions: notOffered(hops, listed) }))
    .filter(({ versions }) => versions.length > 0);
  return lacking.length === 0 ? null : { code: 'image_not_offered', devices: lacking };
}

/** All images of a plan, in the order to download. */
export function imagesOf(plan: Pick<UpgradePlan, 'hops'>): readonly PlannedImage[] {
  return plan.hops.flatMap((hop) => hop.images);
}

function isListed(listed: readonly SoftwareImage[], version: string): boolean {
  return listed.some((image) => image.version === version);
}

/** What is offered, or, where the update server is out of reach, what was known before. */
async function askUpdateServer(
  client: DeviceClient,
  kept: readonly SoftwareImage[],
  signal: AbortSignal,
): Promise<readonly SoftwareImage[]> {
  try {
    return await client.read(checkSoftware, { signal });
  } catch (error) {
    // The device itself has just answered; what is in between hangs, or says something of its own, also as a success.
    const isOfUpdateServer =
      isDeviceError(error, 'device_refused', 'no_answer', 'not_an_answer', 'http_status') ||
      isNotUnderstood(error);
    if (isOfUpdateServer && !signal.aborted) return kept;
    throw error;
  }
}
