import assert from 'node:assert/strict';
import { readPartitions } from '../../../../src/panos/answers/partitions.ts';
import { result } from '../sampleXml.ts';

const HEAD = `Partition         State             Version
--------------------------------------------------------------------------------
`;
const read = (text: string): readonly string[] | null =>
  readPartitions(result(`<![CDATA[${HEAD}${text}\n]]>`));

describe('readPartitions', () => {
  it('reads what a device does not run from: to fall back to, or waiting for a restart', () => {
    const runs =
      'sysroot1          RUNNING-ACTIVE    10.2.10-h2\nmaint             READY             10.2.10-h2';
    assert.deepEqual(read(`sysroot0          REVERTABLE        10.1.14\n${runs}`), ['10.1.14']);
    assert.deepEqual(read(`sysroot0          PENDING-CHANGE    11.1.4-h7\n${runs}`), ['11.1.4-h7']);
    assert.deepEqual(read(`sysroot0          EMPTY             None\n${runs}`), []);
    assert.deepEqual(read(runs), []);
  });

  it('does not know where no partition is said to run', () => {
    assert.equal(read('sysroot0          REVERTABLE        10.1.14'), null);
    assert.equal(readPartitions(result('')), null);
  });
});
