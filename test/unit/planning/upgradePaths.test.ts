import assert from 'node:assert/strict';
import { readUpgradePaths } from '../../../src/planning/upgradePaths.ts';

/** The problems of a file, each as `line:column path: message`. */
function problemsOf(text: string): string[] {
  const result = readUpgradePaths(text);
  assert.ok('problems' in result, 'the file has problems');
  return result.problems.map(({ path, message, line, column }) => `${line}:${column} ${path}: ${message}`);
}

function onlyProblem(text: string): string {
  const [problem, ...others] = problemsOf(text);
  assert.deepEqual(others, []);
  return problem ?? '';
}

describe('readUpgradePaths', () => {
  it('reads a table of paths', () => {
    const result = readUpgradePaths(
      '{"$schema": "./upgrade_paths.schema.json", "10.1.14": ["10.2.10", "11.1.4-h7"], "11.1.4-h7": ["11.1.4-h10"]}',
    );
    assert.ok('paths' in result);
    assert.deepEqual(
      [...result.paths],
      [
        ['10.1.14', ['10.2.10', '11.1.4-h7']],
        ['11.1.4-h7', ['11.1.4-h10']],
      ],
    );
  });

  it('reads lines of release trains', () => {
    const lines = {
      '10.1.*': ['10.1.14-h6', '10.2.10'],
      '10.1.14-h*': ['10.1.14-h6'],
      '10.2.0-h*': ['10.2.1'],
    };
    const result = readUpgradePaths(JSON.stringify(lines));
    assert.deepEqual(result, { paths: new Map(Object.entries(lines)) });
  });

  it('says which stars are no release train, at their place', () => {
    for (const key of [
      '10.1.1*',
      '10.*',
      '*',
      '10.1.14*',
      '10.1.14-*',
      '10.1.14-h1*',
      '10.1.*-h*',
      '10.1.**',
    ]) {
      assert.equal(
        onlyProblem(`{\n  "${key}": ["12.1.4"]\n}`),
        `2:3 ${key}: "${key}" is not a release train such as 11.1.4-h* (all hotfixes of 11.1.4) or 11.1.* (all of 11.1)`,
      );
    }
    assert.match(
      onlyProblem('{"10.1.*": ["10.2.*"]}'),
      /^1:13 10\.1\.\*\[0\]: "10\.2\.\*" is not a PAN-OS version/,
    );
  });

  it('refuses paths of release trains that lead below them', () => {
    assert.equal(
      onlyProblem('{"10.1.14-h*": ["10.1.14", "10.2.0"]}'),
      '1:17 10.1.14-h*[0]: 10.1.14 is older than all versions of 10.1.14-h*: a path leads upwards only',
    );
    assert.match(
      onlyProblem('{"10.2.*": ["10.1.14-h9"]}'),
      /10\.1\.14-h9 is older than all versions of 10\.2\.\*/,
    );
    assert.match(
      onlyProblem('{"10.2.*": ["10.2.9", "10.2.4"]}'),
      /10\.2\.4 is not newer than 10\.2\.9 before it/,
    );
    assert.match(onlyProblem('{"10.2.*": ["10.2.9"], "10.2.*": ["10.2.9"]}'), /has a path already/);
  });

  it('reads an empty table', () => {
    assert.deepEqual(readUpgradePaths('{}'), { paths: new Map() });
  });

  it('shows every problem at its place', () => {
    const text = `{
  "10.1": ["10.2.0"],
  "10.1.0": [],
  "10.1.1": ["10.2.0", "newest", 11],
  "10.1.2": "10.2.0",
  "10.1.0": ["10.2.0"]
}`;
    assert.deepEqual(problemsOf(text), [
      '2:3 10.1: "10.1" is not a PAN-OS version such as 11.1.4 or 11.1.4-h7',
      '3:13 10.1.0: The path of 10.1.0 is empty: name at least the target version',
      '4:24 10.1.1[1]: "newest" is not a PAN-OS version such as 11.1.4 or 11.1.4-h7',
      '4:34 10.1.1[2]: A version in double quotes is expected, such as "11.1.4-h7"',
      '5:13 10.1.2: A list of versions is expected, such as ["10.2.0", "11.1.4"]',
      '6:3 10.1.0: 10.1.0 has a path already, above',
    ]);
  });

  it('refuses paths that do not lead upwards', () => {
    assert.equal(
      onlyProblem('{"10.1.14": ["11.1.0", "10.2.0"]}'),
      '1:24 10.1.14[1]: 10.2.0 is not newer than 11.1.0 before it: a path leads upwards only',
    );
    assert.match(onlyProblem('{"10.1.14-h9": ["10.1.14"]}'), /10\.1\.14 is not newer than 10\.1\.14-h9/);
    assert.match(onlyProblem('{"10.1.14": ["10.2.0", "10.2.0"]}'), /10\.2\.0 stands twice/);
    assert.match(onlyProblem('{"10.1.14": ["10.2.0", "10.1.14"]}'), /leads back to 10\.1\.14/);
  });

  it('refuses what is not an object, and what is not JSON', () => {
    assert.match(onlyProblem('["10.1.14"]'), /^1:1 : The file must be an object/);
    assert.match(
      onlyProblem('{\n  "10.1.14": ["10.2.0",]\n}'),
      /^2:24 : This is not valid JSON\. A value is expected here/,
    );
    assert.match(onlyProblem(''), /^1:1 : This is not valid JSON/);
  });

  it('is not confused by names that mean something to JavaScript', () => {
    assert.match(onlyProblem('{"__proto__": ["10.2.0"]}'), /"__proto__" is not a PAN-OS version/);
  });
});
