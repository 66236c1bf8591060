import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemoWorkspace } from '../../../scripts/demoWorkspace.ts';

describe('the folder of the demo', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-demo-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has upgrade paths, and nothing that says which fleet it works with', async () => {
    await prepareDemoWorkspace(folder);
    assert.deepEqual(await readdir(folder), ['upgrade_paths.json']);
  });

  it('keeps what somebody has changed there meanwhile', async () => {
    await writeFile(join(folder, 'upgrade_paths.json'), '{}');
    await prepareDemoWorkspace(folder);
    assert.equal(await readFile(join(folder, 'upgrade_paths.json'), 'utf8'), '{}');
  });
});
