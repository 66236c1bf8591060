/** THIRD-PARTY-NOTICES.txt: the licence text of every package that ships, which is what their licences ask for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../projectRoot.ts';
import type { BundledPackage } from './bundledPackages.ts';
import { LICENCES } from './licences.ts';

const LICENCE_FILES = /^(?:licen[cs]e|copying)(?:\.\w+)?$/i;
const OTHER_FILES = /^(?:copyrightnotice|notices?|acknowledgements)(?:\.\w+)?$/i;
/** Some packages have their licence at the end of their README. */
const LICENCE_SECTION = /^#*\s*licen[cs]e\s*\n[\s\S]*\bCopyright\b[\s\S]*/im;
const RULE = '-'.repeat(80);

/** @throws Error for a package that brings no text and has a licence of which none is known. */
export function noticesOf(packages: readonly BundledPackage[]): string {
  const head = 'PAN-OS Upgrade Manager contains the following packages, each under its own licence.\n';
  const notices = packages.map(
    (found) => `${RULE}\n${found.name} ${found.version} (${found.licence})\n${RULE}\n\n${textOf(found)}\n`,
  );
  return [head, ...notices].join('\n');
}

function textOf(found: BundledPackage): string {
  const names = readdirSync(join(PROJECT_ROOT, found.folder)).sort();
  // Files that others may have edited on Windows or elsewhere.
  const read = (name: string): string =>
    readFileSync(join(PROJECT_ROOT, found.folder, name), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim();
  const licences = names.filter((name) => LICENCE_FILES.test(name)).map(read);
  const sections = names
    .filter((name) => name === 'README.md')
    .flatMap((name) => LICENCE_SECTION.exec(read(name)) ?? []);
  const [licence = sections[0] ?? madeUpText(found), ...more] = licences;
  return [licence, ...more, ...names.filter((name) => OTHER_FILES.test(name)).map(read)].join('\n\n');
}

/** Some packages only name their licence and their author. */
function madeUpText({ name, licence, author }: BundledPackage): string {
  const text = LICENCES[licence] ?? null;
  if (text === null || author === '') throw new Error(`${name} brings no licence text.`);
  return `Copyright (c) ${author}\n\n${text}`;
}
