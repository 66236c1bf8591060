/** What must hold of the packages that ship: looked at by a test, and again before anything is packed. */
import type { BundledPackage } from './bundledPackages.ts';
import { LICENCES } from './licences.ts';
import type { LockFile, Manifest } from './lockFile.ts';

/** Packages that package.json asks for besides those for development, and why they are in no bundle. */
const NOT_BUNDLED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /^node-(?:darwin|linux|win)-(?:arm64|x64)$/,
    'the Node that runs scripts and tests, one for each platform',
  ],
];

/** @returns sentences; none when all is well. @param reasons by name: see packageReasons. */
export function packageProblems(
  packages: readonly BundledPackage[],
  lock: LockFile,
  manifest: Manifest,
  reasons: ReadonlyMap<string, string>,
): string[] {
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  return [
    ...packages.flatMap((found) => [...lockProblems(found, lock), ...licenceProblems(found)]),
    ...wanted.flatMap((name) => {
      const isThere = packages.some((found) => found.name === name);
      if (isThere)
        return reasons.has(name) ? [] : [`docs/ARCHITECTURE.md does not say why there is ${name}.`];
      return NOT_BUNDLED.some(([pattern]) => pattern.test(name))
        ? []
        : [
            `${name} is among the dependencies and in no bundle. Take it out, or make it one for development.`,
          ];
    }),
  ];
}

function lockProblems({ folder, version }: BundledPackage, { packages }: LockFile): string[] {
  const entry = packages[folder];
  if (entry === undefined) return [`${folder} ships and is not in the lock file.`];
  if (entry.dev) return [`${folder} ships and is there for development alone.`];
  return entry.version === version
    ? []
    : [`${folder} ships as ${version}, and the lock file has ${entry.version}.`];
}

function licenceProblems({ name, licence }: BundledPackage): string[] {
  return licence in LICENCES ? [] : [`The licence of ${name} is not one that may ship: ${licence}.`];
}
