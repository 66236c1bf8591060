/**
 * The disk fills in the middle of an upgrade and has room again later: the same window goes on by itself, and the device
 * has seen each effect once. Judged by what the device saw, and by what the user was told.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../../src/jobs/job.ts';
import type { EffectName } from '../../../src/simulator/device/effectLog.ts';
import { violations } from '../../crash/judges/deviceJudge.ts';
import { diskError, type DiskHook } from '../../support/memoryFiles.ts';
import { doneTo, outageSeconds, pairRig, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const FULL_MS = 10 * 60_000;
/** What takes room. */
const WRITING: readonly string[] = ['createFolder', 'open', 'write', 'sync'];
const EFFECTS: readonly EffectName[] = [
  'download_started',
  'install_started',
  'restart_accepted',
  'suspended',
  'functional',
];

/** A disk that is full from its n-th write on, for ten minutes. */
class FillingDisk {
  writes = 0;
  filledAt: number | null = null;
  isWatched = false;
  readonly #rig: Rig;
  readonly #nth: number;
  readonly #code: string;

  constructor(rig: Rig, nth: number, code = 'ENOSPC') {
    this.#rig = rig;
    this.#nth = nth;
    this.#code = code;
  }

  readonly hook: DiskHook = ({ name, when }) => {
    if (!this.isWatched || when !== 'before' || !WRITING.includes(name)) return;
    this.writes += 1;
    if (this.writes === this.#nth) this.filledAt = this.#rig.clock.now();
    if (this.isFull()) throw diskError(this.#code);
  };

  isFull(): boolean {
    return this.filledAt !== null && this.#rig.clock.now() < this.filledAt + FULL_MS;
  }

  /** Effects of the devices while nothing could be written down. */
  effectsMeanwhile(): string[] {
    const from = this.filledAt ?? Infinity;
    return this.#rig.fleet.log
      .all()
      .filter(({ at, what }) => at > from && at < from + FULL_MS && EFFECTS.includes(what))
      .map(({ serial, what }) => `${what} on ${serial}`);
  }
}

/** Every notice that was shown, in order. */
function follow(engine: Engine): string[] {
  const told: string[] = [];
  let before: readonly unknown[] = [];
  engine.onDidChangeState(() => {
    told.push(
      ...engine.notices.filter((notice) => !before.includes(notice)).map(({ trouble }) => trouble.code),
    );
    before = [...engine.notices];
  });
  return told;
}

interface Night {
  readonly rig: Rig;
  readonly disk: FillingDisk;
  readonly told: string[];
  readonly job: Job;
}

async function night(
  rig: Rig,
  submit: (engine: Engine) => Promise<Job>,
  nth: number,
  code?: string,
): Promise<Night> {
  const disk = new FillingDisk(rig, nth, code);
  const engine = await rig.start(undefined, disk.hook);
  const told = follow(engine);
  engine.pause();
  const { id } = await submit(engine);
  disk.isWatched = true;
  engine.resume();
  await rig.clock.run(() => engine.jobs.all().every((job) => !isOpen(job)), 48 * 3_600_000);
  await rig.clock.advanceBy(3_600_000);
  const job = engine.jobs.get(id);
  assert.ok(job !== undefined);
  await rig.clock.drive(engine.close());
  return { rig, disk, told, job };
}

const UPGRADE = { serial: SERIAL, path: ['10.2.10'], images: ['10.2.0', '10.2.10'] };
const nightOfOne = (nth: number, code?: string): Promise<Night> => {
  const rig = new Rig({ paths: { '10.1.14': UPGRADE.path } });
  return night(rig, (engine) => rig.submit(engine), nth, code);
};
const nightOfPair = (nth: number): Promise<Night> => {
  const rig = pairRig({ paths: { '10.2.10': ['11.1.4-h7'] } });
  const submit = async (engine: Engine): Promise<Job> => {
    await rig.discover(engine);
    return submitPair(engine);
  };
  return night(rig, submit, nth);
};

/** Notices come in turn: it waits, it goes on. Only the database may have had no room. */
function wronglyTold(told: readonly string[]): string[] {
  const turns = told.filter((code) => code !== 'database_not_saved');
  const isRight = turns.every(
    (code, index) => code === (index % 2 === 0 ? 'engine_waits' : 'engine_goes_on'),
  );
  return isRight && turns.length % 2 === 0 ? [] : [`told ${told.join(', ')}`];
}

describe('an upgrade on a disk that fills and has room again', function () {
  this.timeout(180_000);

  it('is completed by the same window, each effect sent once, wherever it fills', async () => {
    const healthy = await nightOfOne(Infinity);
    const effects = healthy.rig.fleet.log.story(SERIAL, ...EFFECTS);
    const wrong: string[] = [];
    let waited = 0;
    for (let nth = 1; nth <= healthy.disk.writes; nth += 1) {
      const { rig, disk, told, job } = await nightOfOne(nth);
      const found = [
        ...(job.status === 'completed' ? [] : [`${job.status}: ${job.message ?? ''}`]),
        ...violations(rig.fleet, UPGRADE, job),
        ...disk.effectsMeanwhile(),
        ...wronglyTold(told),
      ];
      const seen = rig.fleet.log.story(SERIAL, ...EFFECTS);
      if (seen.join() !== effects.join()) found.push(`the device saw ${seen.join()}`);
      wrong.push(...found.map((what) => `write ${nth}: ${what}`));
      if (told.includes('engine_waits')) waited += 1;
    }
    console.log(`      ${healthy.disk.writes} writes; the engine waited for ${waited} of them`);
    assert.deepEqual(wrong, []);
    assert.ok(waited > 20);
  });

  it('also of a pair, which is never without a member that forwards', async () => {
    const healthy = await nightOfPair(Infinity);
    const effects = PAIR.map((serial) => doneTo(healthy.rig, serial).join());
    const wrong: string[] = [];
    for (let nth = 3; nth <= healthy.disk.writes; nth += 7) {
      const { rig, disk, told, job } = await nightOfPair(nth);
      const found = [
        ...(job.status === 'completed' ? [] : [`${job.status}: ${job.message ?? ''}`]),
        ...(outageSeconds(rig) > 0 ? [`${outageSeconds(rig)} seconds without a member`] : []),
        ...disk.effectsMeanwhile(),
        ...wronglyTold(told),
      ];
      const seen = PAIR.map((serial) => doneTo(rig, serial).join());
      if (seen.join(' / ') !== effects.join(' / ')) found.push(`the members saw ${seen.join(' / ')}`);
      wrong.push(...found.map((what) => `write ${nth}: ${what}`));
    }
    assert.deepEqual(wrong, []);
  });

  it('waits for a quota as for a disk', async () => {
    const { job, told } = await nightOfOne(20, 'EDQUOT');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(
      told.filter((code) => code !== 'database_not_saved'),
      ['engine_waits', 'engine_goes_on'],
    );
  });

  it('says why it waits, begins nothing meanwhile, and says that it goes on', async () => {
    const rig = new Rig();
    const disk = new FillingDisk(rig, 30);
    const engine = await rig.start(undefined, disk.hook);
    const { id } = await rig.submit(engine);
    disk.isWatched = true;
    await rig.clock.run(
      () => engine.notices.some(({ trouble }) => trouble.code === 'engine_waits'),
      86_400_000,
    );
    const [waits] = engine.notices.filter(({ trouble }) => trouble.code === 'engine_waits');
    assert.match(
      waits?.message ?? '',
      /^The engine waits\. The (journal in \/storage could not be written|(snapshot|backup) .* could not be saved): the disk is full; free some space there \(ENOSPC\)\. No job begins/,
    );
    assert.equal(engine.workers.busy, 0);
    assert.throws(() => engine.cancel(id, 'test'), /could not be written: the disk is full/);
    await rig.clock.run(
      () => engine.notices.some(({ trouble }) => trouble.code === 'engine_goes_on'),
      86_400_000,
    );
    assert.equal(rig.clock.now() >= (disk.filledAt ?? Infinity) + FULL_MS, true);
    assert.ok(rig.clock.now() < (disk.filledAt ?? 0) + FULL_MS + 60_000);
    assert.equal(
      engine.notices.some(({ trouble }) => trouble.code === 'engine_waits'),
      false,
    );
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    await engine.close();
  });

  it('can be closed while it waits, and goes on in the next window', async () => {
    const rig = new Rig();
    const disk = new FillingDisk(rig, 30);
    const engine = await rig.start(undefined, disk.hook);
    const { id } = await rig.submit(engine);
    disk.isWatched = true;
    await rig.clock.run(
      () => engine.notices.some(({ trouble }) => trouble.code === 'engine_waits'),
      86_400_000,
    );
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    assert.equal((await rig.finish(next, id)).status, 'completed');
    await next.close();
  });
});

describe('engine: a disk that is full while a member of a pair is suspended', () => {
  it('shows the member for as long as nobody can work on its job', async () => {
    const rig = pairRig({ paths: { '10.2.10': ['11.1.4-h7'] } });
    let isFull = false;
    const engine = await rig.start(undefined, ({ name, when }) => {
      if (isFull && when === 'before' && WRITING.includes(name)) throw diskError('ENOSPC');
    });
    await rig.discover(engine);
    const { id } = await submitPair(engine);
    await rig.until(PAIR[0], 'suspended');
    assert.deepEqual(engine.suspended, [], 'its job is at work');
    isFull = true;
    await rig.clock.advanceBy(FULL_MS);
    assert.deepEqual(
      engine.suspended.map(({ serial, jobId, isTried }) => [serial, jobId, isTried]),
      [[PAIR[0], id, false]],
    );
    isFull = false;
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    assert.deepEqual(engine.suspended, []);
    assert.equal(outageSeconds(rig), 0);
  });
});
