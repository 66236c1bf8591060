/** Who waits for whom among the pairs of a batch, by what each of them says of itself. */
import assert from 'node:assert/strict';
import { Batches } from '../../../src/jobs/batches.ts';
import { type BulkSettings, heldAtEnd, heldOnceDecided } from '../../../src/jobs/batchHold.ts';
import { turnOf } from '../../../src/jobs/hopTurn.ts';
import { type Job, jobSchema } from '../../../src/jobs/job.ts';
import type { StepState } from '../../../src/workflow/stepState.ts';
import { job, step } from '../../support/sampleJob.ts';
import { sn } from '../../support/serials.ts';

type State = StepState['state'];
const HOP = '10.1.14 → 10.2.10, 10.1.14 → 10.2.10';
const told = { message: 'Look.', brief: 'Look.' };

/** One hop of a pair, up to the states of its check, its installations, and its proof with the comparison. */
function hop(check: State, install: State, proof: State, due = ['001', '002']): StepState[] {
  return [
    step({ id: 'check', kind: 'check_pair', state: check }),
    ...due.map((serial) => step({ id: `install.${serial}`, serial: sn(serial), state: install })),
    step({ id: 'proof', kind: 'prove_pair', state: proof }),
    step({ id: 'compare', kind: 'compare', state: proof }),
  ];
}

function pair(id: string, steps: StepState[], change: Partial<Job> = {}): Job {
  const bare = job({ id, type: 'ha_pair', batch: 'b', steps, ...change });
  return { ...bare, ...turnOf(bare) };
}

const waiting = pair('w', hop('pending', 'pending', 'pending'));
const ahead = pair('a', hop('done', 'running', 'pending'));
const through = pair('t', hop('done', 'done', 'done'), { status: 'completed' });

function waitOf(one: Job, others: readonly Job[], settings: Partial<BulkSettings> = {}) {
  const batches = new Batches({ holdAfterFailures: 3, onePairFirst: true, ...settings });
  for (const each of [one, ...others]) batches.keep(each);
  return batches.waitOf(one);
}

describe('the pair of a batch that goes ahead', () => {
  it('is one that has begun the hop and is at work on it', () => {
    assert.deepEqual(waitOf(waiting, [ahead]), { kind: 'behind', ahead, hop: HOP });
    assert.equal(waitOf(ahead, [waiting]), null);
    for (const other of [
      pair('q', [], { status: 'queued' }),
      pair('same', hop('pending', 'pending', 'pending')),
      pair('f', hop('done', 'failed', 'pending'), { status: 'failed' }),
      pair('c', hop('cancelled', 'pending', 'pending'), { status: 'cancelled' }),
    ])
      assert.equal(waitOf(waiting, [other]), null, other.id);
  });

  it('is waited for until a pair was proved behind the hop, whichever', () => {
    assert.deepEqual(through.hopsProved, [HOP]);
    assert.equal(waitOf(waiting, [ahead, through]), null);
    const compared = pair('x', [...hop('done', 'done', 'done').slice(0, -1), step({ kind: 'compare' })]);
    assert.equal(waitOf(waiting, [compared])?.kind, 'behind');
  });

  it('says nothing of another hop, such as that of a pair that is half upgraded', () => {
    const half = pair('h', hop('done', 'done', 'done', ['001']), { status: 'completed' });
    assert.equal(waitOf(waiting, [half, ahead])?.kind, 'behind');
    assert.equal(waitOf(waiting, [pair('h', hop('done', 'running', 'pending', ['001']))]), null);
  });

  it('is waited for by nobody who is cancelled, alone, a dry run, or where it is set so', () => {
    assert.equal(waitOf({ ...waiting, cancelRequested: true }, [ahead]), null);
    assert.equal(waitOf({ ...waiting, dryRun: true }, [ahead]), null);
    assert.equal(waitOf({ ...waiting, batch: null }, [ahead]), null);
    assert.equal(waitOf({ ...waiting, type: 'standalone' }, [ahead]), null);
    assert.equal(waitOf(waiting, [ahead], { onePairFirst: false }), null);
  });

  it('is not what a job waits for that failed just now, and has still to be ended', () => {
    const failing = pair('x', [
      step({ id: 'images', kind: 'prove_images', state: 'failed' }),
      ...waiting.steps,
    ]);
    assert.equal(waitOf(failing, [ahead]), null);
  });

  it('is told by jobs as an earlier release stored them', () => {
    const older = { ...ahead, hopAhead: undefined, hopsProved: undefined };
    const { hopAhead, hopsProved } = jobSchema.parse(older);
    assert.deepEqual([hopAhead, hopsProved], [null, []]);
    assert.equal(turnOf(jobSchema.parse(older)).hopAhead, HOP);
  });
});

describe('the pair of a batch that goes ahead and waits for somebody', () => {
  const asking = pair('a', hop('done', 'needs_operator', 'pending'), { status: 'needs_operator' });
  const held = { ...asking, ...heldAtEnd(ahead, 'needs_operator', told) };

  it('holds the others, who can be let go on', () => {
    assert.equal(held.holdsBatch?.cause, 'undecided');
    assert.deepEqual(waitOf(waiting, [held]), { kind: 'held', hold: { holder: held, failed: [] } });
    assert.equal(waitOf(waiting, [{ ...held, holdsBatch: null }]), null);
  });

  it('holds them no longer once it was decided, or taken over', () => {
    assert.equal(heldOnceDecided(held), null);
    assert.equal(heldAtEnd(held, 'cancelled', told).holdsBatch, null);
    const whole = { cause: 'pair_not_whole', found: 'f', brief: 'f' } as const;
    assert.equal(heldOnceDecided({ ...held, holdsBatch: whole }), whole);
  });

  it('holds nobody where others have proved the hop, or none goes ahead', () => {
    assert.equal(waitOf(waiting, [held, through]), null);
    assert.equal(waitOf(waiting, [held], { onePairFirst: false }), null);
    const queued = pair('q', [], { status: 'queued' });
    assert.equal(waitOf(queued, [held], { onePairFirst: false }), null);
    assert.equal(waitOf(queued, [held])?.kind, 'held');
  });

  it('does not wait for itself when it goes on', () => {
    const whole = { cause: 'pair_not_whole', found: 'f', brief: 'f' } as const;
    assert.equal(waitOf({ ...waiting, holdsBatch: whole }, []), null);
  });
});

describe('a failure that was made good', () => {
  it('does not count: each of its devices was upgraded by a later job', () => {
    const failed = pair('f', [], { status: 'failed', countsAsFailure: true, createdAt: 5 });
    const settings = { holdAfterFailures: 1 };
    const later = (change: Partial<Job>): Job => ({
      ...failed,
      id: 'l',
      batch: null,
      createdAt: 6,
      ...change,
    });
    assert.equal(waitOf(waiting, [failed], settings)?.kind, 'held');
    assert.equal(waitOf(waiting, [failed, later({ status: 'completed' })], settings), null);
    for (const no of [
      later({ status: 'completed', createdAt: 4 }),
      later({ status: 'completed', dryRun: true }),
      later({ status: 'completed', type: 'download_only' }),
      later({ status: 'completed', type: 'make_room' }),
      later({ status: 'failed' }),
    ])
      assert.equal(waitOf(waiting, [failed, no], settings)?.kind, 'held');
  });
});
