/** Is there room for the images that are still missing? docs/PANOS.md "Disk space". */
import type { FileSystem } from '../panos/answers/diskSpace.ts';
import type { SoftwareImage } from '../panos/answers/software.ts';
import type { CheckResult } from './checkResult.ts';

const IMAGE_FILE_SYSTEM = '/opt/panrepo';
/** What loading an image needs beyond its size. */
const SIZE_FACTOR = 1.1;

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

export interface DiskSpaceFacts {
  readonly fileSystems: readonly FileSystem[];
  /** The images the device knows of. */
  readonly listed: readonly SoftwareImage[];
  /** The versions that must be on the box. */
  readonly wanted: readonly string[];
  /** Free gigabytes (1024³ bytes) below which nothing is downloaded, whatever its size. */
  readonly minDiskGb: number;
}

export function checkDiskSpace({ fileSystems, listed, wanted, minDiskGb }: DiskSpaceFacts): CheckResult {
  const check = 'disk_space';
  const missing = [...new Set(wanted)]
    .map((version) => ({ version, image: listed.find((image) => image.version === version) }))
    .filter(({ image }) => image?.downloaded !== 'yes');
  if (missing.length === 0) {
    return { check, verdict: 'pass', reason: 'All images are on the device already, no room is needed.' };
  }
  const names = missing.map(({ version }) => version).join(', ');

  const free = freeForImages(fileSystems);
  if (free === undefined) {
    return {
      check,
      verdict: 'unknown',
      reason: `The device does not list ${IMAGE_FILE_SYSTEM}, where images are kept, so the room for ${names} is not known.`,
    };
  }

  const knownMb = missing.reduce((sum, { image }) => sum + (image?.sizeMb ?? 0), 0);
  const needed = Math.max(Math.round(knownMb * MEGABYTE * SIZE_FACTOR), minDiskGb * GIGABYTE);
  const room = `${gigabytes(free)} GB free on ${IMAGE_FILE_SYSTEM}, ${gigabytes(needed)} GB needed for ${names}`;
  if (free < needed) {
    return {
      check,
      verdict: 'fail',
      reason: `Not enough room: ${room}. Delete old images on the device (Device > Software), then start again.`,
    };
  }
  const ofUnknownSize = missing.filter(({ image }) => (image?.sizeMb ?? null) === null);
  if (ofUnknownSize.length > 0) {
    const unsized = ofUnknownSize.map(({ version }) => version).join(', ');
    return {
      check,
      verdict: 'unknown',
      reason: `${room}, but the device does not tell the size of ${unsized}.`,
    };
  }
  return { check, verdict: 'pass', reason: `${room}.` };
}

/** Bytes free where images are kept; undefined when the device does not list it. */
export function freeForImages(fileSystems: readonly FileSystem[]): number | undefined {
  return fileSystems.find(({ mount }) => mount === IMAGE_FILE_SYSTEM)?.availableBytes;
}

function gigabytes(bytes: number): string {
  return (bytes / GIGABYTE).toFixed(1);
}
