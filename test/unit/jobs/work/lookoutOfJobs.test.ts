import assert from 'node:assert/strict';
import { alone, HOUR, MINUTE, ofPair, Scene } from './lookoutScene.ts';

describe('lookout, for several jobs and their ends', () => {
  it('tells each change once, and of all jobs that do not see', async () => {
    const scene = new Scene();
    const one = scene.work(alone('panorama'));
    const other = scene.work(ofPair());
    scene.set('silent', 'panorama');
    scene.fallSilent('fw-1', 'fw-a', 'fw-b');
    await scene.clock.advanceBy(HOUR);
    assert.deepEqual(scene.lookout.blindness()?.jobs, ['job-1', 'job-2']);
    assert.deepEqual(
      scene.changes.map((blindness) => blindness?.jobs.length),
      [1, 2],
    );
    scene.book.answered('fw-a');
    assert.deepEqual(scene.lookout.blindness()?.jobs, ['job-1']);
    scene.book.answered('fw-1');
    assert.deepEqual(
      scene.changes.map((blindness) => blindness?.jobs.length ?? 0),
      [1, 2, 1, 0],
    );
    await Promise.all([one.end(), other.end()]);
  });

  it('says that it sees again when a job ends while it is blind, and looks at nobody any more', async () => {
    const scene = new Scene();
    const { end } = scene.work(ofPair());
    scene.fallSilent('fw-a', 'fw-b');
    await scene.clock.advanceBy(MINUTE);
    await end();
    assert.equal(scene.lookout.blindness(), null);
    assert.equal(scene.changes.at(-1), null);
    const looks = scene.looks.length;
    await scene.clock.runUntilIdle();
    assert.ok(scene.looks.length <= looks + 2);
  });

  it('lets go when the work fails, too', async () => {
    const scene = new Scene();
    await assert.rejects(
      scene.lookout.during(
        ofPair(),
        () => false,
        async () => {
          scene.fallSilent('fw-a', 'fw-b');
          throw new Error('it failed');
        },
      ),
      /it failed/,
    );
    assert.equal(scene.lookout.blindness(), null);
    await scene.clock.runUntilIdle();
  });

  it('is blind from the beginning for a job that begins while all is known to be silent', async () => {
    const scene = new Scene();
    const first = scene.work(alone('fw-a', 'fw-b'));
    scene.set('silent', 'fw-a', 'fw-b');
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(5 * MINUTE);
    const second = scene.work(ofPair());
    await scene.clock.advanceBy(5 * MINUTE);
    assert.deepEqual(scene.lookout.blindness()?.jobs, ['job-1', 'job-2']);
    assert.equal(second.time.ms(), 0);
    await Promise.all([first.end(), second.end()]);
  });

  it('looks at once whether a device still is silent that was so when its last job ended', async () => {
    const scene = new Scene();
    const first = scene.work(ofPair());
    scene.fallSilent('fw-a', 'fw-b');
    await scene.clock.advanceBy(MINUTE);
    await first.end();
    await scene.clock.advanceBy(HOUR);
    scene.set('answers', 'fw-a', 'fw-b');
    const second = scene.work(ofPair());
    await scene.clock.advanceBy(15_000);
    assert.equal(scene.lookout.blindness(), null);
    assert.ok(second.time.ms() > 0);
    await second.end();
  });

  it('goes on looking for a job that begins while the look for the last one has not ended', async () => {
    const scene = new Scene();
    scene.set('hangs', 'panorama');
    const first = scene.work(alone('panorama'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(1_000);
    await first.end();
    scene.set('silent', 'panorama');
    const second = scene.work(alone('panorama'));
    await scene.clock.advanceBy(MINUTE);
    assert.deepEqual(scene.lookout.blindness()?.jobs, ['job-1']);
    await second.end();
  });

  it('counts neither what a laptop slept through nor a clock that was set as blindness or as time', async () => {
    const scene = new Scene();
    const { time, end } = scene.work(alone('panorama'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(MINUTE);
    scene.ahead += 8 * HOUR;
    await scene.clock.advanceBy(MINUTE);
    assert.equal(scene.lookout.blindness(), null);
    assert.ok(time.ms() >= 2 * MINUTE && time.ms() <= 3 * MINUTE, String(time.ms()));
    scene.set('silent', 'panorama');
    await scene.clock.advanceBy(MINUTE);
    const since = scene.lookout.blindness()?.since ?? 0;
    const now = scene.clock.now() + scene.ahead;
    assert.ok(since > now - 2 * MINUTE && since <= now, String(now - since));
    await end();
  });
});
