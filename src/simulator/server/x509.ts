/**
 * Writes X.509 certificates with keys on the curve P-256, self-signed or signed by an authority: what the simulated
 * fleet presents, and nothing more. Node reads certificates and does the cryptography, but cannot write one.
 */
import { randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface CertificateContents {
  /** The common name of whom it is made for. */
  readonly subject: string;
  readonly publicKey: KeyObject;
  /** The common name of who signs it; the subject's own when it is self-signed. */
  readonly issuer: string;
  /** Of the issuer. */
  readonly signingKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

/** The DER of one extension: its name, whether it is critical, its value. */
type Extension = Buffer;

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Object identifiers as they are encoded. */
const OID = {
  commonName: '550403',
  ecdsaWithSha256: '2a8648ce3d040302',
  keyUsage: '551d0f',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuth: '2b06010505070301',
} as const;

/** A certificate in PEM, with a serial number of its own. */
export function writeCertificate(contents: CertificateContents): string {
  const { subject, publicKey, issuer, signingKey, notBefore, notAfter, extensions } = contents;
  const algorithm = sequence(objectId(OID.ecdsaWithSha256));
  const toBeSigned = sequence(
    element(context(0), element(TAG.integer, Buffer.of(2))),
    element(TAG.integer, serialNumber()),
    algorithm,
    name(issuer),
    sequence(time(notBefore), time(notAfter)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(context(3), sequence(...extensions)),
  );
  const der = sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, signingKey)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** For a server that is reached by this IPv4 address. @throws TypeError when it is none. */
export function serverExtensions(ip: string): Extension[] {
  if (!isIPv4(ip)) throw new TypeError(`${ip} is not an IPv4 address.`);
  const address = element(0x87, Buffer.from(ip.split('.').map(Number)));
  return [
    extension(OID.basicConstraints, sequence()),
    extension(OID.keyUsage, bitString(Buffer.of(0x80), 7)),
    extension(OID.extendedKeyUsage, sequence(objectId(OID.serverAuth))),
    extension(OID.subjectAltName, sequence(address)),
  ];
}

/** For an authority: it may sign certificates and lists of revoked ones. */
export function authorityExtensions(): Extension[] {
  return [
    extension(OID.basicConstraints, sequence(TRUE), { isCritical: true }),
    extension(OID.keyUsage, bitString(Buffer.of(0x06), 1), { isCritical: true }),
  ];
}

function extension(id: string, value: Buffer, { isCritical = false } = {}): Extension {
  return sequence(objectId(id), ...(isCritical ? [TRUE] : []), element(TAG.octetString, value));
}

/** Sixteen bytes of chance: positive, and not shorter than it seems. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function name(commonName: string): Buffer {
  const value = element(TAG.utf8String, Buffer.from(commonName, 'utf8'));
  return sequence(element(TAG.set, sequence(objectId(OID.commonName), value)));
}

/** From 2050 on the year has four digits, and another tag says so. */
function time(moment: Date): Buffer {
  const digits = `${moment.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
  return moment.getUTCFullYear() < 2050
    ? element(TAG.utcTime, Buffer.from(digits.slice(2)))
    : element(TAG.generalizedTime, Buffer.from(digits));
}

/** @param unused how many bits at the end do not count. */
function bitString(bytes: Buffer, unused = 0): Buffer {
  return element(TAG.bitString, Buffer.concat([Buffer.of(unused), bytes]));
}

function objectId(hex: string): Buffer {
  return element(TAG.objectId, Buffer.from(hex, 'hex'));
}

function sequence(...elements: readonly Buffer[]): Buffer {
  return element(TAG.sequence, Buffer.concat(elements));
}

function context(number: number): number {
  return 0xa0 + number;
}

/** Tag, length, content. Lengths from 128 on say first in how many bytes they are written. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const hex = length.toString(16);
  const size = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 + size.length), size, content]);
}

const TRUE = element(TAG.boolean, Buffer.of(0xff));
