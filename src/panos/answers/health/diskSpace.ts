/** `show system disk-space`: df text. Images live on /opt/panrepo. docs/PANOS.md "Disk space". */
import { AnswerShapeError } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface FileSystem {
  readonly mount: string;
  /** Bytes; may be negative. */
  readonly availableBytes: number;
}

// From the right, because the device's name on the left may be long enough to stand on a line of its own.
const LINE = /(?:^|\s)(-?[\d.]+[KMGTP]?)\s+(?:\d+%|-)\s+(\/\S*)\s*$/;

/**
 * Lines that are not understood are left out.
 * @throws AnswerShapeError when not one line is understood.
 */
export function readDiskSpace(response: XmlElement): FileSystem[] {
  const text = response.lines('result') ?? '';
  const fileSystems = text
    .split('\n')
    .map(readDiskSpaceLine)
    .filter((line) => line !== null);
  if (fileSystems.length === 0) throw new AnswerShapeError('no file system in it');
  return fileSystems;
}

/** @returns null for the heading and for a line of another form. */
export function readDiskSpaceLine(line: string): FileSystem | null {
  const match = LINE.exec(line);
  const availableBytes = parseSize(match?.[1]);
  return match?.[2] === undefined || availableBytes === null ? null : { mount: match[2], availableBytes };
}

function parseSize(text: string | undefined): number | null {
  const match = /^(-?\d+(?:\.\d+)?)([KMGTP]?)$/.exec(text ?? '');
  if (match === null) return null;
  const power = ['', 'K', 'M', 'G', 'T', 'P'].indexOf(match[2] ?? '');
  return Math.round(Number(match[1]) * 1024 ** power);
}
