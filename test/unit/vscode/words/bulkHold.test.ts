/** Bulks that are held because of what one of their jobs found, or because so many failed. */
import assert from 'node:assert/strict';
import { Batches } from '../../../../src/jobs/batches.ts';
import type { Job } from '../../../../src/jobs/job.ts';
import type { ReadableJobs } from '../../../../src/jobs/jobBook.ts';
import {
  foundWords,
  heldBulks,
  heldSentence,
  heldWithReason,
  holdOfJob,
  nextHoldWords,
  restLeaves,
  waitingFor,
} from '../../../../src/vscode/words/bulkHold.ts';
import { waitsSentence, waitsWords } from '../../../../src/vscode/words/waitWords.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

const found = { found: 'routes: outside the margin. Look.', brief: 'routes: outside the margin' };
const holder = job({
  id: 'h',
  batch: 'b',
  status: 'failed',
  holdsBatch: { cause: 'outside_the_margins', ...found },
});
const first = job({ id: 'q1', batch: 'b', status: 'queued' }, '002');
const second = job({ id: 'q2', batch: 'b', status: 'queued' }, '003');
const active = job({ id: 'a', batch: 'b' }, '004');
const alone = job({ id: 'x', status: 'queued' }, '005');
const otherBatch = job({ id: 'y', batch: 'c', status: 'queued' }, '006');

function book(...jobs: Job[]): Pick<ReadableJobs, 'all' | 'holdOf' | 'waitOf'> {
  const batches = new Batches({ holdAfterFailures: 2, onePairFirst: true });
  for (const one of jobs) batches.keep(one);
  return {
    all: () => jobs,
    holdOf: (batch) => batches.holdOf(batch),
    waitOf: (one) => batches.waitOf(one),
  };
}

describe('a bulk that is held', () => {
  const jobs = book(second, first, active, alone, otherBatch, holder);
  const hold = { holder, failed: [] };

  it('keeps what has not begun of it waiting, and nothing else', () => {
    assert.deepEqual(holdOfJob(first, jobs), hold);
    for (const free of [active, alone, otherBatch, holder])
      assert.equal(holdOfJob(free, jobs), null, free.id);
    assert.deepEqual(waitingFor(holder, jobs), [second, first]);
    assert.deepEqual(waitingFor(active, jobs), []);
  });

  it('says what the pair ahead waits for, and ends in one full stop', () => {
    const ahead = job({ steps: [step({ state: 'running', startedAt: 1 })] });
    const live = { stepId: ahead.steps[0]?.id ?? '', percent: null, message: 'not yet: no session.' };
    const engine = { jobs: { ...fakeEngine().jobs, live: () => live }, paused: false };
    const said = waitsSentence({ kind: 'behind', ahead, hop: 'a → b' }, engine);
    assert.match(said, / Now there: Not yet: no session\.$/);
  });

  it('is told with its number of jobs, while there are any', () => {
    assert.equal(waitsWords({ kind: 'held', hold }), 'waits: fw-1 is outside the margins');
    assert.deepEqual(heldBulks(jobs).map(heldSentence), [
      'A bulk is held: fw-1 is outside the margins, and 2 jobs wait.',
    ]);
    assert.deepEqual(heldBulks(book(first, holder)).map(heldSentence), [
      'A bulk is held: fw-1 is outside the margins, and 1 job waits.',
    ]);
    assert.deepEqual(heldBulks(book(active, holder)), []);
  });

  it('is told with what was found of a pair, in the words of the device', () => {
    const runs = [run({ hostname: 'fw-1' }), run({ serial: sn('009'), hostname: 'fw-2' })];
    const brief = 'fw-2 is suspended (it says: "Peer version too old").';
    const pair = job({ ...holder, runs, holdsBatch: { cause: 'pair_not_whole', found: brief, brief } });
    assert.deepEqual(heldBulks(book(first, pair)).map(heldWithReason), [
      `A bulk is held: the pair fw-1 + fw-2 was not whole again after a hop, and 1 job waits. ${brief}`,
    ]);
    assert.equal(
      nextHoldWords({ holder: pair, failed: [] }),
      'The next pair that is not whole holds the bulk again.',
    );
    const apart = job({ ...pair, holdsBatch: { cause: 'not_in_step', ...found } });
    assert.equal(
      waitsWords({ kind: 'held', hold: { holder: apart, failed: [] } }),
      'waits: the configuration of fw-1 + fw-2 is not in step',
    );
  });

  it('says before its rest is cancelled which pairs would stay between two hops', () => {
    const between = job({
      id: 'p',
      batch: 'b',
      runs: ['fw-3', 'fw-4'].map((hostname) =>
        run({ hostname, startingVersion: '10.2.10', currentVersion: '11.1.4-h7' }),
      ),
    });
    const stays = 'Images that were downloaded stay. Jobs that are under way go on.';
    assert.equal(restLeaves([first, second]), `On none of their devices a hop has begun. ${stays}`);
    assert.equal(
      restLeaves([first, between]),
      '1 job waits between two hops and would leave what was reached: fw-3 + fw-4 on 11.1.4-h7. ' +
        `On the devices of the others no hop has begun. ${stays}`,
    );
  });

  it('is told with the jobs that failed, where their number holds it', () => {
    const failing = (id: string, endedAt: number): Job =>
      job({
        id,
        batch: 'b',
        status: 'failed',
        endedAt,
        brief: `${id} could not be installed.`,
        countsAsFailure: true,
      });
    const [late, early] = [failing('late', 2), failing('early', 1)];
    const failed = book(late, first, early);
    const [bulk] = heldBulks(failed);
    assert.ok(bulk !== undefined);
    assert.deepEqual(waitingFor(late, failed), [first]);
    assert.deepEqual(waitingFor(early, failed), []);
    assert.equal(
      heldWithReason(bulk),
      'A bulk is held: 2 jobs of its bulk failed, and 1 job waits. The last of them, fw-1: late could not be installed.',
    );
    assert.equal(
      foundWords(bulk.hold),
      'fw-1: early could not be installed.\nfw-1: late could not be installed.',
    );
    assert.match(nextHoldWords(bulk.hold), /counted anew/);
  });
});
