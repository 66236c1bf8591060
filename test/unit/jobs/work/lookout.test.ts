import assert from 'node:assert/strict';
import { alone, HOUR, MINUTE, ofPair, Scene } from './lookoutScene.ts';

describe('lookout, for one device', () => {
  it('sees as long as a witness answers, and its time counts', async () => {
    const scene = new Scene();
    scene.set('silent', 'panorama');
    const { time, end } = scene.work(alone('panorama', 'fw-9'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(10 * MINUTE);
    assert.equal(scene.lookout.blindness(), null);
    assert.equal(time.ms(), 10 * MINUTE);
    await end();
  });

  it('is blind when nothing answers any more, since the last of them fell silent, and its time since then does not count', async () => {
    const scene = new Scene();
    const { time, end } = scene.work(alone('panorama', 'fw-9'));
    await scene.clock.advanceBy(MINUTE);
    scene.set('silent', 'panorama', 'fw-9');
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(10 * MINUTE);
    assert.deepEqual(scene.lookout.blindness(), {
      since: scene.begun + MINUTE,
      jobs: ['job-1'],
      hostnames: ['fw-1'],
      isEverything: true,
    });
    assert.equal(time.ms(), MINUTE);
    await end();
  });

  it('begins in the past: a witness that hangs counts as silent ten seconds later, and the time since it was asked is taken back', async () => {
    const scene = new Scene();
    scene.set('hangs', 'panorama');
    const { time, end } = scene.work(alone('panorama'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(9_000);
    assert.equal(time.ms(), 9_000);
    assert.equal(scene.lookout.blindness(), null);
    await scene.clock.advanceBy(2_000);
    assert.notEqual(scene.lookout.blindness(), null);
    assert.equal(time.ms(), 0);
    await end();
  });

  it('sees again as soon as the device or a witness answers, whoever has asked', async () => {
    for (const who of ['fw-1', 'panorama']) {
      const scene = new Scene();
      scene.set('silent', 'panorama');
      const { time, end } = scene.work(alone('panorama'));
      scene.fallSilent('fw-1');
      await scene.clock.advanceBy(HOUR);
      const before = time.ms();
      scene.book.answered(who);
      assert.equal(scene.lookout.blindness(), null);
      await scene.clock.advanceBy(1_000);
      assert.equal(time.ms(), before + 1_000);
      await end();
    }
  });

  it('looks at the device itself while it is blind: the job may be waiting for just that', async () => {
    const scene = new Scene();
    scene.set('silent', 'panorama');
    const { end } = scene.work(alone('panorama'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(HOUR);
    scene.set('answers', 'fw-1');
    await scene.clock.advanceBy(15_000);
    assert.equal(scene.lookout.blindness(), null);
    await end();
  });

  it('is blind for a while when its only witness restarts, and no longer', async () => {
    const scene = new Scene();
    scene.set('silent', 'fw-9');
    const { time, end } = scene.work(alone('fw-9'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(5 * MINUTE);
    assert.notEqual(scene.lookout.blindness(), null);
    scene.set('answers', 'fw-9');
    await scene.clock.advanceBy(15_000);
    assert.equal(scene.lookout.blindness(), null);
    const counted = time.ms();
    await scene.clock.advanceBy(MINUTE);
    assert.equal(time.ms() - counted, MINUTE);
    await end();
  });

  it('never is without a witness: a device that is down is no proof of anything', async () => {
    const scene = new Scene();
    const { time, end } = scene.work(alone());
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(HOUR);
    assert.equal(scene.lookout.blindness(), null);
    assert.equal(time.ms(), HOUR);
    await end();
  });

  it('asks witnesses only while the device is silent, and each once in ten seconds', async () => {
    const scene = new Scene();
    const { end } = scene.work(alone('panorama'));
    scene.book.answered('fw-1');
    await scene.clock.advanceBy(HOUR);
    assert.deepEqual(scene.looks, []);
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(MINUTE);
    assert.ok(scene.looks.length >= 5 && scene.looks.length <= 7, scene.looks.join());
    assert.ok(scene.looks.every((address) => address === 'panorama'));
    scene.book.answered('fw-1');
    await scene.clock.advanceBy(MINUTE);
    assert.ok(scene.looks.length <= 8, scene.looks.join());
    await end();
  });
});

describe('lookout, for a pair', () => {
  it('sees while one member answers', async () => {
    const scene = new Scene();
    const { time, end } = scene.work(ofPair());
    scene.fallSilent('fw-a');
    await scene.clock.advanceBy(HOUR);
    assert.equal(scene.lookout.blindness(), null);
    assert.equal(time.ms(), HOUR);
    await end();
  });

  it('is blind when neither answers, whoever else does', async () => {
    const scene = new Scene();
    const { time, end } = scene.work(ofPair('panorama'));
    scene.fallSilent('fw-a');
    await scene.clock.advanceBy(MINUTE);
    scene.fallSilent('fw-b');
    await scene.clock.advanceBy(HOUR);
    assert.deepEqual(scene.lookout.blindness(), {
      since: scene.begun + MINUTE,
      jobs: ['job-2'],
      hostnames: ['fw-a', 'fw-b'],
      isEverything: false,
    });
    assert.equal(time.ms(), MINUTE);
    assert.ok(scene.looks.includes('panorama'), 'which answers: it is not everything');
    await scene.clock.advanceBy(4 * HOUR);
    assert.equal(scene.lookout.blindness(), null, 'limits run again: somebody has to look');
    assert.ok(time.ms() > HOUR, String(time.ms()));
    await end();
  });

  it('takes back the time of calls that waited for a connection in vain', async () => {
    const scene = new Scene();
    scene.set('hangs', 'fw-a', 'fw-b');
    const { time, end } = scene.work(ofPair());
    await scene.clock.advanceBy(MINUTE);
    const begunAt = scene.book.now();
    await scene.clock.advanceBy(MINUTE);
    for (const address of ['fw-a', 'fw-b']) scene.book.missed(address, begunAt);
    assert.equal(time.ms(), MINUTE);
    await end();
  });

  it('looks at the member that nobody asks', async () => {
    const scene = new Scene();
    const { end } = scene.work(ofPair());
    scene.set('silent', 'fw-b');
    scene.fallSilent('fw-a');
    await scene.clock.advanceBy(1_000);
    assert.notEqual(scene.lookout.blindness(), null);
    await end();
  });
});

describe('lookout, for a job that is cancelled', () => {
  for (const [what, job, own, answers] of [
    ['a pair while others answer', ofPair('panorama'), ['fw-a', 'fw-b'], 'answers'],
    ['a pair while nothing answers', ofPair('panorama'), ['fw-a', 'fw-b'], 'silent'],
    ['a device while nothing answers', alone('panorama'), ['fw-1'], 'silent'],
  ] as const) {
    it(`is blind for half an hour, so that its limits bring it to an end: ${what}`, async () => {
      const scene = new Scene();
      scene.set(answers, 'panorama');
      const { time, end } = scene.work(job);
      scene.fallSilent(...own);
      await scene.clock.advanceBy(5 * MINUTE);
      scene.isCancelled = true;
      await scene.clock.advanceBy(24 * MINUTE);
      assert.notEqual(scene.lookout.blindness(), null);
      assert.equal(time.ms(), 0);
      await scene.clock.advanceBy(2 * MINUTE);
      assert.equal(scene.lookout.blindness(), null);
      await scene.clock.advanceBy(HOUR);
      assert.ok(time.ms() >= HOUR, String(time.ms()));
      await end();
    });
  }

  it('sees no more than before where it is cancelled late: its limits run at once', async () => {
    const scene = new Scene();
    scene.set('silent', 'panorama');
    const { time, end } = scene.work(alone('panorama'));
    scene.fallSilent('fw-1');
    await scene.clock.advanceBy(3 * HOUR);
    assert.equal(time.ms(), 0);
    scene.isCancelled = true;
    await scene.clock.advanceBy(5 * MINUTE);
    assert.ok(time.ms() > 4 * MINUTE, String(time.ms()));
    await end();
  });
});
