/** The images of a plan as a device has them, in the words of a survey. */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import type { FileSystem } from '../../panos/answers/health/diskSpace.ts';
import type { NoPlan, UpgradePlan } from '../../planning/plan.ts';
import { jobTold } from '../jobTroubles.ts';
import { checkDiskSpace, freeForImages, MEGABYTE } from '../../validation/checks/diskSpace.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import { imagesOf, whatIsNotOffered } from '../plan/planImages.ts';
import { skipped, type SkipKind, type Skipped, type SurveyedImage } from './downloadSurveyRow.ts';

/** PAN-OS may allow the path, and yet the members of a pair would be too far apart on the way. */
export function whyNoPlan({ trouble }: NoPlan): SkipKind {
  switch (trouble.code) {
    case 'illegal_path':
      return trouble.why === 'too_far_for_pair' ? 'members_apart' : 'illegal_path';
    case 'half_upgraded':
      return 'no_path';
    case 'no_path':
    case 'at_target':
      return trouble.code;
  }
}

/** What a device has of the images it needs, and the room for the others. */
export interface ImageSurvey {
  readonly images: readonly SurveyedImage[];
  /** Megabytes that are missing, as far as their sizes are known. */
  readonly fetchMb: number;
  /** Megabytes free on /opt/panrepo; null where not known. */
  readonly freeMb: number | null;
  /** The next version, or a base image, cannot be had from the device. */
  readonly notListed: Skipped | null;
  readonly noRoom: Skipped | null;
}

/** @param deletes old images that the job deletes first. */
export function surveyImages(
  device: { readonly hostname: string; readonly version: string },
  plan: Pick<UpgradePlan, 'hops'>,
  listed: readonly SoftwareImage[],
  fileSystems: readonly FileSystem[],
  rules: RoomRules,
  deletes: readonly string[],
): ImageSurvey {
  const images = surveyedImages(plan, listed);
  const missing = missingOf(images);
  const wanted = images.map(({ version }) => version);
  const room = checkDiskSpace({ ...rules, fileSystems, listed, wanted, deletes });
  const free = freeForImages(fileSystems);
  const { hostname, version: runs } = device;
  const lacking = whatIsNotOffered([{ hostname, runs, hops: plan.hops, listed }]);
  return {
    images,
    fetchMb: missing.reduce((sum, { sizeMb }) => sum + (sizeMb ?? 0), 0),
    freeMb: free === null ? null : Math.floor(free / MEGABYTE),
    notListed: lacking === null ? null : skipped('not_listed', jobTold(lacking).message),
    noRoom: room.verdict === 'fail' ? skipped('no_room', room.reason) : null,
  };
}

/** Those that can be downloaded now. */
export function missingOf(images: readonly SurveyedImage[]): readonly SurveyedImage[] {
  return images.filter(({ state }) => state === 'missing');
}

/** Words of caution about the images, one sentence each. */
export function imageNotes(version: string, images: readonly SurveyedImage[]): readonly string[] {
  const unsized = missingOf(images).flatMap((image) => (image.sizeMb === null ? [image.version] : []));
  return [
    ...onTheWay(version, images),
    ...(unsized.length === 0 ? [] : [`The device does not tell the size of ${unsized.join(', ')}.`]),
  ];
}

export function deletionNote(deletes: readonly string[]): string {
  return `Deletes ${deletes.join(', ')} first, for room.`;
}

/** @param version that the device runs */
export function onTheWay(version: string, images: readonly SurveyedImage[]): readonly string[] {
  const later = images.flatMap((image) => (image.state === 'not_listed' ? [image.version] : []));
  return later.length === 0
    ? []
    : [`It does not list ${later.join(', ')} while it runs ${version}; the upgrade fetches it on the way.`];
}

function surveyedImages(plan: Pick<UpgradePlan, 'hops'>, listed: readonly SoftwareImage[]): SurveyedImage[] {
  const known = new Map(listed.map((image) => [image.version, image]));
  return imagesOf(plan).map(({ version, isBase, reason }) => {
    const image = known.get(version);
    const state = image === undefined ? 'not_listed' : image.downloaded === 'yes' ? 'present' : 'missing';
    return { version, isBase, reason, state, sizeMb: image?.sizeMb ?? null };
  });
}
