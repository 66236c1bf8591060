/** The fleet that docs/TESTING.md shows as an example is one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';

const TESTING = new URL('../../../../docs/TESTING.md', import.meta.url);

describe('the fleet of docs/TESTING.md', () => {
  it('is a pair whose second member has the faults it is said to have', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync(TESTING, 'utf8')) ?? [];
    const { firewalls } = parseFleetSpec(JSON.parse(example));
    assert.deepEqual(
      firewalls.map(({ ha, faults }) => [ha?.state, faults.map(({ kind }) => kind)]),
      [
        ['active', []],
        ['passive', ['call', 'restart_ignored']],
      ],
    );
  });
});
