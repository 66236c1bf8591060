/** A self-signed certificate, as every firewall presents one until somebody replaces it. docs/PANOS.md "TLS". */
import { generateKeyPair, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { serverExtensions, writeCertificate } from './x509.ts';

export interface DeviceCertificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 over the DER, upper-case hex pairs with colons. */
  readonly fingerprint: string;
}

const ONE_DAY_MS = 86_400_000;

/** Makes a new one for a device that is reached by its IP address; good for a year. */
export async function createCertificate(hostname: string, ip: string): Promise<DeviceCertificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const cert = writeCertificate({
    subject: hostname,
    publicKey,
    issuer: hostname,
    signingKey: privateKey,
    notBefore: new Date(now),
    notAfter: new Date(now + 365 * ONE_DAY_MS),
    extensions: serverExtensions(ip),
  });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert,
    fingerprint: new X509Certificate(cert).fingerprint256,
  };
}
