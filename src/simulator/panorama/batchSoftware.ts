/** Panorama's list of images for every platform it manages. docs/PANOS.md "Software". */
import { compareVersions } from '../../panos/version.ts';
import { stampText } from '../time/deviceTime.ts';
import { imageFile, imageSha256 } from '../software/imageFile.ts';
import type { Panorama } from './panorama.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

/** `request batch software check`: unlike on a firewall with the platform and a checksum. */
export function batchSoftware(panorama: Panorama): SimReply {
  const { fleet, agenda, firewalls } = panorama.world;
  const platforms = [...new Set([...firewalls.values()].map(({ family }) => family))].sort();
  const entries = platforms.flatMap((platform) =>
    fleet.catalogue
      .filter((image) => image.families?.includes(platform) !== false)
      .sort((a, b) => compareVersions(b.version, a.version))
      .map((image) => {
        const filename = imageFile(platform, image.version);
        return element(
          'entry',
          fields({
            version: image.version,
            platform,
            filename,
            size: image.sizeMb,
            'size-kb': image.sizeMb * 1024 + 17,
            'released-on': '2025/09/16 14:25:07',
            downloaded: 'no',
            uploaded: 'no',
            sha256: imageSha256(filename),
          }),
        );
      }),
  );
  return success(
    `<sw-updates last-updated-at="${stampText(agenda.now)}"><msg/>${element('versions', entries.join(''))}</sw-updates>`,
  );
}
