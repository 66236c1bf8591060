/** A self-signed certificate, as every firewall presents one until somebody replaces it. docs/PANOS.md "TLS". */
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface DeviceCertificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 over the DER, upper-case hex pairs with colons. */
  readonly fingerprint: string;
}

/** Makes a new one for a device that is reached by its IP address. */
export async function createCertificate(hostname: string, ip: string): Promise<DeviceCertificate> {
  const made = await generate([{ name: 'commonName', value: hostname }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
  return { key: made.private, cert: made.cert, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}
