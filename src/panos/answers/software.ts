/** `request system software check | info`: the images a device knows of. docs/PANOS.md "Software". */
import { knownCount, knownFlag, knownText } from '../calls/elementReaders.ts';
import { imageEntries } from './imageEntries.ts';
import { readSha256 } from './contentUpdates.ts';
import type { XmlElement } from '../xml/xml.ts';

export interface SoftwareImage {
  readonly version: string;
  /** Whole megabytes; null where the device does not say. */
  readonly sizeMb: number | null;
  readonly downloaded: 'yes' | 'no' | 'downloading';
  /** The running version; an installed version that waits for its reboot is not current. */
  readonly current: boolean;
  /** From `release-type`; null on releases that do not report it. */
  readonly isBase: boolean | null;
  /** `PanOS_440-10.2.0`; null where the device does not say. */
  readonly filename: string | null;
  /** Lower-case hex digits; no known release of a firewall reports it. docs/PANOS.md "Checksums". */
  readonly sha256: string | null;
}

/** @throws AnswerShapeError when it is no list of images, or none that is understood. */
export function readSoftware(response: XmlElement): SoftwareImage[] {
  const images = new Map<string, SoftwareImage>();
  for (const image of imageEntries(response, readSoftwareEntry)) {
    // Some releases list an image twice.
    if (!images.has(image.version)) images.set(image.version, image);
  }
  return [...images.values()];
}

/** @returns null for an entry without a version. */
export function readSoftwareEntry(entry: XmlElement): SoftwareImage | null {
  const version = entry.text('version');
  if (version === undefined) return null;
  const releaseType = entry.text('release-type');
  return {
    version,
    sizeMb: knownCount(entry, 'size'),
    downloaded: readDownloaded(entry),
    current: knownFlag(entry, 'current') === true,
    isBase: releaseType === undefined ? null : releaseType.toLowerCase() === 'base',
    filename: knownText(entry, 'filename'),
    sha256: readSha256(entry),
  };
}

// A word not known counts as "no": the image is then downloaded again, never installed unproved.
function readDownloaded(entry: XmlElement): 'yes' | 'no' | 'downloading' {
  const word = entry.text('downloaded')?.toLowerCase();
  if (word === 'downloading') return 'downloading';
  return word === 'yes' && entry.text('size-kb') !== '0' ? 'yes' : 'no';
}
