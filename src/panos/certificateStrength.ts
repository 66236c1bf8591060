/**
 * How strong a certificate is: kind and size of its key, and the digest it is signed with. Read from its DER by hand,
 * because this room is handed no cryptography and nothing is verified here. docs/PANOS.md "Configuration".
 */
export interface CertificateStrength {
  readonly key: 'RSA' | 'EC';
  readonly bits: number;
  /** `SHA-2`: with 224 bits or more. */
  readonly digest: 'MD5' | 'SHA-1' | 'SHA-2';
}

/** Far above any certificate in use: text from a device may be of any length. */
const LONGEST_PEM = 64 * 1024;
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/;

/** @param pem the first certificate in it counts. @returns null when it cannot be read or is of a kind not known here. */
export function readCertificateStrength(pem: string): CertificateStrength | null {
  const base64 = pem.length > LONGEST_PEM ? undefined : PEM.exec(pem)?.[1];
  if (base64 === undefined) return null;
  try {
    return strengthOf(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

class NotDer extends Error {
  override readonly name = 'NotDer';
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

const [INTEGER, BIT_STRING, OBJECT_ID, SEQUENCE, CONTEXT_0] = [0x02, 0x03, 0x06, 0x30, 0xa0] as const;

function strengthOf(der: Buffer): CertificateStrength | null {
  const [toBeSigned, signature] = children(first(elements(der), SEQUENCE));
  const digest = digestOf(children(expect(signature, SEQUENCE)));
  // The version is optional: without it the serial number comes first.
  const fields = children(expect(toBeSigned, SEQUENCE)).filter(({ tag }) => tag !== CONTEXT_0);
  const [algorithm, bitString] = children(expect(fields[5], SEQUENCE));
  // The first byte says how many bits at the end are unused: none, in keys.
  const publicKey = expect(bitString, BIT_STRING).content.subarray(1);
  const key = keyOf(objectId(children(expect(algorithm, SEQUENCE))[0]), publicKey);
  return key === null || digest === null ? null : { ...key, digest };
}

function keyOf(algorithm: string, publicKey: Buffer): Pick<CertificateStrength, 'key' | 'bits'> | null {
  switch (algorithm) {
    case '2a864886f70d010101':
      return {
        key: 'RSA',
        bits: bitsOf(first(children(first(elements(publicKey), SEQUENCE)), INTEGER).content),
      };
    case '2a8648ce3d0201':
      return { key: 'EC', bits: fieldBytes(publicKey) * 8 };
    default:
      return null;
  }
}

/** A point is 04, x, y, or when compressed 02 or 03 and x. A curve of 521 bits counts as one of 528. */
function fieldBytes(point: Buffer): number {
  if (point[0] === 0x04) return (point.length - 1) / 2;
  if (point[0] === 0x02 || point[0] === 0x03) return point.length - 1;
  throw new NotDer();
}

function bitsOf(integer: Buffer): number {
  const begin = integer.findIndex((byte) => byte !== 0);
  return begin < 0 ? 0 : (integer.length - begin) * 8 - (Math.clz32(integer[begin] ?? 0) - 24);
}

const DIGESTS: ReadonlyMap<string, CertificateStrength['digest']> = new Map([
  // RSA with MD2, MD4 and MD5: all are broken in the same way.
  ['2a864886f70d010102', 'MD5'],
  ['2a864886f70d010103', 'MD5'],
  ['2a864886f70d010104', 'MD5'],
  ['2a864886f70d010105', 'SHA-1'],
  ['2b0e03021d', 'SHA-1'],
  ['2a8648ce3d0401', 'SHA-1'],
  ['2a864886f70d01010b', 'SHA-2'],
  ['2a864886f70d01010c', 'SHA-2'],
  ['2a864886f70d01010d', 'SHA-2'],
  ['2a864886f70d01010e', 'SHA-2'],
  ['2a8648ce3d040301', 'SHA-2'],
  ['2a8648ce3d040302', 'SHA-2'],
  ['2a8648ce3d040303', 'SHA-2'],
  ['2a8648ce3d040304', 'SHA-2'],
]);
const RSA_PSS = '2a864886f70d01010a';
/** SHA-256, SHA-384, SHA-512 and SHA-224 by themselves, as RSA-PSS names its digest. */
const PSS_DIGEST = /^60864801650304020[1-4]$/;

function digestOf([algorithm, parameters]: readonly Element[]): CertificateStrength['digest'] | null {
  const id = objectId(algorithm);
  if (id !== RSA_PSS) return DIGESTS.get(id) ?? null;
  const named = children(expect(parameters, SEQUENCE)).find(({ tag }) => tag === CONTEXT_0);
  // SHA-1 is what the standard says where nothing is named.
  if (named === undefined) return 'SHA-1';
  return PSS_DIGEST.test(objectId(children(first(children(named), SEQUENCE))[0])) ? 'SHA-2' : null;
}

function objectId(element: Element | undefined): string {
  return expect(element, OBJECT_ID).content.toString('hex');
}

function expect(element: Element | undefined, tag: number): Element {
  if (element?.tag !== tag) throw new NotDer();
  return element;
}

function first(list: readonly Element[], tag: number): Element {
  return expect(list[0], tag);
}

function children(element: Element): readonly Element[] {
  return elements(element.content);
}

/** @throws NotDer when a length does not fit. */
function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    const short = bytes[at + 1] ?? 0;
    // Long lengths say first in how many bytes they are written; more than three are no certificate's.
    const more = short < 0x80 ? 0 : short & 0x7f;
    const begin = at + 2 + more;
    if (short === 0x80 || more > 3 || begin > bytes.length) throw new NotDer();
    const length = more === 0 ? short : bytes.readUIntBE(at + 2, more);
    if (begin + length > bytes.length) throw new NotDer();
    found.push({ tag, content: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return found;
}
