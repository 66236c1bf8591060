/** `request system software check | info`. docs/PANOS.md "Software". */
import { compareVersions } from '../../panos/version.ts';
import { stampText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { imageFile, imageSha256 } from '../software/imageFile.ts';
import { element, failure, fields, success, type SimReply } from '../server/replies.ts';
import { isOnDevice, knownImages, NO_LIST } from '../software/deviceImages.ts';

const NO_UPDATE_SERVER =
  'Failed to check upgrade info due to Unknown error. Please check network connectivity and try again.';

/** Asks the update server and keeps its list; one without a support contract gets none. */
export function softwareCheck(firewall: Firewall): SimReply {
  const { updateServer, support } = firewall.spec.condition;
  if (!updateServer || support === 'expired') {
    return firewall.spec.answers.failedCheck === 'error'
      ? failure(NO_UPDATE_SERVER)
      : success(element('sw-updates', element('msg', NO_UPDATE_SERVER)));
  }
  firewall.softwareListKnown = true;
  return softwareInfo(firewall);
}

/** The kept list; an error text while there is none. */
export function softwareInfo(firewall: Firewall): SimReply {
  if (!firewall.softwareListKnown) return failure(NO_LIST);
  const images = knownImages(firewall);
  const saysReleaseType = compareVersions(firewall.version, '12.1.0') >= 0;
  const entries = images.map((image, index) =>
    element(
      'entry',
      fields({
        version: image.version,
        filename: imageFile(firewall.family, image.version),
        size: image.sizeKnown ? image.sizeMb : '(null)',
        'size-kb': image.sizeMb * 1024 + 17,
        'released-on': '2025/09/16 14:25:07',
        'release-notes': 'https://www.paloaltonetworks.com/documentation/pan-os/pan-os-release-notes',
        downloaded: downloadedWord(firewall, image.version),
        current: image.version === firewall.version ? 'yes' : 'no',
        latest: index === 0 ? 'yes' : 'no',
        uploaded: 'no',
        sha256: reportedSha256(firewall, image.version),
        'release-type': saysReleaseType ? (image.base ? 'Base' : 'Preferred') : undefined,
      }),
    ),
  );
  if (firewall.spec.duplicateImages) {
    entries.push(...entries.filter((_, index) => firewall.images.has(images[index]?.version ?? '')));
  }
  const checkedAt = stampText(localTime(firewall));
  return success(
    `<sw-updates last-updated-at="${checkedAt}"><msg/>${element('versions', entries.join(''))}</sw-updates>`,
  );
}

/** No known release does; of images that are there, for devices that do. */
function reportedSha256(firewall: Firewall, version: string): string | undefined {
  const { reportsSha256, corruptImages } = firewall.spec;
  if (!reportsSha256 || !isOnDevice(firewall, version)) return undefined;
  const damage = corruptImages.includes(version) ? ' damaged' : '';
  return imageSha256(imageFile(firewall.family, version) + damage);
}

function downloadedWord(firewall: Firewall, version: string): string {
  const state = firewall.images.get(version);
  return state === undefined ? 'no' : state === 'downloading' ? 'downloading' : 'yes';
}
