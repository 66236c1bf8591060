/** Panorama's list of images for all platforms: the only place with checksums of images. docs/PANOS.md "Software". */
import { knownCount, knownText } from '../../calls/elementReaders.ts';
import { imageEntries } from '../imageEntries.ts';
import { readSha256 } from '../contentUpdates.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface PlatformImage {
  readonly version: string;
  /** The family: `vm`, `400`, `3400` ...; null when Panorama does not say. */
  readonly platform: string | null;
  /** `PanOS_440-10.2.0`; null when Panorama does not say. */
  readonly filename: string | null;
  readonly sizeMb: number | null;
  readonly sha256: string | null;
}

/** @throws AnswerShapeError when it is no list of images. */
export function readBatchSoftware(response: XmlElement): PlatformImage[] {
  return imageEntries(response, (entry) => {
    const version = entry.text('version');
    if (version === undefined) return null;
    const platform = entry.text('platform') ?? null;
    const filename = knownText(entry, 'filename');
    const sizeMb = knownCount(entry, 'size');
    return { version, platform, filename, sizeMb, sha256: readSha256(entry) };
  });
}
