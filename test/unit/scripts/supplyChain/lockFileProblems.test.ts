import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readLockFile, readManifest, type LockFile } from '../../../../scripts/supplyChain/lockFile.ts';
import { lockFileProblems } from '../../../../scripts/supplyChain/lockFileProblems.ts';

const npmrc = readFileSync(new URL('../../../../.npmrc', import.meta.url), 'utf8');
const lock = readLockFile();
const manifest = readManifest();

/** What is said of a lock file in which this package is another. */
function problemsWith(folder: string, change: Partial<LockFile['packages'][string]>): string[] {
  const entry = lock.packages[folder] ?? {
    dev: false,
    hasInstallScript: false,
    integrity: `sha512-${'A'.repeat(86)}==`,
  };
  const packages = { ...lock.packages, [folder]: { ...entry, ...change } };
  return lockFileProblems({ ...lock, packages }, manifest, npmrc);
}

describe('the lock file', () => {
  it('holds every package to what was looked at', () => {
    assert.deepEqual(lockFileProblems(lock, manifest, npmrc), []);
  });

  it('is refused with a package that is not held to its bytes', () => {
    for (const integrity of [undefined, '', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='])
      assert.deepEqual(problemsWith('node_modules/axios', { integrity }), [
        'node_modules/axios has no SHA-512 in the lock file.',
      ]);
  });

  it('is refused with a package from anywhere but the npm registry', () => {
    for (const resolved of [
      'git+ssh://git@github.com/axios/axios.git#0123456',
      'https://registry.npmjs.org.example.com/axios/-/axios-1.21.1.tgz',
      'file:../axios',
      'http://registry.npmjs.org/axios/-/axios-1.21.1.tgz',
    ])
      assert.deepEqual(problemsWith('node_modules/axios', { resolved }), [
        `node_modules/axios does not come from the npm registry: ${resolved}.`,
      ]);
    const resolved = 'https://registry.npmjs.org/axios/-/axios-1.21.1.tgz';
    assert.deepEqual(problemsWith('node_modules/axios', { resolved }), []);
  });

  it('is refused with an install script that nobody has given a reason for', () => {
    for (const folder of ['node_modules/axios', 'node_modules/esbuild/node_modules/left-pad'])
      assert.deepEqual(problemsWith(folder, { hasInstallScript: true }), [
        `${folder} has an install script. Do without the package, or say why its script is not needed.`,
      ]);
    assert.deepEqual(problemsWith('node_modules/esbuild', { hasInstallScript: false }), [
      'esbuild has no install script any more: take it off the list.',
    ]);
  });

  it('is refused where npm might choose a version, or run scripts', () => {
    for (const version of ['^1.21.1', '1.x', 'latest', 'github:axios/axios', 'npm:axious@1.21.1'])
      assert.deepEqual(
        lockFileProblems(
          lock,
          { ...manifest, dependencies: { ...manifest.dependencies, axios: version } },
          npmrc,
        ),
        [`axios is not pinned to one version: ${version}.`],
      );
    for (const text of ['', 'ignore-scripts=false', '#ignore-scripts=true'])
      assert.deepEqual(lockFileProblems(lock, manifest, text), ['.npmrc does not say ignore-scripts=true.']);
    assert.deepEqual(lockFileProblems({ ...lock, lockfileVersion: 1 }, manifest, npmrc), [
      'The lock file has version 1 instead of 3.',
    ]);
  });
});
