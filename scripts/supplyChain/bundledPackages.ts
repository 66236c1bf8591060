/** Which packages are really in what ships: read from what esbuild says of its bundles, not from package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as z from 'zod';
import { COPIED_FILES } from '../build.ts';
import { PROJECT_ROOT } from '../projectRoot.ts';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** From the root, as the lock file calls it: `node_modules/axios`. */
  readonly folder: string;
  /** As its package.json names it; an SPDX identifier where it is on the list of allowed ones. */
  readonly licence: string;
  readonly author: string;
  /** Files below dist that have something of it, sorted. */
  readonly files: readonly string[];
  /** Folders of the packages it imports, as far as they are in what ships, sorted. */
  readonly imports: readonly string[];
}

export interface Bundled {
  /** Sorted by folder. */
  readonly packages: readonly BundledPackage[];
  /** Folders of the packages that our own code imports, sorted. */
  readonly importedByUs: readonly string[];
}

/** What counts as ours in the lists of imports. */
const OURS = '';

export function bundledPackages(metafiles: readonly Metafile[]): Bundled {
  const files = filesOf(metafiles);
  const imports = importsOf(metafiles, files);
  return {
    packages: [...files].sort(byKey).map(([folder, found]) => ({
      ...described(folder),
      folder,
      files: [...found].sort(),
      imports: [...(imports.get(folder) ?? [])].sort(),
    })),
    importedByUs: [...(imports.get(OURS) ?? [])].sort(),
  };
}

/** By folder. What was looked at and left out is not in them. */
function filesOf(metafiles: readonly Metafile[]): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { outputs } of metafiles) {
    for (const [output, { inputs }] of Object.entries(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = folderOf(input);
        if (folder === OURS || bytesInOutput === 0) continue;
        const files = found.get(folder) ?? new Set();
        found.set(folder, files.add(output.replace(/^dist\//, '')));
        const copied = COPIED_FILES[folder.replace('node_modules/', '')];
        if (copied !== undefined) files.add(copied);
      }
    }
  }
  return found;
}

function importsOf(
  metafiles: readonly Metafile[],
  bundled: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { inputs } of metafiles) {
    for (const [input, { imports }] of Object.entries(inputs)) {
      const from = folderOf(input);
      for (const { path } of imports) {
        const to = folderOf(path);
        if (to === from || !bundled.has(to)) continue;
        found.set(from, (found.get(from) ?? new Set()).add(to));
      }
    }
  }
  return found;
}

/** The innermost package that the file is of; '' for our own. */
function folderOf(file: string): string {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? OURS;
}

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('not named'),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).default(''),
});

function described(folder: string): Pick<BundledPackage, 'name' | 'version' | 'licence' | 'author'> {
  const text = readFileSync(join(PROJECT_ROOT, folder, 'package.json'), 'utf8');
  const { name, version, license, author } = manifestSchema.parse(JSON.parse(text));
  // `Name <mail> (site)`
  return { name, version, licence: license, author: author.replaceAll(/\s*(?:<[^>]*>|\([^)]*\))/g, '') };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
