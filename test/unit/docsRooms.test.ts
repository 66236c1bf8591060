/** docs/ARCHITECTURE.md has a line for each room, in the order of the floors that the dependency rules hold. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** By large room: its rooms, floor by floor from the lowest; '.' is what lies at its top. */
type Floors = Readonly<Record<string, readonly (readonly string[])[]>>;

const { floors } = (await import(new URL('../../.dependency-cruiser.mjs', import.meta.url).href)) as {
  readonly floors: Floors;
};

const [, rooms = ''] = readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8').split(/^## Rooms$/m);

/** The rooms of src that have a line, in its order. */
const listed = [...rooms.matchAll(/^- `src\/([^`]+)\/`: \S/gm)].map(([, room = '']) => room);

function foldersBelow(folder: string): string[] {
  return readdirSync(join(ROOT, 'src', folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .flatMap((room) => [room, ...foldersBelow(room)]);
}

describe('the rooms in docs/ARCHITECTURE.md', () => {
  it('are all there are, one line each', () => {
    assert.deepEqual(listed.toSorted(), foldersBelow('').toSorted());
  });

  it('stand in the order of their floors, the lowest first', () => {
    for (const [hall, levels] of Object.entries(floors)) {
      const inHall = listed.filter((room) => join(room, '..') === hall);
      const expected = levels.flat().filter((room) => room !== '.');
      assert.deepEqual(
        inHall,
        expected.map((room) => `${hall}/${room}`),
        hall,
      );
    }
  });
});
