/** What ships is known: the packages in the bundles, the bill of materials, the notices. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleContents } from '../../../../scripts/build.ts';
import {
  bundledPackages,
  type Bundled,
  type BundledPackage,
} from '../../../../scripts/supplyChain/bundledPackages.ts';
import { readLockFile, readManifest } from '../../../../scripts/supplyChain/lockFile.ts';
import { noticesOf } from '../../../../scripts/supplyChain/notices.ts';
import { packageProblems } from '../../../../scripts/supplyChain/packageProblems.ts';
import { packageReasons } from '../../../../scripts/supplyChain/packageReasons.ts';
import { sbomOf, type Sbom } from '../../../../scripts/supplyChain/sbom.ts';

const ROOT = new URL('../../../../', import.meta.url);

const lock = readLockFile();
const manifest = readManifest();
const reasons = packageReasons();

describe('the packages that ship', () => {
  /** Files of packages of which there is something in a bundle, with the bundle. */
  let contained: readonly (readonly [file: string, bundle: string])[];
  let bundled: Bundled;
  let sbom: Sbom;

  before(async () => {
    const metafiles = await bundleContents();
    contained = metafiles.flatMap(({ outputs }) =>
      Object.entries(outputs).flatMap(([bundle, { inputs }]) =>
        Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
          file.startsWith('node_modules/') && bytesInOutput > 0 ? [[file, bundle] as const] : [],
        ),
      ),
    );
    bundled = bundledPackages(metafiles);
    sbom = sbomOf(bundled, lock, manifest, reasons);
  });

  const problemsWith = (change: Partial<BundledPackage>): string[] => {
    const packages = bundled.packages.map((found) =>
      found.name === 'axios' ? { ...found, ...change } : found,
    );
    return packageProblems(packages, lock, manifest, reasons);
  };

  it('are in the lock file, for more than development, under a licence that may ship, and with a reason', () => {
    assert.deepEqual(packageProblems(bundled.packages, lock, manifest, reasons), []);
  });

  it('are found out when one of that is not so', () => {
    assert.deepEqual(
      problemsWith({
        folder: 'node_modules/mocha',
        version: lock.packages['node_modules/mocha']?.version ?? '',
      }),
      ['node_modules/mocha ships and is there for development alone.'],
    );
    assert.deepEqual(problemsWith({ folder: 'node_modules/left-pad' }), [
      'node_modules/left-pad ships and is not in the lock file.',
    ]);
    assert.match(
      problemsWith({ version: '0.0.1' }).join(),
      /^node_modules\/axios ships as 0\.0\.1, and the lock/,
    );
    assert.deepEqual(problemsWith({ licence: 'GPL-3.0-only' }), [
      'The licence of axios is not one that may ship: GPL-3.0-only.',
    ]);
    const without = bundled.packages.filter(({ name }) => name !== 'axios');
    assert.match(
      packageProblems(without, lock, manifest, reasons).join(),
      /^axios is among the dependencies and in no/,
    );
    assert.deepEqual(
      packageProblems(
        bundled.packages,
        lock,
        manifest,
        new Map([...reasons].filter(([name]) => name !== 'zod')),
      ),
      ['docs/ARCHITECTURE.md does not say why there is zod.'],
    );
  });

  it('are all that have a file in a bundle, each with every bundle it is in', () => {
    assert.ok(contained.length > 100);
    for (const [file, bundle] of contained) {
      const [found] = bundled.packages
        .filter(({ folder }) => file.startsWith(`${folder}/`))
        .sort((a, b) => b.folder.length - a.folder.length);
      assert.ok(found?.files.includes(bundle.replace('dist/', '')), `${file} in ${bundle}`);
    }
  });

  it('are, of those we import, just the dependencies of package.json', () => {
    assert.deepEqual(
      bundled.importedByUs,
      Object.keys(manifest.dependencies)
        .map((name) => `node_modules/${name}`)
        .sort(),
    );
  });

  it('have no library for certificates among them, and nothing of it is installed for users', () => {
    const names = Object.entries(lock.packages).flatMap(([folder, { dev }]) => (dev ? [] : [folder]));
    for (const name of [...bundled.packages.map((found) => found.folder), ...names])
      assert.doesNotMatch(name, /selfsigned|peculiar|asn1|pkijs/);
  });

  it('are all in the bill of materials, with version, licence, checksum, and the files they are in', () => {
    assert.deepEqual(
      sbom.components.map(({ name, version, licenses, properties = [] }) => [
        name,
        version,
        licenses?.map(({ license }) => license.id),
        properties.filter(({ name: kind }) => kind === 'panos-upgrade:file').map(({ value }) => value),
      ]),
      bundled.packages.map(({ name, version, licence, files }) => [name, version, [licence], files]),
    );
    for (const { hashes, name } of sbom.components)
      assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, name);
    const sql = sbom.components.find(({ name }) => name === 'sql.js');
    assert.deepEqual(sql?.properties?.map(({ value }) => value).slice(0, 2), ['sql-wasm.wasm', 'sqlJs.cjs']);
  });

  it('stand in it with why they are there, and who brings them', () => {
    const refs = new Set(sbom.components.map((component) => component['bom-ref']));
    assert.equal(refs.size, sbom.components.length);
    for (const { ref, dependsOn } of sbom.dependencies) {
      for (const other of dependsOn)
        assert.ok(refs.has(other), `${ref} needs ${other}, which is not in the list`);
    }
    const ours = sbom.metadata.component['bom-ref'];
    const direct = sbom.dependencies.find(({ ref }) => ref === ours)?.dependsOn ?? [];
    for (const ref of direct) {
      const component = sbom.components.find((one) => one['bom-ref'] === ref);
      assert.ok(
        component?.properties?.some(({ name }) => name === 'panos-upgrade:why'),
        ref,
      );
    }
    // Everybody else is brought by somebody who ships.
    const brought = new Set(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn));
    assert.deepEqual(
      [...refs].filter((ref) => !brought.has(ref)),
      [],
    );
  });

  it('give the same bill of materials every time, without a date', async () => {
    const again = sbomOf(bundledPackages(await bundleContents()), lock, manifest, reasons);
    assert.equal(JSON.stringify(again), JSON.stringify(sbom));
    assert.doesNotMatch(JSON.stringify(sbom), /timestamp|serialNumber/);
  });

  it('have their licence text in the notices', () => {
    const notices = noticesOf(bundled.packages);
    for (const { name, version, licence } of bundled.packages) {
      const [, after = ''] = notices.split(`\n${name} ${version} (${licence})\n`);
      const [, text = ''] = after.split(/^-{80}$/m);
      assert.match(text, /Permission/, name);
      assert.match(text, /Copyright/i, name);
    }
    const saxes = bundled.packages.filter(({ name }) => name === 'saxes');
    assert.match(noticesOf(saxes), /\nCopyright \(c\) Louis-Dominique Dubeau\n\nPermission to use, copy/);
    const nobodys = saxes.map((found) => ({ ...found, author: '' }));
    assert.throws(() => noticesOf(nobodys), { message: 'saxes brings no licence text.' });
  });

  it('are packed with both documents', () => {
    const packed = readFileSync(new URL('.vscodeignore', ROOT), 'utf8').split('\n');
    for (const file of ['sbom.cdx.json', 'THIRD-PARTY-NOTICES.txt'])
      assert.ok(packed.includes(`!dist/${file}`));
  });
});
