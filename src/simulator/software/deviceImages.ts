/** The images a device knows of and has. docs/PANOS.md "Software". */
import { offeredImages } from './catalogue.ts';
import { record, type Firewall } from '../device/firewall.ts';
import type { CatalogueImage } from '../spec/fleetSpec.ts';
import { failure, success, type SimReply } from '../server/replies.ts';

const BUSY = 'The software manager is currently in use. Please try again later.';

export const NO_LIST = 'No update information available';

/** The images this device knows of, newest first. */
export function knownImages(firewall: Firewall): CatalogueImage[] {
  return offeredImages(firewall.world.fleet.catalogue, firewall.family, firewall.version);
}

export function isOnDevice(firewall: Firewall, version: string): boolean {
  return firewall.images.get(version) === 'downloaded';
}

/**
 * `delete software version X`: makes room on /opt/panrepo. Nothing but the running version is held back: neither what the
 * device would fall back to, nor the base image of another one.
 */
export function deleteImage(firewall: Firewall, version: string): SimReply {
  if (firewall.world.agenda.now < firewall.softwareBusyUntil) return failure(BUSY);
  if (version === firewall.version)
    return failure(`Cannot delete software version ${version}: it is running`);
  if (!isOnDevice(firewall, version)) return failure(`Software version ${version} not downloaded`);
  const image = firewall.world.fleet.catalogue.find((known) => known.version === version);
  firewall.images.delete(version);
  firewall.panrepoFreeMb += image?.sizeMb ?? 0;
  const detail = `beside ${firewall.version} and ${firewall.otherPartition ?? 'nothing'}`;
  record(firewall, { what: 'image_deleted', version, detail });
  return success(`Software version ${version} deleted`);
}
