/** What a window shows that only looks on, while another one works. */
import assert from 'node:assert/strict';
import { startViewer } from '../../../src/engine/viewerEngine.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { Files } from '../../../src/store/files.ts';
import { diskError } from '../../support/memoryFiles.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE } from '../../support/sampleSpec.ts';
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

  it('sees each step in two seconds, also while nothing is saved, and reads the database no more for it', async () => {
    const rig = new Rig();
    const disk = { isFull: false };
    const owner = await rig.start(undefined, ({ name, path, when }) => {
      if (disk.isFull && name === 'write' && when === 'before' && path.includes('state.db'))
        throw diskError('EIO');
    });
    const { id } = await rig.submit(owner);
    await rig.clock.advanceBy(10_000);
    disk.isFull = true;
    const read: string[] = [];
    const files = rig.disk.attach(({ name, path, when }) => {
      if (name === 'read' && when === 'before') read.push(path);
    });
    const viewer = await startViewer({ ...windowParts('/storage', 'Bob'), files, clock: rig.clock }, 'Ada');
    read.length = 0;
    for (let minutes = 0; minutes < 40; minutes += 1) {
      await rig.clock.advanceBy(60_000);
      const seen = owner.jobs.get(id);
      await rig.clock.advanceBy(2_000);
      const shown = viewer.jobs.get(id);
      assert.ok(isNoOlder(shown, seen) && isNoOlder(owner.jobs.get(id), shown), `${minutes} min`);
    }
    await rig.finish(owner, id);
    await rig.clock.advanceBy(2_000);
    assert.deepEqual(viewer.jobs.get(id), owner.jobs.get(id));
    const version = owner.inventory.get(STANDALONE)?.swVersion;
    assert.deepEqual([viewer.inventory.get(STANDALONE)?.swVersion, version], ['11.1.4-h7', '11.1.4-h7']);
    assert.deepEqual(new Set(read), new Set(['/storage/journal-000000001.jsonl']));
    await viewer.close();
    await owner.close();
  });

  it('that cannot read the journal of a newer release shows what is saved', async () => {
    const rig = new Rig();
    const owner = await rig.start();
    const { id } = await rig.submit(owner);
    const viewer = await startViewer(
      { ...windowParts('/storage', 'Bob'), files: withUnknownLines(rig.disk.attach()), clock: rig.clock },
      'Ada',
    );
    const ended = await rig.finish(owner, id);
    await rig.clock.advanceBy(60_000);
    assert.deepEqual(viewer.jobs.get(id), ended);
    await viewer.close();
    await owner.close();
  });
});

/** By how many of its steps have ended. */
function isNoOlder(one: Job | undefined, other: Job | undefined): boolean {
  const ended = (job: Job | undefined): number =>
    job?.steps.filter(({ state }) => state === 'done').length ?? -1;
  return ended(one) >= ended(other);
}

/** What is read while it goes on is in a language of its own. */
function withUnknownLines(files: Files): Files {
  return {
    ...files,
    readPart(path, start, length) {
      return path.endsWith('.jsonl') ? Buffer.from('something else\n') : files.readPart(path, start, length);
    },
  };
}
