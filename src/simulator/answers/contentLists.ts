/** `request content upgrade check | info`. docs/PANOS.md "Content". */
import { createHash } from 'node:crypto';
import { stampText } from '../time/deviceTime.ts';
import { installingContent, previousContent } from '../software/contentUpdate.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { element, failure, fields, success, type SimReply } from '../server/replies.ts';

/** Asks the update server. Unlike images, content has a checksum, by which the entries are in no order. */
export function contentCheck(firewall: Firewall): SimReply {
  if (!firewall.spec.condition.updateServer)
    return failure(
      'Failed to check content upgrade info due to generic communication error. Please check network connectivity and try again.',
    );
  const { content } = firewall;
  const [previous, installing] = [previousContent(firewall), installingContent(firewall)];
  const known = [...firewall.world.fleet.contentVersions, content.version, previous ?? content.version];
  const versions = [...new Set(known)].sort((one, other) => digest(one).localeCompare(digest(other)));
  const entries = versions.map((version) => {
    return element(
      'entry',
      fields({
        version,
        'app-version': version,
        filename: fileOf(version),
        size: 64,
        'size-kb': 66_408,
        'released-on': '2025/11/17 19:02:31 PST',
        'release-notes': 'https://docs.example.net/content',
        downloaded: [content.version, previous, ...content.downloaded].includes(version) ? 'yes' : 'no',
        current: version === content.version ? 'yes' : 'no',
        previous: version === previous ? 'yes' : 'no',
        installing: version === installing ? 'yes' : 'no',
        features: 'Apps, Threats',
        'update-type': 'Full',
        sha256: digest(version),
      }),
    );
  });
  const checkedAt = stampText(localTime(firewall));
  return success(`<content-updates last-updated-at="${checkedAt} UTC">${entries.join('')}</content-updates>`);
}

function fileOf(version: string): string {
  return `panupv2-all-contents-${version}`;
}

/** Of a pretend file, whose content is its name. */
function digest(version: string): string {
  return createHash('sha256').update(fileOf(version)).digest('hex');
}
