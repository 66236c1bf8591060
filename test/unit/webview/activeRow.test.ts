/** The row the keyboard is on. */
import assert from 'node:assert/strict';
import { followActive, nextActive } from '../../../webview-ui/table/activeRow.ts';

const rows = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));

describe('the active row', () => {
  it('stays on its device when rows move', () => {
    assert.deepEqual(followActive({ id: 'b', index: 1 }, rows('a', 'b')), { id: 'b', index: 1 });
    assert.deepEqual(followActive({ id: 'b', index: 1 }, rows('b', 'c', 'a')), { id: 'b', index: 0 });
  });

  it('goes to the row that took its place, or is none', () => {
    assert.deepEqual(followActive({ id: 'b', index: 1 }, rows('a', 'c')), { id: 'c', index: 1 });
    assert.deepEqual(followActive({ id: 'b', index: 9 }, rows('a', 'c')), { id: 'c', index: 1 });
    assert.equal(followActive({ id: 'b', index: 1 }, []), null);
    assert.equal(followActive(null, rows('a')), null);
  });

  it('moves by keys, never beyond the ends', () => {
    const from = (at: number, key: string): number | null => nextActive(key, { at, count: 100, page: 20 });
    assert.equal(from(-1, 'ArrowDown'), 0);
    assert.equal(from(5, 'ArrowUp'), 4);
    assert.equal(from(5, 'PageDown'), 25);
    assert.equal(from(5, 'PageUp'), 0);
    assert.equal(from(95, 'PageDown'), 99);
    assert.equal(from(5, 'Home'), 0);
    assert.equal(from(5, 'End'), 99);
    assert.equal(from(5, 'Enter'), null);
    assert.equal(nextActive('End', { at: -1, count: 0, page: 20 }), null);
  });
});
