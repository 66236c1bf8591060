/** What a download would do to one device, read from the device itself. Changes nothing. */
import type { DeviceClient } from '../../panos/client/client.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import type { RoomRules } from '../../validation/roomRules.ts';
import { type DeviceToMakeRoomOn, imagesForRoom } from '../plan/planRoom.ts';
import { planImages } from '../plan/planImages.ts';
import {
  deletionNote,
  imageNotes,
  type ImageSurvey,
  missingOf,
  onTheWay,
  surveyImages,
  whyNoPlan,
} from './downloadSurveyImages.ts';
import {
  anotherDevice,
  skipped,
  type SurveyedImage,
  type SurveyOutcome,
  type SurveyRow,
} from './downloadSurveyRow.ts';
import { readSerial } from '../../panos/serial.ts';

export interface DeviceSurvey {
  readonly client: DeviceClient;
  readonly paths: UpgradePaths;
  readonly room: RoomRules;
  /** See otherPartitionOf. @throws DeviceError. */
  otherPartition(
    device: Pick<DeviceToMakeRoomOn, 'serial' | 'client' | 'runs'>,
  ): Promise<readonly string[] | null>;
  /** Versions of images on it that jobs did not accept for their checksums. */
  readonly refused: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * @param row what is known of the device without asking it.
 * @throws DeviceError when it cannot be asked.
 */
export async function surveyDevice(row: SurveyRow, survey: DeviceSurvey): Promise<SurveyRow> {
  const { client, paths, room, refused, signal } = survey;
  const { info, plan, listed } = await planImages(client, paths, signal);
  if (info.serial !== readSerial(row.serial))
    return { ...row, outcome: anotherDevice(row.address, info.serial) };
  const read: SurveyRow = { ...row, hostname: info.hostname, model: info.model, version: info.swVersion };
  if (!plan.ok) return { ...read, path: [], outcome: skipped(whyNoPlan(plan), plan.message) };

  const fileSystems = await client.read(showDiskSpace, { signal });
  const { hops } = plan;
  const { serial, swVersion: runs } = info;
  const deletes = await imagesForRoom(room, { runs, hops, listed }, fileSystems, () =>
    survey.otherPartition({ serial, client, runs }),
  );
  const found = surveyImages(read, plan, listed, fileSystems, room, deletes);
  const { images, fetchMb, freeMb } = found;
  const outcome = withDeletions(outcomeOf(read, found, refused, plan.line), deletes);
  return { ...read, path: plan.path, images, fetchMb, freeMb, outcome };
}

function withDeletions(outcome: SurveyOutcome, deletes: readonly string[]): SurveyOutcome {
  if (outcome.kind !== 'ready' || deletes.length === 0) return outcome;
  const notes = [deletionNote(deletes), outcome.note].filter((note) => note !== null);
  return { kind: 'ready', note: notes.join(' ') };
}

function outcomeOf(
  { version }: SurveyRow,
  { images, notListed, noRoom }: ImageSurvey,
  refused: ReadonlySet<string>,
  line: string | null,
): SurveyOutcome {
  if (notListed !== null) return notListed;
  const wrong = images.filter((image) => image.state === 'present' && refused.has(image.version));
  const missing = missingOf(images);
  if (missing.length === 0 && wrong.length === 0) {
    return skipped('all_present', allPresent(onTheWay(version, images)));
  }
  if (missing.length > 0 && noRoom !== null) return noRoom;
  const notes = [
    ...wrong.map(wrongChecksum),
    ...imageNotes(version, images),
    ...(line === null ? [] : [line]),
  ];
  return { kind: 'ready', note: notes.length === 0 ? null : notes.join(' ') };
}

/** The job judges it again: what it was compared with may have been corrected meanwhile. */
function wrongChecksum({ version }: SurveyedImage): string {
  return (
    `${version} is on the device with a wrong checksum and is only judged again. ` +
    'To have it fetched again, delete it on the device (Device > Software) first.'
  );
}

function allPresent(later: readonly string[]): string {
  return later.length === 0
    ? 'All images of its path are on the device.'
    : `All images it can have are on the device. ${later.join(' ')}`;
}
