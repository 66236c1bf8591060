/**
 * All checksums by which images can be judged, from the user's file and from Panorama. Panorama is asked once for the
 * whole fleet; without it, images are judged by the file alone.
 */
import type { PlatformImage } from '../panos/answers/panorama/batchSoftware.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { hashesFromPanorama, type KnownHash } from './knownHashes.ts';
import { requireVersionHashes } from './versionHashes.ts';

export interface HashSources {
  /** The text of version_hashes.json; null when there is none. */
  readFile(): Promise<string | null>;
  /** `request batch software check`; null when there is no Panorama. */
  readonly readPanorama: (() => Promise<readonly PlatformImage[]>) | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** A Panorama that could not be asked is not asked again for every image of a fleet. */
const PANORAMA_PAUSE_MS = 10 * 60_000;
/** New releases come every few days. */
const LIST_KEPT_MS = 6 * 3_600_000;

/** @returns asks for them; throws UserError when the user's file cannot be used. */
export function createKnownHashes(sources: HashSources): () => Promise<readonly KnownHash[]> {
  const fromPanorama = createPanoramaHashes(sources);
  let file: { readonly text: string | null; readonly hashes: readonly KnownHash[] } | null = null;
  let joined: {
    readonly parts: readonly (readonly KnownHash[])[];
    readonly hashes: readonly KnownHash[];
  } | null = null;

  return async () => {
    const text = await sources.readFile();
    if (file === null || file.text !== text) file = { text, hashes: requireVersionHashes(text) };
    const parts = [file.hashes, await fromPanorama()];
    // The same list as long as nothing has changed: it is indexed by those who search it.
    if (joined === null || joined.parts.some((part, index) => part !== parts[index])) {
      joined = { parts, hashes: parts.flat() };
    }
    return joined.hashes;
  };
}

function createPanoramaHashes({
  readPanorama,
  clock,
  log,
}: HashSources): () => Promise<readonly KnownHash[]> {
  const none: readonly KnownHash[] = [];
  let asked: Promise<readonly KnownHash[]> | null = null;
  let askedAt = -Infinity;
  let notBefore = -Infinity;

  return async () => {
    if (readPanorama === null || (asked === null && clock.now() < notBefore)) return none;
    if (clock.now() - askedAt > LIST_KEPT_MS) asked = null;
    if (asked === null) {
      askedAt = clock.now();
      asked = readPanorama().then(hashesFromPanorama);
    }
    try {
      return await asked;
    } catch (error) {
      if (!isDeviceError(error)) throw error;
      asked = null;
      notBefore = clock.now() + PANORAMA_PAUSE_MS;
      log.warn(
        `Panorama's list of images could not be read, so images are judged without it: ${error.message}`,
      );
      return none;
    }
  };
}
