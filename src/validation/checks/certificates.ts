/** Are there certificates that newer releases no longer accept: short keys, broken digests? docs/PANOS.md "Configuration". */
import type { ConfiguredCertificate } from '../../panos/answers/health/certificates.ts';
import { showRunningCertificates } from '../../panos/commands/configuration.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

const SHORTEST_KEY: Readonly<Record<'RSA' | 'EC', number>> = { RSA: 2048, EC: 256 };

export const certificates: Check = {
  id: 'certificates',
  defaultPolicy: 'warn',
  isHeavy: true,
  run: async ({ ask }) => judgeCertificates(await ask(showRunningCertificates)),
};

function judgeCertificates(all: readonly ConfiguredCertificate[]): Finding {
  const weak = all.flatMap((certificate) => {
    const flaws = flawsOf(certificate);
    return flaws === '' ? [] : [`${certificate.name} (${flaws})`];
  });
  if (weak.length > 0) {
    return fail(
      `Too weak for newer releases: ${namesOf(weak)}. Replace them by RSA of ${SHORTEST_KEY.RSA} or EC of ${SHORTEST_KEY.EC} bits and more, signed with SHA-256 or better.`,
    );
  }
  const unread = all.filter(({ strength }) => strength === 'unreadable').map(({ name }) => name);
  return unread.length > 0
    ? unknown(`It is not clear how strong these certificates are: ${namesOf(unread)}.`)
    : pass(`None of ${all.length} certificates is too weak.`);
}

function flawsOf({ strength }: ConfiguredCertificate): string {
  if (strength === null || strength === 'unreadable') return '';
  const { key, bits, digest } = strength;
  return [bits < SHORTEST_KEY[key] ? `${key} of ${bits} bits` : '', digest === 'SHA-2' ? '' : digest]
    .filter((flaw) => flaw !== '')
    .join(', ');
}
