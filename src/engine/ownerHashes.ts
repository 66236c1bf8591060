/** The checksums by which the owner's engine judges images: from the user's file, and from Panorama where there is one. */
import type { DeviceAccess } from './deviceAccess.ts';
import type { EngineParts } from './engineContract.ts';
import { checkBatchSoftware } from '../panos/commands/panorama.ts';
import { createKnownHashes } from '../planning/hashSources.ts';
import type { KnownHash } from '../planning/knownHashes.ts';

interface Parts extends Pick<EngineParts, 'settings' | 'clock' | 'log' | 'versionHashes'> {
  readonly devices: Pick<DeviceAccess, 'panorama' | 'panoramaRate'>;
  /** Aborted when the engine closes: Panorama is not asked any more then. */
  readonly closing: AbortSignal;
}

/** @returns asks for them; throws UserError when the user's file cannot be used. */
export function ownerHashes(parts: Parts): () => Promise<readonly KnownHash[]> {
  const { settings, clock, log, devices, closing } = parts;
  const readPanorama = async () => {
    await devices.panoramaRate.take(closing);
    return devices.panorama().read(checkBatchSoftware, { signal: closing });
  };
  return createKnownHashes({
    readFile: () => parts.versionHashes(),
    readPanorama: settings.panorama.host === null ? null : readPanorama,
    clock,
    log,
  });
}
