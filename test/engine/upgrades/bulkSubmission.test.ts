/** Many downloads asked for at once, when something is in the way of some of them. */
import assert from 'node:assert/strict';
import { defaultSettings } from '../../support/engineSettings.ts';
import { diskFailure } from '../../support/failingOperations.ts';
import type { DiskHook } from '../../support/memoryFiles.ts';
import { Rig } from '../../support/rig.ts';
import { standalone } from '../../support/sampleSpec.ts';

const firewalls = Array.from({ length: 30 }, (_, n) =>
  standalone({ serial: `00170100${1000 + n}`, hostname: `fw-${n}` }),
);
const serials = firewalls.map(({ serial }) => serial);
const settings = { ...defaultSettings, workers: { max: 1, queueSize: 100 } };

describe('engine: a bulk of downloads', () => {
  it('queues what a full disk lets it, says so of the rest, and loses nothing', async () => {
    const rig = new Rig({ firewalls, settings });
    const first = await rig.start();
    await rig.discover(first);
    await first.close();
    let hook: DiskHook = () => undefined;
    const engine = await rig.start(undefined, (operation) => hook(operation));
    engine.pause();
    // A record is written, synced and the file's size looked at.
    hook = diskFailure('ENOSPC', 'for good', 40).hook;
    const { queued, skipped } = await rig.clock.drive(engine.submitDownloads({ serials, by: 'test' }));
    assert.ok(queued.length > 5 && skipped.length > 5, `${queued.length} queued, ${skipped.length} not`);
    assert.equal(queued.length + skipped.length, serials.length);
    assert.match(skipped[0]?.reason ?? '', /It was not queued\./);
    hook = () => undefined;
    await rig.clock.drive(engine.close());

    const again = await rig.start();
    const open = new Set(again.jobs.all().map(({ id }) => id));
    assert.ok(queued.every(({ id }) => open.has(id)));
    await rig.clock.drive(again.close());
  });

  it('gives each device one job, whatever the list says', async () => {
    const rig = new Rig({ firewalls, settings });
    const engine = await rig.start();
    await rig.discover(engine);
    engine.pause();
    const { queued, skipped, batch } = await rig.clock.drive(
      engine.submitDownloads({ serials: [...serials, ...serials], by: 'test' }),
    );
    assert.deepEqual([queued.length, skipped.length], [30, 0]);
    assert.ok(queued.every((job) => job.batch === batch));
    const more = await rig.clock.drive(engine.submitDownloads({ serials, by: 'test' }));
    assert.deepEqual([more.queued.length, more.skipped.length], [0, 30]);
    assert.equal(more.skipped[0]?.conflictingJobId, queued[0]?.id);
  });
});
