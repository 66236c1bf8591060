/** The schemas help to write the user's files; what is wrong in them is said by their readers alone, in one voice. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Keywords by which VS Code would find problems of its own at the places of ours. */
const JUDGING = new Set([
  ...['type', 'enum', 'const', 'pattern', 'required', 'propertyNames', 'patternProperties', 'not'],
  ...['oneOf', 'anyOf', 'allOf', 'minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength'],
]);

/** All places of a schema, without the texts it inserts. */
function judgements(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name === 'defaultSnippets') return [];
    const judges = JUDGING.has(name) || (name === 'additionalProperties' && value === false);
    return [...(judges ? [`${path}/${name}`] : []), ...judgements(value, `${path}/${name}`)];
  });
}

for (const file of ['upgrade_paths.schema.json', 'version_hashes.schema.json']) {
  describe(file, () => {
    const text = readFileSync(new URL(`../../../resources/${file}`, import.meta.url), 'utf8');

    it('judges nothing', () => assert.deepEqual(judgements(JSON.parse(text)), []));

    it('offers nothing that could be taken for a real checksum', () => {
      assert.doesNotMatch(text, /[0-9a-f]{64}/i);
    });
  });
}
