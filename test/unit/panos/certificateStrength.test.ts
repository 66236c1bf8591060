import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readCertificateStrength } from '../../../src/panos/certificateStrength.ts';
import { CERTIFICATES } from './sampleCertificates.ts';

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64');
}

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`;
}

describe('readCertificateStrength', () => {
  it('tells kind and size of the key, and the digest', () => {
    const read = (name: keyof typeof CERTIFICATES) => {
      const strength = readCertificateStrength(CERTIFICATES[name]);
      return strength === null ? null : `${strength.key} ${strength.bits} ${strength.digest}`;
    };
    assert.equal(read('rsa1024Sha1'), 'RSA 1024 SHA-1');
    assert.equal(read('rsa1024Md5'), 'RSA 1024 MD5');
    assert.equal(read('p256'), 'EC 256 SHA-2');
    assert.equal(read('p224'), 'EC 224 SHA-2');
    assert.equal(read('p256Sha1'), 'EC 256 SHA-1');
  });

  it('finds the digest of RSA-PSS in its parameters, and takes SHA-1 where none is named', () => {
    assert.equal(readCertificateStrength(CERTIFICATES.rsa1024Pss)?.digest, 'SHA-2');
    assert.equal(readCertificateStrength(CERTIFICATES.rsa1024PssSha1)?.digest, 'SHA-1');
  });

  it('agrees with OpenSSL about the size of RSA keys', () => {
    for (const pem of [CERTIFICATES.rsa1024Sha1, CERTIFICATES.rsa1024Pss]) {
      const { asymmetricKeyDetails } = new X509Certificate(pem).publicKey;
      assert.equal(readCertificateStrength(pem)?.bits, asymmetricKeyDetails?.modulusLength);
    }
  });

  it('does not know a key of another kind', () => {
    assert.equal(readCertificateStrength(CERTIFICATES.ed25519), null);
  });

  it('gives null for what is no certificate, or only a piece of one', () => {
    const whole = derOf(CERTIFICATES.p256);
    for (let length = 0; length < whole.length; length += 1) {
      assert.equal(readCertificateStrength(pemOf(whole.subarray(0, length))), null, String(length));
    }
    for (const text of ['', 'MII=', '-----BEGIN CERTIFICATE-----', pemOf(Buffer.alloc(99, 0xff))]) {
      assert.equal(readCertificateStrength(text), null, text);
    }
    assert.equal(readCertificateStrength(pemOf(Buffer.alloc(70_000))), null);
  });

  it('never throws, whichever byte is wrong', () => {
    const whole = derOf(CERTIFICATES.rsa1024Pss);
    for (let at = 0; at < whole.length; at += 1) {
      for (const byte of [0x00, 0x80, 0xff]) {
        const broken = Buffer.from(whole);
        broken[at] = byte;
        assert.doesNotThrow(() => readCertificateStrength(pemOf(broken)));
      }
    }
  });
});
