import { certificates } from '../../../../src/validation/checks/certificates.ts';
import { CERTIFICATES } from '../../panos/sampleCertificates.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of certificates', () => {
  const finding = (...pems: string[]) => {
    const entries = pems.map(
      (pem, index) => `<entry name="c${index}"><public-key>${pem}</public-key></entry>`,
    );
    return judged(certificates, {
      'show config running': `<config><shared><certificate>${entries.join('')}</certificate></shared></config>`,
    });
  };

  it('fails for short keys and broken digests, with what is wrong with which', async () => {
    assertFinding(
      await finding(CERTIFICATES.p256, CERTIFICATES.rsa1024Md5, CERTIFICATES.p224, CERTIFICATES.p256Sha1),
      'fail',
      /: c1 \(RSA of 1024 bits, MD5\), c2 \(EC of 224 bits\), c3 \(SHA-1\)\. Replace them/,
    );
  });

  it('passes strong ones, and a configuration without any', async () => {
    assertFinding(await finding(CERTIFICATES.p256), 'pass', /None of 1 certificates/);
    assertFinding(await finding(), 'pass', /None of 0 certificates/);
  });

  it('does not know what it cannot read', async () => {
    const unread = await finding(CERTIFICATES.p256, CERTIFICATES.ed25519, 'not PEM');
    assertFinding(unread, 'unknown', /not clear how strong .*: c1, c2\./);
  });
});
