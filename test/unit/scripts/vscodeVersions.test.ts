/** What the manifest promises is what the host tests run in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { VSCODE_VERSIONS } from '../../../scripts/vscodeVersions.ts';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** `1.103` of `^1.103.0`: the API is the same in all patches of a version. */
const apiVersion = (version: string): string => /\d+\.\d+/.exec(version)?.[0] ?? '';

describe('the VS Code versions of the host tests', () => {
  it('begin with the lowest one that engines.vscode allows', () => {
    assert.match(manifest.engines.vscode, /^\^\d+\.\d+\.0$/);
    assert.equal(apiVersion(manifest.engines.vscode), apiVersion(VSCODE_VERSIONS.oldest.vscode));
  });

  it('begin with the one whose API the code is compiled against', () => {
    const compiledAgainst = manifest.devDependencies['@types/vscode'] ?? '';
    assert.equal(apiVersion(compiledAgainst), apiVersion(VSCODE_VERSIONS.oldest.vscode));
  });

  it("carry the versions of code-server's packages: its major is VS Code's plus three", () => {
    for (const { vscode, codeServer } of Object.values(VSCODE_VERSIONS)) {
      const [major = 0, ...rest] = vscode.split('.').map(Number);
      assert.equal([major + 3, ...rest].join('.'), codeServer);
    }
  });
});
