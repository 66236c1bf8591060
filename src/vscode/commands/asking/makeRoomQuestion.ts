/** What is asked before old images are deleted: which of them, and what becomes of the room. */
import type { RoomOfDevice } from '../../../jobs/survey/roomSurvey.ts';
import type { Serial } from '../../../panos/serial.ts';
import {
  enoughOf,
  type JudgedImage,
  judgeImages,
  type KeptFor,
  keptWords,
} from '../../../planning/oldImages.ts';
import { IMAGE_FILE_SYSTEM, MEGABYTE } from '../../../validation/checks/diskSpace.ts';
import { counted, size } from '../../words/quantities.ts';
import type { Question } from './upgradeQuestionWords.ts';

/** A device with what somebody says of its other partition; null where nobody had to be asked. */
export interface RoomToMake {
  readonly device: RoomOfDevice;
  readonly otherPartition: readonly string[] | null;
}

export interface ImageChoice {
  readonly serial: Serial;
  readonly version: string;
  readonly sizeMb: number | null;
  readonly label: string;
  readonly description: string;
  /** Chosen from the beginning: what the path lacks, or else all of them. */
  readonly picked: boolean;
}

export function judged({ device: { images }, otherPartition }: RoomToMake): readonly JudgedImage[] {
  return judgeImages({ ...images, otherPartition: images.otherPartition ?? otherPartition });
}

/** Where nobody knows what a device falls back to: what it may be, newest first. */
export function mayBeOtherPartition(device: RoomOfDevice): readonly string[] {
  return versionsKeptFor(judged({ device, otherPartition: null }), 'may_be_other_partition').toReversed();
}

/** What may be deleted, oldest first. */
export function choicesOf(rooms: readonly RoomToMake[]): readonly ImageChoice[] {
  return rooms.flatMap((room) => {
    const images = judged(room);
    const { serial, hostname, lack } = room.device;
    const enough = lack === 0 ? [] : enoughOf(images, lack / MEGABYTE);
    const wanted = enough.length === 0 ? images : enough;
    return images
      .filter(({ keptFor }) => keptFor === null)
      .map((image) => ({
        serial,
        version: image.version,
        sizeMb: image.sizeMb,
        label: image.version,
        description: `${sizeWords(image.sizeMb)} on ${hostname}`,
        picked: wanted.includes(image),
      }));
  });
}

/** @param chosen at least one. */
export function makeRoomQuestion(rooms: readonly RoomToMake[], chosen: readonly ImageChoice[]): Question {
  const touched = rooms.filter(({ device }) => chosen.some(({ serial }) => serial === device.serial));
  const names = touched.map(({ device }) => device.hostname).join(' and ');
  const images = counted(chosen.length, 'Image');
  return {
    message: `Delete ${images.toLowerCase()} on ${names}?`,
    confirm: `Delete ${images}`,
    detail: touched
      .map((room) =>
        detailOf(
          room,
          chosen.filter(({ serial }) => serial === room.device.serial),
        ),
      )
      .join('\n\n'),
  };
}

function detailOf(room: RoomToMake, chosen: readonly ImageChoice[]): string {
  const { hostname, free, lack } = room.device;
  const freedMb = chosen.reduce((sum, { sizeMb }) => sum + (sizeMb ?? 0), 0);
  const freeMb = free === null ? null : free / MEGABYTE;
  const after = freeMb === null ? 'more' : `about ${size(freeMb + freedMb)}`;
  const enough = lack === 0 || lack <= freedMb * MEGABYTE;
  return [
    `${hostname}: ${chosen.map(({ version, sizeMb }) => `${version} (${sizeWords(sizeMb)})`).join(', ')}.`,
    `Free on ${IMAGE_FILE_SYSTEM}: ${freeMb === null ? 'not told' : size(freeMb)} now, ${after} then${enough ? '' : ', which is still not enough for its path'}.`,
    keptSentence(judged(room)),
  ].join('\n');
}

/** Where nothing may be deleted. */
export function nothingToDelete(rooms: readonly RoomToMake[]): string {
  const kept = rooms.map((room) => {
    const { hostname, trouble } = room.device;
    return trouble === null ? `${hostname}: ${keptSentence(judged(room))}` : `${hostname}: ${trouble}`;
  });
  const isRead = rooms.some(({ device }) => device.trouble === null);
  return [...kept, ...(isRead ? ['', OTHER_ROOM] : [])].join('\n');
}

const OTHER_ROOM =
  'What else takes room there, such as old content updates (Device > Dynamic Updates), is deleted on the device itself.';

function keptSentence(images: readonly JudgedImage[]): string {
  const kept = images.flatMap(({ version, keptFor }) =>
    keptFor === null ? [] : [`${version} ${keptFor === 'runs' ? 'is what it runs' : keptWords[keptFor]}`],
  );
  return kept.length === 0 ? 'No image is kept.' : `Kept: ${kept.join('; ')}.`;
}

function versionsKeptFor(images: readonly JudgedImage[], why: KeptFor): string[] {
  return images.filter(({ keptFor }) => keptFor === why).map(({ version }) => version);
}

function sizeWords(mb: number | null): string {
  return mb === null ? 'size not told' : size(mb);
}
