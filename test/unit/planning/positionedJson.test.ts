import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type JsonNode,
  JsonSyntaxError,
  linesOf,
  parsePositionedJson,
} from '../../../src/planning/positionedJson.ts';

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(plain);
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
  }
}

describe('parsePositionedJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        assert.deepEqual(plain(parsePositionedJson(text)), JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const damaged = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', ',', '{', ']', ':', 'x', '0', '-', '\n', '\t', '\\'),
    );
    fc.assert(
      fc.property(damaged, ([json, where, insert]) => {
        const at = where % (json.length + 1);
        const text = json.slice(0, at) + insert + json.slice(at + (insert === '' ? 1 : 0));
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (valid) parsePositionedJson(text);
        else assert.throws(() => parsePositionedJson(text), JsonSyntaxError, JSON.stringify(text));
      }),
      { numRuns: 500 },
    );
  });

  it('tells where each value stands', () => {
    const text = '{"a": 1,\r\n "b": [true]}';
    const root = parsePositionedJson(text);
    assert.ok(root.kind === 'object');
    const b = root.members[1];
    assert.ok(b?.value.kind === 'array');
    const place = linesOf(text);
    assert.deepEqual(place(b.nameOffset), { line: 2, column: 2 });
    assert.deepEqual(place(b.value.items[0]?.offset ?? -1), { line: 2, column: 8 });
    assert.deepEqual(place(root.offset), { line: 1, column: 1 });
  });

  it('keeps equal names and skips a byte order mark', () => {
    const root = parsePositionedJson('\uFEFF{"a": 1, "a": 2}');
    assert.ok(root.kind === 'object');
    assert.deepEqual(
      root.members.map(({ name }) => name),
      ['a', 'a'],
    );
  });

  it('refuses what would exhaust the stack', () => {
    assert.throws(() => parsePositionedJson('['.repeat(100_000)), /Nested too deeply/);
  });
});
