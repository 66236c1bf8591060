import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { createCertificate } from '../../../../src/simulator/server/certificate.ts';
import {
  authorityExtensions,
  serverExtensions,
  writeCertificate,
  type CertificateContents,
} from '../../../../src/simulator/server/x509.ts';

const HOST = '127.0.0.1';
const ONE_DAY_MS = 86_400_000;

const authority = keys();
const device = keys();

function keys(): Pick<CertificateContents, 'publicKey' | 'signingKey'> & { readonly pem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey,
    signingKey: privateKey,
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One of the authority for the device, or what is given instead. */
function written(more: Partial<CertificateContents> = {}): string {
  return writeCertificate({
    subject: 'fw-lab-01',
    publicKey: device.publicKey,
    issuer: 'Company CA',
    signingKey: authority.signingKey,
    notBefore: new Date(Date.now() - ONE_DAY_MS),
    notAfter: new Date(Date.now() + ONE_DAY_MS),
    extensions: serverExtensions(HOST),
    ...more,
  });
}

function ownAuthority(): string {
  return written({
    subject: 'Company CA',
    publicKey: authority.publicKey,
    extensions: authorityExtensions(),
  });
}

/** Who a client that trusts `ca` takes the server for. @throws why it does not trust it. */
async function handshake(cert: string, ca: string): Promise<string | undefined> {
  const server = tls.createServer({ cert, key: device.pem }, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  server.listen(0, HOST);
  await once(server, 'listening');
  try {
    const client = tls.connect({ host: HOST, port: (server.address() as AddressInfo).port, ca });
    await once(client, 'secureConnect');
    const { subject } = client.getPeerCertificate();
    client.destroy();
    return String(subject.CN);
  } finally {
    server.close();
  }
}

/** What openssl says; null where there is none. */
function openssl(input: string, ...args: string[]): string | null {
  const { error, stdout, stderr } = spawnSync('openssl', args, { input, encoding: 'utf8' });
  return error === undefined ? `${stdout}${stderr}` : null;
}

describe('simulator: certificates', () => {
  it('say for whom, by whom, from when to when and for what they are made', () => {
    const certificate = new X509Certificate(
      written({ notBefore: new Date('2026-01-02T03:04:05Z'), notAfter: new Date('2027-12-31T23:59:59Z') }),
    );
    assert.equal(certificate.subject, 'CN=fw-lab-01');
    assert.equal(certificate.issuer, 'CN=Company CA');
    assert.equal(certificate.subjectAltName, 'IP Address:127.0.0.1');
    assert.equal(certificate.validFrom, 'Jan  2 03:04:05 2026 GMT');
    assert.equal(certificate.validTo, 'Dec 31 23:59:59 2027 GMT');
    assert.equal(certificate.ca, false);
    // serverAuth
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    assert.ok(certificate.verify(authority.publicKey) && !certificate.verify(device.publicKey));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(device.pem)));
    assert.ok(new X509Certificate(ownAuthority()).ca);
  });

  it('have a serial number each, positive and of sixteen bytes', () => {
    const serials = Array.from({ length: 200 }, () => new X509Certificate(written()).serialNumber);
    assert.equal(new Set(serials).size, serials.length);
    for (const serial of serials) assert.match(serial, /^[4-7][0-9A-F]{31}$/);
  });

  it('end after 2049, too, and hold names of any length and alphabet', () => {
    const late = new X509Certificate(written({ notAfter: new Date('2050-01-01T00:00:00Z') }));
    assert.equal(late.validTo, 'Jan  1 00:00:00 2050 GMT');
    for (const subject of ['x'.repeat(127), 'x'.repeat(128), 'x'.repeat(70_000), 'Straße 中 🔥']) {
      const certificate = new X509Certificate(written({ subject }));
      assert.equal(certificate.toLegacyObject().subject.CN, subject);
      assert.ok(certificate.verify(authority.publicKey));
    }
  });

  it('are trusted by Node where their authority is, at their address alone', async () => {
    assert.equal(await handshake(written(), ownAuthority()), 'fw-lab-01');
    const elsewhere = written({ extensions: serverExtensions('127.0.0.2') });
    await assert.rejects(handshake(elsewhere, ownAuthority()), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const late = written({ notAfter: new Date(Date.now() - 1000) });
    await assert.rejects(handshake(late, ownAuthority()), { code: 'CERT_HAS_EXPIRED' });
    const other = written({
      subject: 'Company CA',
      publicKey: device.publicKey,
      signingKey: device.signingKey,
    });
    await assert.rejects(handshake(written(), other));
  });

  it('are made for addresses of IPv4 alone', () => {
    for (const address of ['::1', 'fw.example.com', '127.0.0.256']) {
      assert.throws(() => serverExtensions(address), { message: `${address} is not an IPv4 address.` });
    }
  });

  it('are to the letter what openssl takes for a certificate, where there is one', async function () {
    const { cert } = await createCertificate('fw-lab-01', HOST);
    const text = openssl(cert, 'x509', '-noout', '-text');
    if (text === null) return this.skip();
    for (const line of [
      'Version: 3 (0x2)',
      'Signature Algorithm: ecdsa-with-SHA256',
      'NIST CURVE: P-256',
      'CA:FALSE',
      'Digital Signature',
      'TLS Web Server Authentication',
      'IP Address:127.0.0.1',
    ])
      assert.ok(text.includes(line), `${line} is missing in ${text}`);
    const folder = mkdtempSync(join(tmpdir(), 'x509-'));
    try {
      const trusted = join(folder, 'trusted.pem');
      writeFileSync(trusted, cert);
      assert.match(openssl(cert, 'verify', '-x509_strict', '-CAfile', trusted) ?? '', /: OK\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
