/** `request system software check | info`. docs/PANOS.md "Software". */
import { compareVersions } from '../../panos/version.ts';
import { stampText } from '../deviceTime.ts';
import { localTime, type Firewall } from '../firewall.ts';
import { element, failure, fields, success, type SimReply } from '../replies.ts';
import { knownImages, NO_LIST } from '../software.ts';

const NO_UPDATE_SERVER =
  'Failed to check upgrade info due to Unknown error. Please check network connectivity and try again.';

/** Asks the update server and keeps its list. */
export function softwareCheck(firewall: Firewall): SimReply {
  if (!firewall.spec.condition.updateServer) return failure(NO_UPDATE_SERVER);
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
        filename: `PanOS_${firewall.family}-${image.version}`,
        size: image.sizeKnown ? image.sizeMb : '(null)',
        'size-kb': image.sizeMb * 1024 + 17,
        'released-on': '2025/09/16 14:25:07',
        'release-notes': 'https://www.paloaltonetworks.com/documentation/pan-os/pan-os-release-notes',
        downloaded: downloadedWord(firewall, image.version),
        current: image.version === firewall.version ? 'yes' : 'no',
        latest: index === 0 ? 'yes' : 'no',
        uploaded: 'no',
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

function downloadedWord(firewall: Firewall, version: string): string {
  const state = firewall.images.get(version);
  return state === undefined ? 'no' : state === 'downloading' ? 'downloading' : 'yes';
}
