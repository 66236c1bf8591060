/** What a window shows that only looks on, while another one works. */
import assert from 'node:assert/strict';
import { startViewer } from '../../../src/engine/viewerEngine.ts';
import { Rig } from '../../support/rig.ts';
import { windowParts } from './window.ts';

describe('a window that looks on', () => {
  it('sees what the owner has saved, and hears only of jobs that changed', async () => {
    const rig = new Rig();
    const owner = await rig.start();
    const viewer = await startViewer(
      { ...windowParts('/storage', 'Bob'), files: rig.disk.attach(), clock: rig.clock },
      'Ada',
    );
    const first = await rig.finish(owner, (await rig.submit(owner, undefined, true)).id);
    await rig.clock.advanceBy(10_000);
    assert.deepEqual(viewer.jobs.all(), [first]);

    const heard: string[] = [];
    viewer.jobs.onDidChange((job) => heard.push(job.id));
    const second = await rig.finish(owner, (await rig.submit(owner, undefined, true)).id);
    await rig.clock.advanceBy(10_000);
    assert.deepEqual(new Set(heard), new Set([second.id]));
    assert.deepEqual(viewer.jobs.get(second.id), second);
    await viewer.close();
    await owner.close();
  });
});
