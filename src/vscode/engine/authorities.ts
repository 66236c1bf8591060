/**
 * The PEM file of the user's own authorities (setting `tls.caFile`): read and checked, so that a wrong file is said
 * at once in words instead of showing later as a certificate that nobody trusts.
 */
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { ToldTrouble } from '../../ports/trouble.ts';
import {
  type CaFileProblem,
  type SettingTrouble,
  settingTold,
  type UselessFile,
} from '../../engine/settings/settingTroubles.ts';
import { settingsSection } from '../../engine/settings/settingsTable.ts';

export interface Authorities {
  /** PEM text of the certificates that can be used; undefined when there are none. */
  readonly pem: string | undefined;
  readonly problems: readonly ToldTrouble<SettingTrouble>[];
}

/** The system's own bundles have some 200 kB. */
const LARGEST_FILE = 10_000_000;

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/** @param file absolute. Never throws: what is missing is trusted by nobody, which is no reason to stop. */
export async function readAuthorities(file: string): Promise<Authorities> {
  if (!isAbsolute(file)) return useless(file, 'not_absolute');
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) return useless(file, 'too_large');
    return checkAuthorities(await readFile(file, 'utf8'), file);
  } catch (error) {
    return useless(file, whyUnreadable(error));
  }
}

/** @param file its name, for people */
export function checkAuthorities(text: string, file: string): Authorities {
  const blocks = text.match(CERTIFICATE) ?? [];
  const hasKey = PRIVATE_KEY.test(text);
  if (blocks.length === 0) return useless(file, hasKey ? 'key_alone' : 'no_certificate');
  const good = blocks.filter(isCertificate);
  if (good.length === 0) return useless(file, 'none_readable');
  const problems: readonly CaFileProblem[] = [
    ...(hasKey ? [{ why: 'key_beside' } as const] : []),
    ...blocks.flatMap((block, index) =>
      isCertificate(block) ? [] : [{ why: 'one_unreadable', number: index + 1 } as const],
    ),
  ];
  return { pem: good.join('\n'), problems: problems.map((problem) => told(file, problem)) };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== '';
  } catch {
    return false;
  }
}

function useless(file: string, why: UselessFile): Authorities {
  return { pem: undefined, problems: [told(file, { why })] };
}

function told(file: string, problem: CaFileProblem): ToldTrouble<SettingTrouble> {
  return settingTold({ code: 'ca_file', setting: `${settingsSection}.tls.caFile`, file, ...problem });
}

function whyUnreadable(error: unknown): UselessFile {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    case 'EISDIR':
      return 'folder';
    default:
      return 'unreadable';
  }
}
