/** `request content upgrade check | info`. docs/PANOS.md "Content". */
import { createHash } from 'node:crypto';
import { stampText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { element, failure, fields, success, type SimReply } from '../server/replies.ts';

/** Asks the update server. Unlike images, content has a checksum; the order means nothing. */
export function contentCheck(firewall: Firewall): SimReply {
  if (!firewall.spec.condition.updateServer)
    return failure(
      'Failed to check content upgrade info due to generic communication error. Please check network connectivity and try again.',
    );
  const { content } = firewall;
  const versions = new Set([...firewall.world.fleet.contentVersions, content.version]);
  const entries = [...versions].map((version) => {
    const filename = `panupv2-all-contents-${version}`;
    return element(
      'entry',
      fields({
        version,
        'app-version': version,
        filename,
        size: 64,
        'size-kb': 66_408,
        'released-on': '2025/11/17 19:02:31 PST',
        'release-notes': 'https://docs.example.net/content',
        downloaded: version === content.version || content.downloaded.has(version) ? 'yes' : 'no',
        current: version === content.version ? 'yes' : 'no',
        previous: version === content.previous ? 'yes' : 'no',
        installing: 'no',
        features: 'Apps, Threats',
        'update-type': 'Full',
        sha256: createHash('sha256').update(filename).digest('hex'),
      }),
    );
  });
  const checkedAt = stampText(localTime(firewall));
  return success(`<content-updates last-updated-at="${checkedAt} UTC">${entries.join('')}</content-updates>`);
}
