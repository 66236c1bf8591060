/** Is there room for all images of a path that are still missing, base images included? docs/PANOS.md "Disk space". */
import type { FileSystem } from '../../panos/answers/health/diskSpace.ts';
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import type { CheckResult, Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import type { MakeRoom, RoomRules } from '../roomRules.ts';

export const IMAGE_FILE_SYSTEM = '/opt/panrepo';
/** What loading an image needs beyond its size. */
const SIZE_FACTOR = 1.1;

export const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

export const diskSpace: Check = {
  id: 'disk_space',
  defaultPolicy: 'block',
  async run({ ask, wanted, deletes, room }) {
    const [fileSystems, listed] = await Promise.all([ask(showDiskSpace), ask(showSoftware)]);
    return checkDiskSpace({ fileSystems, listed, wanted, deletes, ...room });
  },
};

export interface DiskSpaceFacts extends RoomRules {
  readonly fileSystems: readonly FileSystem[];
  /** The images the device knows of. */
  readonly listed: readonly SoftwareImage[];
  /** The versions that must be on the box: those of the whole path, also those that are there. */
  readonly wanted: readonly string[];
  /** Old images that the job deletes before it fetches anything. */
  readonly deletes: readonly string[];
}

/** The judgement alone, for those who have read the device already. */
export function checkDiskSpace(facts: DiskSpaceFacts): CheckResult {
  return { check: diskSpace.id, ...judgeRoom(facts) };
}

function judgeRoom(facts: DiskSpaceFacts): Finding {
  const room = roomFor(facts);
  const names = room.missing.map(({ version }) => version).join(', ');
  if (room.missing.length === 0) return pass('All images are on the device already, no room is needed.');
  if (room.free === null) {
    return unknown(
      `The device does not list ${IMAGE_FILE_SYSTEM}, where images are kept, so the room for ${names} is not known.`,
    );
  }
  const freed =
    room.freed === 0 ? '' : ` and ${gigabytes(room.freed)} GB more without ${facts.deletes.join(', ')}`;
  const sizes = room.missing.map(({ version, sizeMb }) =>
    sizeMb === null ? version : `${version} (${gigabytes(sizeMb * MEGABYTE)} GB)`,
  );
  const words = `${gigabytes(room.free)} GB free on ${IMAGE_FILE_SYSTEM}${freed}, ${gigabytes(room.needed)} GB needed for ${sizes.join(', ')} and a tenth more`;
  if (lackOf(room) > 0) {
    const reserve =
      room.reserve > room.free + room.freed + room.ofPath
        ? ` panosUpgrade.validation.minDiskGb wants ${gigabytes(room.reserve)} GB free before the first of them.`
        : '';
    return fail(`Not enough room: ${words}.${reserve} ${whatToDo[facts.makeRoom]}`);
  }
  const unsized = room.missing.flatMap(({ version, sizeMb }) => (sizeMb === null ? [version] : []));
  return unsized.length === 0
    ? pass(`${words}.`)
    : unknown(`${words}, but the device does not tell the size of ${unsized.join(', ')}.`);
}

const BY_HAND = 'Delete old images on the device (Device > Software), then start again.';

export const whatToDo: Readonly<Record<MakeRoom, string>> = {
  never: BY_HAND,
  ask: 'Make Room… shows which old images may be deleted.',
  auto: 'Old images that may be deleted without a question do not make enough of it: Make Room… shows which there are.',
};

/** Bytes, but where a name says otherwise. */
export interface Room {
  /** Null where the device does not list where images are kept. */
  readonly free: number | null;
  /** What comes to it by what is deleted first. */
  readonly freed: number;
  /** Of the path, what is there already: it was free before we began. */
  readonly ofPath: number;
  readonly needed: number;
  readonly reserve: number;
  readonly missing: readonly { readonly version: string; readonly sizeMb: number | null }[];
}

export function roomFor({ fileSystems, listed, wanted, deletes, minDiskGb }: DiskSpaceFacts): Room {
  const images = new Map(listed.map((image) => [image.version, image]));
  const isThere = (version: string): boolean => images.get(version)?.downloaded === 'yes';
  const sizeOf = (versions: readonly string[]): number =>
    versions.reduce((sum, version) => sum + (images.get(version)?.sizeMb ?? 0), 0) * MEGABYTE;
  const path = [...new Set(wanted)];
  const missing = path.filter((version) => !isThere(version));
  return {
    free: freeForImages(fileSystems),
    freed: sizeOf(deletes.filter(isThere)),
    ofPath: sizeOf(path.filter(isThere)),
    needed: Math.round(sizeOf(missing) * SIZE_FACTOR),
    reserve: minDiskGb * GIGABYTE,
    missing: missing.map((version) => ({ version, sizeMb: images.get(version)?.sizeMb ?? null })),
  };
}

/** Bytes free where images are kept; null when the device does not list it. */
export function freeForImages(fileSystems: readonly FileSystem[]): number | null {
  return fileSystems.find(({ mount }) => mount === IMAGE_FILE_SYSTEM)?.availableBytes ?? null;
}

/**
 * Bytes that must become free first; 0 where there is room, where nothing is missing, and where nobody knows. What the path
 * has on the device already does not count against the reserve, so that no download of ours makes the next one fail for it.
 */
export function lackOf({ free, freed, ofPath, needed, reserve, missing }: Room): number {
  if (free === null || missing.length === 0) return 0;
  return Math.max(needed - free - freed, reserve - free - freed - ofPath, 0);
}

/** With one decimal. */
export function gigabytes(bytes: number): string {
  return (bytes / GIGABYTE).toFixed(1);
}
