import assert from 'node:assert/strict';
import { demoSettings } from '../../../scripts/demoWorkspace.ts';

const HOST = 'panosUpgrade.panorama.host';
const read = (text: string): unknown => JSON.parse(text);

describe('the settings of the demo', () => {
  it('name the Panorama of the fleet', () => {
    assert.deepEqual(read(demoSettings(null, '127.0.0.1:1')), {
      [HOST]: '127.0.0.1:1',
      'files.exclude': { '.panos-simulator': true },
    });
  });

  it('keep what somebody has set there meanwhile', () => {
    const before = JSON.stringify({
      'panosUpgrade.workers.max': 9,
      [HOST]: '127.0.0.1:1',
      'files.exclude': { '**/*.tmp': true, '.panos-simulator': false },
    });
    assert.deepEqual(read(demoSettings(before, '127.0.0.1:2')), {
      'panosUpgrade.workers.max': 9,
      [HOST]: '127.0.0.1:2',
      'files.exclude': { '**/*.tmp': true, '.panos-simulator': true },
    });
  });

  it('are not overwritten where they cannot be read', () => {
    assert.throws(() => demoSettings('{ // mine\n}', '127.0.0.1:2'), /not plain JSON.*delete the file/);
  });
});
