import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  engineFolder,
  isOfAnotherFleet,
  sharedByWindows,
  simulatedName,
} from '../../../../src/vscode/engine/storageFolder.ts';

describe('the storage folder of a workspace', () => {
  const first = '/data/workspaceStorage/5f3a2b/publisher.name';

  it('is the same for its first and every later window', () => {
    assert.equal(sharedByWindows(first), first);
    assert.equal(sharedByWindows('/data/workspaceStorage/5f3a2b-1/publisher.name'), first);
  });

  it('stays apart from that of other workspaces', () => {
    for (const other of ['-7ea8b3c1', 'ext-dev', '1700000000000', '-5']) {
      const folder = `/data/workspaceStorage/${other}/publisher.name`;
      assert.equal(sharedByWindows(folder), folder);
    }
  });
});

describe('the folder of an engine', () => {
  const context = {
    storageUri: { fsPath: '/data/ws/5f3a2b/us' },
    globalStorageUri: { fsPath: '/data/global/us' },
  };
  const fleet = { startedAt: '2026-11-21T10:00:00Z' };

  it('is the storage of the real devices, or one of the simulated fleet alone', () => {
    assert.equal(engineFolder(context, null), join('/data/ws/5f3a2b/us', 'store'));
    assert.equal(engineFolder(context, fleet), join('/data/ws/5f3a2b/us', 'simulated-2026-11-21T10-00-00Z'));
    const without = { ...context, storageUri: undefined };
    assert.equal(engineFolder(without, null), join('/data/global/us', 'store'));
  });

  it('is cleared away once another fleet is used, and never that of the real devices', () => {
    const names = ['store', simulatedName(fleet), 'simulated-2025'];
    assert.deepEqual(
      names.filter((name) => isOfAnotherFleet(name, fleet)),
      ['simulated-2025'],
    );
  });
});
