/** The SHA-256 checksums images must have, by sources that do not depend on the device. docs/PANOS.md "Checksums". */
import type { PlatformImage } from '../panos/answers/panorama/batchSoftware.ts';
import type { SoftwareImage } from '../panos/answers/software.ts';

export type HashSource = 'file' | 'panorama';

export interface KnownHash {
  readonly version: string;
  /** `PanOS_440-10.2.0`: every platform has a file of its own. Null: the user says it for every platform. */
  readonly filename: string | null;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  readonly source: HashSource;
}

/** What Panorama's list of images for all platforms says; entries without a checksum or a file name say nothing. */
export function hashesFromPanorama(images: readonly PlatformImage[]): KnownHash[] {
  return images.flatMap(({ version, filename, sha256 }) =>
    filename === null || sha256 === null ? [] : [{ version, filename, sha256, source: 'panorama' as const }],
  );
}

/** Lists are asked once for every image of a fleet and hold thousands of entries. */
const indexes = new WeakMap<readonly KnownHash[], ReadonlyMap<string, readonly KnownHash[]>>();

/**
 * Those about the very file a device lists. Without a name of it, Panorama's entries say nothing, because they are of
 * one platform each.
 */
export function hashesFor(
  known: readonly KnownHash[],
  { version, filename }: Pick<SoftwareImage, 'version' | 'filename'>,
): readonly KnownHash[] {
  let index = indexes.get(known);
  if (index === undefined) {
    index = Map.groupBy(known, (hash) => hash.version);
    indexes.set(known, index);
  }
  return (index.get(version) ?? []).filter((hash) => hash.filename === null || hash.filename === filename);
}
