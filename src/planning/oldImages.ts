/**
 * Which images on a device are old ones that may be deleted to make room. The law: never the running version, never what the
 * device would fall back to, never one of a path, never a base image that one of these needs. docs/PANOS.md "Partitions".
 */
import type { SoftwareImage } from '../panos/answers/software.ts';
import { compareVersions, featureRelease, parseVersion } from '../panos/version.ts';
import { baseImageOf } from './baseImage.ts';

export interface DeviceImages {
  readonly running: string;
  /** What its other partition has, to fall back to or waiting for a restart; null where nobody knows. */
  readonly otherPartition: readonly string[] | null;
  /** All versions of the paths it is on, base images included, however far it has come. */
  readonly path: readonly string[];
  /** The images it knows of. */
  readonly listed: readonly SoftwareImage[];
}

export type KeptFor = keyof typeof keptWords;

/** To follow a version. */
export const keptWords = {
  runs: 'runs',
  other_partition: 'is what it would fall back to, or waits for a restart',
  path: 'is one of its path',
  base: 'is the base image of one that stays',
  newer: 'is newer than what it runs',
  may_be_other_partition: 'may be what it would fall back to, which nobody knows',
} as const;

export interface JudgedImage {
  readonly version: string;
  /** Null where the device does not say. */
  readonly sizeMb: number | null;
  /** Null: it may be deleted. */
  readonly keptFor: KeptFor | null;
}

/** @returns what is on the device, oldest first. */
export function judgeImages(device: DeviceImages): readonly JudgedImage[] {
  return device.listed
    .filter(({ downloaded }) => downloaded === 'yes')
    .toSorted((a, b) => compareVersions(a.version, b.version))
    .map((image) => ({ version: image.version, sizeMb: image.sizeMb, keptFor: whyKept(image, device) }));
}

function whyKept({ version, current }: SoftwareImage, device: DeviceImages): KeptFor | null {
  const { running, otherPartition, path, listed } = device;
  if (current || version === running) return 'runs';
  if (otherPartition?.includes(version) === true) return 'other_partition';
  if (path.includes(version)) return 'path';
  const stays = [running, ...(otherPartition ?? []), ...path];
  if (stays.some((one) => baseOf(one, listed) === version)) return 'base';
  // One that is no version is not known to be old.
  if (parseVersion(version) === null || compareVersions(version, running) > 0) return 'newer';
  return otherPartition === null ? 'may_be_other_partition' : null;
}

function baseOf(version: string, listed: readonly SoftwareImage[]): string | null {
  const release = featureRelease(version);
  return release === null ? null : baseImageOf(release, listed);
}

/** @returns those to delete so that so much becomes free, the oldest first; none where all of them would not do. */
export function enoughOf(images: readonly JudgedImage[], neededMb: number): readonly JudgedImage[] {
  const chosen: JudgedImage[] = [];
  let freed = 0;
  for (const image of images) {
    if (freed >= neededMb) break;
    if (image.keptFor !== null || image.sizeMb === null) continue;
    chosen.push(image);
    freed += image.sizeMb;
  }
  return freed >= neededMb ? chosen : [];
}
