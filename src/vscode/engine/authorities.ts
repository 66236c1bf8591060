/**
 * The PEM file of the user's own authorities (setting `tls.caFile`): read and checked, so that a wrong file is said
 * at once in words instead of showing later as a certificate that nobody trusts.
 */
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

export interface Authorities {
  /** PEM text of the certificates that can be used; undefined when there are none. */
  readonly pem: string | undefined;
  /** Sentences for people, without the setting's name. */
  readonly problems: readonly string[];
}

/** The system's own bundles have some 200 kB. */
const LARGEST_FILE = 10_000_000;

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/** @param file absolute. Never throws: what is missing is trusted by nobody, which is no reason to stop. */
export async function readAuthorities(file: string): Promise<Authorities> {
  if (!isAbsolute(file)) return useless(`"${file}" is not a full path.`);
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) return useless(`${file} is too large for a PEM file.`);
    return checkAuthorities(await readFile(file, 'utf8'), file);
  } catch (error) {
    return useless(`${file} ${whyUnreadable(error)}.`);
  }
}

/** @param file its name, for people */
export function checkAuthorities(text: string, file: string): Authorities {
  const blocks = text.match(CERTIFICATE) ?? [];
  const hasKey = PRIVATE_KEY.test(text);
  if (blocks.length === 0) {
    return useless(
      hasKey
        ? `${file} holds a private key and no certificate. Name the certificate of the authority, and keep its key away from here.`
        : `${file} holds no certificate in PEM form ("-----BEGIN CERTIFICATE-----").`,
    );
  }
  const good = blocks.filter(isCertificate);
  const problems = [
    ...(hasKey ? [`${file} holds a private key beside the certificates. It is not used; take it out.`] : []),
    ...blocks.flatMap((block, index) =>
      isCertificate(block) ? [] : [`Certificate ${index + 1} in ${file} cannot be read. It is not used.`],
    ),
  ];
  return good.length === 0
    ? useless(`No certificate in ${file} can be read.`)
    : { pem: good.join('\n'), problems };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== '';
  } catch {
    return false;
  }
}

function useless(why: string): Authorities {
  return {
    pem: undefined,
    problems: [`${why} Certificates signed by your own authorities are not trusted.`],
  };
}

function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    case 'EISDIR':
      return 'is a folder';
    default:
      return 'cannot be read';
  }
}
