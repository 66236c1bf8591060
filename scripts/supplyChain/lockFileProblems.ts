/** What may be installed and run at all: only what the lock file names, as it was, and nothing of it by itself. */
import type { LockFile, Manifest } from './lockFile.ts';

const REGISTRY = 'https://registry.npmjs.org/';

/** Packages that would like to run something when they are installed, and why they are kept although it never runs. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild: 'only looks whether the binary works that comes as a package of its own',
  '@vscode/vsce-sign': 'fetches a program that signs extensions, which is not done here',
};

/** @returns sentences; none when all is well. @param npmrc the text of the project's .npmrc. */
export function lockFileProblems(lock: LockFile, manifest: Manifest, npmrc: string): string[] {
  return [
    ...(lock.lockfileVersion === 3
      ? []
      : [`The lock file has version ${lock.lockfileVersion} instead of 3.`]),
    ...Object.entries(lock.packages).flatMap(([folder, entry]) =>
      folder === '' ? [] : entryProblems(folder, entry),
    ),
    ...forgottenScripts(lock),
    ...[manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((wanted) =>
      Object.entries(wanted).flatMap(([name, version]) =>
        /^\d+\.\d+\.\d+$/.test(version) ? [] : [`${name} is not pinned to one version: ${version}.`],
      ),
    ),
    ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc does not say ignore-scripts=true.']),
  ];
}

function entryProblems(folder: string, entry: LockFile['packages'][string]): string[] {
  const problems: string[] = [];
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
    problems.push(`${folder} has no SHA-512 in the lock file.`);
  if (entry.resolved?.startsWith(REGISTRY) === false)
    problems.push(`${folder} does not come from the npm registry: ${entry.resolved}.`);
  if (entry.hasInstallScript && !(nameOf(folder) in INSTALL_SCRIPTS))
    problems.push(
      `${folder} has an install script. Do without the package, or say why its script is not needed.`,
    );
  return problems;
}

function forgottenScripts({ packages }: LockFile): string[] {
  const known = Object.entries(packages).flatMap(([folder, { hasInstallScript }]) =>
    hasInstallScript ? [nameOf(folder)] : [],
  );
  return Object.keys(INSTALL_SCRIPTS).flatMap((name) =>
    known.includes(name) ? [] : [`${name} has no install script any more: take it off the list.`],
  );
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
