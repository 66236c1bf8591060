/** Reads which images of their paths devices have. Changes nothing, and may run beside jobs. */
import { compareNames } from '../../inventory/names.ts';
import type { Device } from '../../inventory/device.ts';
import type { ReadableInventory } from '../../inventory/inventory.ts';
import { inParallel } from '../../inventory/inParallel.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { UserError } from '../../ports/userError.ts';
import { imagesOf, planImages } from '../plan/planImages.ts';
import type { ReadableJobs } from '../jobBook.ts';
import { notReached } from './notReached.ts';
import { refusedImages } from '../outcome/refusedImages.ts';
import type { VerifiedDevice, VerifiedImage, VerifyOptions } from './verifiedDevice.ts';

export interface VerifyParts {
  readonly inventory: Pick<ReadableInventory, 'get'>;
  readonly book: Pick<ReadableJobs, 'all'>;
  readonly paths: UpgradePaths;
  /** How many devices are read at a time when the options do not say. */
  readonly workers: number;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

/** @returns those that were read before the signal was aborted, by host name. */
export async function verifyDownloads(
  parts: VerifyParts,
  options: VerifyOptions,
): Promise<readonly VerifiedDevice[]> {
  const { signal } = options;
  const serials = [...new Set(options.serials)];
  const refused = refusedImages(parts.book.all());
  const verified: VerifiedDevice[] = [];
  await inParallel(serials, options.workers ?? parts.workers, async (serial) => {
    if (signal.aborted) return;
    const device = await verify(parts, serial, refused.get(serial), signal);
    if (device === null) return;
    verified.push(device);
    options.onProgress(verified.length, serials.length, device);
  });
  return verified.toSorted((a, b) => compareNames(a.hostname, b.hostname));
}

/** Null when it was stopped. @param refused versions of images that jobs did not accept */
async function verify(
  parts: VerifyParts,
  serial: string,
  refused: ReadonlySet<string> | undefined,
  signal: AbortSignal,
): Promise<VerifiedDevice | null> {
  const known = parts.inventory.get(serial);
  const device: Omit<VerifiedDevice, 'images' | 'status' | 'message'> = {
    serial,
    hostname: known?.hostname ?? serial,
    model: known?.model ?? '',
    address: known?.address ?? '',
    version: known?.swVersion ?? '',
  };
  const ended = (status: VerifiedDevice['status'], message: string): VerifiedDevice => {
    return { ...device, images: [], status, message };
  };
  if (known === undefined) return ended('error', 'It is not in the inventory. Run Discover Devices first.');
  try {
    const { info, plan, listed } = await planImages(parts.clientFor(known), parts.paths, signal);
    if (info.serial !== known.serial) {
      return ended(
        'error',
        `At ${known.address} answers the device ${info.serial}. Run Discover Devices again.`,
      );
    }
    const read = { ...device, hostname: info.hostname, model: info.model, version: info.swVersion };
    if (!plan.ok) {
      const status = plan.trouble.code === 'illegal_path' ? 'error' : 'no_path';
      return { ...read, images: [], status, message: plan.message };
    }
    const present = new Set(
      listed.flatMap(({ version, downloaded }) => (downloaded === 'yes' ? [version] : [])),
    );
    const images = imagesOf(plan).map(({ version }): VerifiedImage => {
      if (!present.has(version)) return { version, state: 'missing' };
      return { version, state: refused?.has(version) === true ? 'wrong' : 'present' };
    });
    return { ...read, images, status: 'verification_complete', message: wrongWords(images) };
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof UserError) return ended('connection_failed', error.message);
    if (!isDeviceError(error)) throw error;
    return ended(notReached.has(error.kind) ? 'connection_failed' : 'error', error.message);
  }
}

/** Empty where no image is wrong. */
function wrongWords(images: readonly VerifiedImage[]): string {
  const wrong = images.flatMap(({ version, state }) => (state === 'wrong' ? [version] : []));
  if (wrong.length === 0) return '';
  return (
    `${wrong.join(', ')} was refused for a wrong checksum and will not be installed. ` +
    'Delete it on the device (Device > Software), then download it again.'
  );
}
