/**
 * The software bill of materials, in the format of CycloneDX 1.6: which packages are in which file, in which version,
 * under which licence, and why. The same bundles give the same document: neither a date nor a random number is in it.
 */
import type { Bundled, BundledPackage } from './bundledPackages.ts';
import type { LockFile, Manifest } from './lockFile.ts';

interface Component {
  readonly type: 'application' | 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly license: { readonly id: string } }[];
  /** Of the archive in the npm registry. */
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
  readonly properties?: readonly Property[];
}

interface Property {
  readonly name: `panos-upgrade:${'file' | 'why'}`;
  readonly value: string;
}

export interface Sbom {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** @param reasons by name of the package: see packageReasons. */
export function sbomOf(
  { packages, importedByUs }: Bundled,
  lock: LockFile,
  manifest: Manifest,
  reasons: ReadonlyMap<string, string>,
): Sbom {
  const refs = new Map(packages.map(({ folder, name, version }) => [folder, refOf(folder, name, version)]));
  const refsOf = (folders: readonly string[]): string[] =>
    folders.flatMap((folder) => refs.get(folder) ?? []);
  const ours = purlOf(manifest.name, manifest.version);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ours,
        name: manifest.name,
        version: manifest.version,
        purl: ours,
      },
    },
    components: packages.map((found) => component(found, lock, reasons)),
    dependencies: [
      { ref: ours, dependsOn: refsOf(importedByUs) },
      ...packages.map(({ folder, name, version, imports }) => ({
        ref: refOf(folder, name, version),
        dependsOn: refsOf(imports),
      })),
    ],
  };
}

function component(
  { folder, name, version, licence, files }: BundledPackage,
  lock: LockFile,
  reasons: ReadonlyMap<string, string>,
): Component {
  const integrity = lock.packages[folder]?.integrity?.replace('sha512-', '') ?? '';
  const why = reasons.get(name);
  return {
    type: 'library',
    'bom-ref': refOf(folder, name, version),
    name,
    version,
    purl: purlOf(name, version),
    licenses: [{ license: { id: licence } }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity, 'base64').toString('hex') }],
    properties: [
      ...files.map((file): Property => ({ name: 'panos-upgrade:file', value: file })),
      ...(why === undefined ? [] : [{ name: 'panos-upgrade:why', value: why } as const]),
    ],
  };
}

/** The same version of a package may be there twice, in two folders. */
function refOf(folder: string, name: string, version: string): string {
  const purl = purlOf(name, version);
  return folder === `node_modules/${name}` ? purl : `${purl}#${folder}`;
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
