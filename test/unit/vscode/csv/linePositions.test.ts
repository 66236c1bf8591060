import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linePositions } from '../../../../src/vscode/csv/linePositions.ts';

describe('linePositions', () => {
  it('counts lines by every way of ending them', () => {
    const place = linePositions('ab\r\ncd\ref\n\ngh');
    assert.deepEqual([0, 2, 4, 6, 7, 10, 11, 13].map(place), [
      { line: 0, character: 0 },
      { line: 0, character: 2 },
      { line: 1, character: 0 },
      { line: 1, character: 2 },
      { line: 2, character: 0 },
      { line: 3, character: 0 },
      { line: 4, character: 0 },
      { line: 4, character: 2 },
    ]);
  });

  it('finds each character where splitting the text finds it', () => {
    const text = fc
      .array(fc.constantFrom('a', 'ü', '\n', '\r\n', '\r', ','), { maxLength: 40 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (written, at) => {
        const offset = written === '' ? 0 : at % (written.length + 1);
        // Between the two halves of a line's end no character stands.
        fc.pre(!(written[offset - 1] === '\r' && written[offset] === '\n'));
        const before = written.slice(0, offset).split(/\r\n|\r|\n/);
        assert.deepEqual(linePositions(written)(offset), {
          line: before.length - 1,
          character: before.at(-1)?.length ?? 0,
        });
      }),
    );
  });
});
