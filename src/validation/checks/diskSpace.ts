/** Is there room for the images that are still missing, base images included? docs/PANOS.md "Disk space". */
import type { FileSystem } from '../../panos/answers/health/diskSpace.ts';
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import type { CheckResult, Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';

const IMAGE_FILE_SYSTEM = '/opt/panrepo';
/** What loading an image needs beyond its size. */
const SIZE_FACTOR = 1.1;

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

export const diskSpace: Check = {
  id: 'disk_space',
  defaultPolicy: 'block',
  async run({ ask, wanted, minDiskGb }) {
    const [fileSystems, listed] = await Promise.all([ask(showDiskSpace), ask(showSoftware)]);
    return checkDiskSpace({ fileSystems, listed, wanted, minDiskGb });
  },
};

export interface DiskSpaceFacts {
  readonly fileSystems: readonly FileSystem[];
  /** The images the device knows of. */
  readonly listed: readonly SoftwareImage[];
  /** The versions that must be on the box. */
  readonly wanted: readonly string[];
  /** Free gigabytes (1024³ bytes) below which nothing is downloaded, whatever its size. */
  readonly minDiskGb: number;
}

/** The judgement alone, for those who have read the device already. */
export function checkDiskSpace(facts: DiskSpaceFacts): CheckResult {
  return { check: diskSpace.id, ...judgeRoom(facts) };
}

function judgeRoom({ fileSystems, listed, wanted, minDiskGb }: DiskSpaceFacts): Finding {
  const missing = [...new Set(wanted)]
    .map((version) => ({ version, image: listed.find((image) => image.version === version) }))
    .filter(({ image }) => image?.downloaded !== 'yes');
  if (missing.length === 0) return pass('All images are on the device already, no room is needed.');
  const names = missing.map(({ version }) => version).join(', ');

  const free = freeForImages(fileSystems);
  if (free === undefined) {
    return unknown(
      `The device does not list ${IMAGE_FILE_SYSTEM}, where images are kept, so the room for ${names} is not known.`,
    );
  }

  const knownMb = missing.reduce((sum, { image }) => sum + (image?.sizeMb ?? 0), 0);
  const needed = Math.max(Math.round(knownMb * MEGABYTE * SIZE_FACTOR), minDiskGb * GIGABYTE);
  const room = `${gigabytes(free)} GB free on ${IMAGE_FILE_SYSTEM}, ${gigabytes(needed)} GB needed for ${names}`;
  if (free < needed) {
    return fail(
      `Not enough room: ${room}. Delete old images on the device (Device > Software), then start again.`,
    );
  }
  const ofUnknownSize = missing.filter(({ image }) => (image?.sizeMb ?? null) === null);
  if (ofUnknownSize.length > 0) {
    const unsized = ofUnknownSize.map(({ version }) => version).join(', ');
    return unknown(`${room}, but the device does not tell the size of ${unsized}.`);
  }
  return pass(`${room}.`);
}

/** Bytes free where images are kept; undefined when the device does not list it. */
export function freeForImages(fileSystems: readonly FileSystem[]): number | undefined {
  return fileSystems.find(({ mount }) => mount === IMAGE_FILE_SYSTEM)?.availableBytes;
}

function gigabytes(bytes: number): string {
  return (bytes / GIGABYTE).toFixed(1);
}
