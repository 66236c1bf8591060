/** What a download would do to one device, read from the device itself. Changes nothing. */
import type { SoftwareImage } from '../panos/answers/software.ts';
import type { DeviceClient } from '../panos/client.ts';
import { showDiskSpace } from '../panos/commands/device.ts';
import type { NoPlan, UpgradePlan } from '../planning/plan.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';
import { checkDiskSpace, freeForImages } from '../validation/diskSpaceCheck.ts';
import { notOffered } from './planDownload.ts';
import { imagesOf, isListed, planImages } from './planImages.ts';
import type { SkipKind, SurveyedImage, SurveyOutcome, SurveyRow } from './surveyRow.ts';

const MEGABYTE = 1024 ** 2;

export interface DeviceSurvey {
  readonly client: DeviceClient;
  readonly paths: UpgradePaths;
  /** Free gigabytes below which nothing is downloaded. */
  readonly minDiskGb: number;
  readonly signal: AbortSignal;
}

/**
 * @param row what is known of the device without asking it.
 * @throws DeviceError when it cannot be asked.
 */
export async function surveyDevice(row: SurveyRow, survey: DeviceSurvey): Promise<SurveyRow> {
  const { client, paths, minDiskGb, signal } = survey;
  const { info, plan, listed } = await planImages(client, paths, signal);
  if (info.serial !== row.serial) {
    const message = `At ${row.address} answers the device ${info.serial}. Run Discover Devices again.`;
    return { ...row, outcome: skipped('unreachable', message) };
  }
  const read: SurveyRow = { ...row, hostname: info.hostname, model: info.model, version: info.swVersion };
  if (!plan.ok) return { ...read, path: [], outcome: skipped(whyNoPlan[plan.kind], plan.reason) };

  const fileSystems = await client.read(showDiskSpace, { signal });
  const images = surveyedImages(plan, listed);
  const missing = images.filter(({ state }) => state === 'missing');
  const free = freeForImages(fileSystems);
  const room = checkDiskSpace({
    fileSystems,
    listed,
    wanted: missing.map(({ version }) => version),
    minDiskGb,
  });
  return {
    ...read,
    path: plan.path,
    images,
    fetchMb: missing.reduce((sum, { sizeMb }) => sum + (sizeMb ?? 0), 0),
    freeMb: free === undefined ? null : Math.floor(free / MEGABYTE),
    outcome: outcomeOf(read, plan, images, listed, room.verdict === 'fail' ? room.reason : null),
  };
}

const whyNoPlan: Readonly<Record<NoPlan['kind'], SkipKind>> = {
  no_path: 'no_path',
  illegal: 'illegal_path',
  at_target: 'at_target',
};

function surveyedImages(plan: UpgradePlan, listed: readonly SoftwareImage[]): SurveyedImage[] {
  const known = new Map(listed.map((image) => [image.version, image]));
  return imagesOf(plan).map(({ version, isBase, reason }) => {
    const image = known.get(version);
    const state = image === undefined ? 'not_listed' : image.downloaded === 'yes' ? 'present' : 'missing';
    return { version, isBase, reason, state, sizeMb: image?.sizeMb ?? null };
  });
}

function outcomeOf(
  row: SurveyRow,
  plan: UpgradePlan,
  images: readonly SurveyedImage[],
  listed: readonly SoftwareImage[],
  noRoom: string | null,
): SurveyOutcome {
  const notListed = plan.hops[0]?.images.find(({ version }) => !isListed(listed, version));
  if (notListed !== undefined) return skipped('not_listed', notOffered(row, notListed.version, row.version));
  const missing = images.filter(({ state }) => state === 'missing');
  const later = images.filter(({ state }) => state === 'not_listed').map(({ version }) => version);
  if (missing.length === 0) return skipped('all_present', allPresent(row, later));
  if (noRoom !== null) return skipped('no_room', noRoom);

  const unsized = missing.filter(({ sizeMb }) => sizeMb === null).map(({ version }) => version);
  const notes = [
    later.length === 0 ? '' : onTheWay(row, later),
    unsized.length === 0 ? '' : `The device does not tell the size of ${unsized.join(', ')}.`,
  ].filter((note) => note !== '');
  return { kind: 'ready', note: notes.length === 0 ? null : notes.join(' ') };
}

function allPresent(row: SurveyRow, later: readonly string[]): string {
  return later.length === 0
    ? 'All images of its path are on the device.'
    : `All images it can have are on the device. ${onTheWay(row, later)}`;
}

function onTheWay({ version }: SurveyRow, later: readonly string[]): string {
  return `It does not list ${later.join(', ')} while it runs ${version}; the upgrade fetches it on the way.`;
}

export function skipped(
  why: SkipKind,
  message: string,
  jobId: string | null = null,
): SurveyOutcome & { readonly kind: 'skipped' } {
  return { kind: 'skipped', why, message, jobId };
}
