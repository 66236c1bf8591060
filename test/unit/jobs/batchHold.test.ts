/** What holds a batch: as older releases stored it, and what a decision or a hand-over does to what counts. */
import assert from 'node:assert/strict';
import { heldAfterStep, heldAtEnd, holdOf } from '../../../src/jobs/batchHold.ts';
import { jobSchema, type Job } from '../../../src/jobs/job.ts';
import { done, failed } from '../../../src/workflow/stepResult.ts';
import type { StepState } from '../../../src/workflow/stepState.ts';
import { job, step } from '../../support/sampleJob.ts';

const sent = { phase: 'done', attempts: 1, evidence: null, answered: true, deviceJob: null } as const;
const restart = step({ kind: 'restart', id: 'restart', state: 'done', effect: sent });
const proof = (state: StepState['state']): StepState => step({ kind: 'prove_pair', id: 'proof', state });
const notWhole = failed({
  code: 'failover',
  how: 'not_whole',
  minutes: 10,
  seen: 'No answer.',
  untouched: null,
});

function pairJob(...steps: StepState[]): Job {
  return job({ type: 'ha_pair', batch: 'b', steps });
}

describe('what holds a batch', () => {
  it('is read as what it was where an older release kept the words alone', () => {
    const older = {
      ...job({ batch: 'b' }),
      holdsBatch: 'routes: outside the margin',
      countsAsFailure: undefined,
    };
    const { holdsBatch, countsAsFailure } = jobSchema.parse(older);
    assert.deepEqual(
      [holdsBatch?.cause, holdsBatch?.found, countsAsFailure],
      ['outside_the_margins', 'routes: outside the margin', false],
    );
  });

  it('is a pair that was restarted and not proved to be whole since, until it is', () => {
    const held = heldAfterStep(pairJob(restart, proof('failed')), proof('failed'), notWhole);
    assert.deepEqual([held?.cause, held?.brief], ['pair_not_whole', notWhole.brief]);
    const again = { ...pairJob(restart, proof('done')), holdsBatch: held };
    assert.equal(heldAfterStep(again, proof('done'), done('The pair is whole.')), null);
    const proved = pairJob(restart, proof('done'), step({ kind: 'install', effect: sent }));
    assert.equal(heldAfterStep(proved, step({ kind: 'install' }), notWhole), null);
  });

  it('keeps the cause, whatever else fails because of it', () => {
    const held = { cause: 'pair_not_whole', found: 'first', brief: 'first' } as const;
    const job = { ...pairJob(restart, proof('failed')), holdsBatch: held };
    assert.equal(heldAfterStep(job, step({ kind: 'make_functional' }), notWhole), held);
  });

  it('is no job of its own, and none that belongs to no batch', () => {
    const alone = { ...pairJob(restart), batch: null };
    assert.equal(heldAfterStep(alone, proof('failed'), notWhole), null);
    assert.deepEqual(heldAtEnd(alone, 'failed', notWhole), { holdsBatch: null, countsAsFailure: false });
  });

  it('counts a failure of a device that was touched, also when somebody takes it over, until it comes out well', () => {
    const touched = job({ batch: 'b', steps: [step({ kind: 'install', effect: sent })] });
    assert.equal(heldAtEnd(touched, 'failed', notWhole).countsAsFailure, true);
    assert.equal(heldAtEnd(job({ batch: 'b' }), 'failed', notWhole).countsAsFailure, false);
    const counting = { ...touched, countsAsFailure: true };
    assert.equal(heldAtEnd(counting, 'cancelled', notWhole).countsAsFailure, true);
    assert.equal(heldAtEnd(counting, 'completed', notWhole).countsAsFailure, false);
  });

  it('is no suspension that was refused: nothing was taken out, and nothing counts', () => {
    const failing = { ...sent, phase: 'failed' } as const;
    const suspend = (refused: boolean): StepState =>
      step({ kind: 'suspend', state: 'failed', effect: refused ? { ...failing, refused: true } : failing });
    assert.deepEqual(heldAtEnd(pairJob(suspend(true)), 'failed', notWhole), {
      holdsBatch: null,
      countsAsFailure: false,
    });
    assert.equal(heldAfterStep(pairJob(suspend(true)), suspend(true), notWhole), null);
    const tried = heldAtEnd(pairJob(suspend(false)), 'failed', notWhole);
    assert.deepEqual([tried.holdsBatch?.cause, tried.countsAsFailure], ['pair_not_whole', true]);
  });

  it('is no copy of the configuration that failed: the proof after it tells', () => {
    const copy = step({ kind: 'sync_config', state: 'failed' });
    assert.equal(heldAfterStep(pairJob(restart, copy), copy, notWhole), null);
    const unclear = { ...notWhole, ending: 'needs_operator' } as const;
    assert.equal(heldAfterStep(pairJob(restart, copy), copy, unclear)?.cause, 'not_in_step');
  });

  it('is what was found before what was counted, and never a number where that is 0', () => {
    const counting = [1, 2].map((at) => job({ id: String(at), endedAt: at, countsAsFailure: true }));
    const held = (jobs: readonly Job[], holdAfterFailures: number, isMadeGood = (_: Job): boolean => false) =>
      holdOf(jobs, { holdAfterFailures, onePairFirst: true }, isMadeGood);
    assert.equal(held(counting, 3), undefined);
    assert.equal(held(counting, 0), undefined);
    assert.equal(held(counting, 2)?.holder.id, '2');
    assert.equal(
      held(counting, 2, ({ id }) => id === '2'),
      undefined,
    );
    const finding = job({ id: 'f', holdsBatch: { cause: 'not_in_step', found: 'f', brief: 'f' } });
    assert.deepEqual(held([...counting, finding], 2), { holder: finding, failed: [] });
  });
});
