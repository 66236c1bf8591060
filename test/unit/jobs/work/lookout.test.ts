import assert from 'node:assert/strict';
import { createAwakeTime } from '../../../../src/jobs/work/awakeTime.ts';
import type { JobTime } from '../../../../src/jobs/work/jobTime.ts';
import { createLookout, type Blindness, type WatchedJob } from '../../../../src/jobs/work/lookout.ts';
import { ContactBook } from '../../../../src/panos/transport/contactBook.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is at an address when it is looked at. */
type Presence = 'answers' | 'silent' | 'hangs';

class Scene {
  readonly clock = new VirtualClock();
  /** By which the engine's clock is ahead. */
  ahead = 0;
  readonly presence = new Map<string, Presence>();
  readonly looks: string[] = [];
  readonly changes: (Blindness | null)[] = [];
  readonly #engineClock = {
    now: () => this.clock.now() + this.ahead,
    sleep: (ms: number, signal?: AbortSignal) => this.clock.sleep(ms, signal),
  };
  readonly #awake = createAwakeTime(this.#engineClock);
  readonly book = new ContactBook(() => this.#awake.ms());
  readonly lookout = createLookout({
    clock: this.#engineClock,
    awake: this.#awake,
    book: this.book,
    meet: (address) => this.#meet(address),
    onChange: () => this.changes.push(this.lookout.blindness()),
  });
  readonly begun = this.clock.now();
  isCancelled = false;

  set(presence: Presence, ...addresses: string[]): void {
    for (const address of addresses) this.presence.set(address, presence);
  }

  /** As every call over the watched transport does. */
  async #meet(address: string): Promise<void> {
    this.looks.push(address);
    const begunAt = this.book.now();
    switch (this.presence.get(address) ?? 'answers') {
      case 'answers':
        this.book.answered(address);
        return;
      case 'silent':
        this.book.missed(address, begunAt);
        throw new Error('the connection was refused');
      case 'hangs':
        await this.clock.sleep(HOUR);
        this.book.missed(address, begunAt);
        throw new Error('no connection');
    }
  }

  /** What the job itself asks, which falls silent now and is asked by nobody else. */
  fallSilent(...addresses: string[]): void {
    this.set('silent', ...addresses);
    for (const address of addresses) this.book.missed(address, this.book.now());
  }

  /** A job at work until it is ended. */
  work(job: WatchedJob): { time: JobTime; end: () => Promise<void> } {
    let done = (): void => undefined;
    let time: JobTime | undefined;
    const working = this.lookout.during(
      job,
      () => this.isCancelled,
      (counted) => {
        time = counted;
        return new Promise<void>((resolve) => (done = resolve));
      },
    );
    assert.ok(time !== undefined);
    return {
      time,
      end: () => {
        done();
        return working;
      },
    };
  }
}

function alone(...witnesses: string[]): WatchedJob {
  return { id: 'job-1', hostnames: ['fw-1'], addresses: ['fw-1'], witnesses: () => [witnesses] };
}

function ofPair(...witnesses: string[]): WatchedJob {
  return {
    id: 'job-2',
    hostnames: ['fw-a', 'fw-b'],
    addresses: ['fw-a', 'fw-b'],
    witnesses: () => [witnesses],
  };
}

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
