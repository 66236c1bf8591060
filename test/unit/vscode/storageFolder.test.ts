import assert from 'node:assert/strict';
import { sharedByWindows } from '../../../src/vscode/storageFolder.ts';

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
