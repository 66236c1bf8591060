/** `sync-to-peer yes`: an image that one member of a pair has loaded is handed on to the other. docs/PANOS.md "Software". */
import { record, type Firewall } from '../device/firewall.ts';
import type { SimReply } from '../server/replies.ts';
import { isOnDevice } from '../software/deviceImages.ts';
import { download } from '../software/softwareDownload.ts';
import type { CatalogueImage } from '../spec/fleetSpec.ts';
import { partnerOf } from './haRoles.ts';

/** `request system software download version X sync-to-peer yes`. */
export function downloadForBoth(firewall: Firewall, version: string, user: string): SimReply {
  return download(firewall, version, user, (image) => [handOn(firewall, image)]);
}

/**
 * Hands the image on when the members see each other and the other one works and has room. It is loaded there at once,
 * without a job of its own.
 * @returns what the job says of it.
 */
function handOn(firewall: Firewall, { version, sizeMb }: CatalogueImage): string {
  const partner = partnerOf(firewall);
  if (partner?.phase !== 'working') return 'Image was not synchronized: HA peer is not connected';
  if (!isOnDevice(partner, version)) {
    if (partner.panrepoFreeMb < sizeMb) return 'Image was not synchronized: no space left on HA peer';
    partner.images.set(version, 'downloaded');
    partner.panrepoFreeMb -= sizeMb;
    record(partner, { what: 'download_finished', version, detail: 'synchronized by its HA peer' });
  }
  return 'Image synchronized to HA peer';
}
