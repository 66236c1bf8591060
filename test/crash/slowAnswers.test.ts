/**
 * Devices of which each answer takes 400 s, from each step of a hop on: every limit holds in real time, a cancel acts at
 * once where nothing is under way on the device, and a hand-over everywhere.
 */
import assert from 'node:assert/strict';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import { type StepKind, stepRules } from '../../src/workflow/steps/stepRules.ts';
import type { StepState } from '../../src/workflow/stepState.ts';
import { outageSeconds } from '../support/pairRig.ts';
import { wrongPairs } from './judges/storyJudge.ts';
import { closingDatabases } from './judges/leftDatabases.ts';
import { pairOfTwo, single, type Work } from './keyNights.ts';
import { Matrix } from './matrix.ts';
import { oneOf } from './points.ts';
import { slowFrom, type SlowNight, stepsOfNight } from './slowAnswers.ts';

/** A device is waited for ten minutes, and the call that is under way then lasts for up to five more. */
const PATIENCE_MINUTES = 10 + 5;

/** How long after the beginning of a step its job must have ended at the latest. */
const LIMIT_MINUTES: Readonly<Record<StepKind, number>> = {
  // Is forgiven, and the readiness after it is waited for.
  software_check: PATIENCE_MINUTES + 5,
  readiness: PATIENCE_MINUTES,
  // Three exports that break off after five minutes each.
  back_up: PATIENCE_MINUTES + 1,
  pre_snapshot: PATIENCE_MINUTES,
  check_pair: PATIENCE_MINUTES,
  check_room: PATIENCE_MINUTES,
  delete_image: PATIENCE_MINUTES,
  download: PATIENCE_MINUTES,
  prove_images: PATIENCE_MINUTES,
  suspend: PATIENCE_MINUTES,
  // A minute for the failover, and the ten in which the member is made functional.
  prove_failover: 1 + PATIENCE_MINUTES,
  // While a member is suspended: two minutes, and the ten in which it is made functional.
  install: PATIENCE_MINUTES,
  restart: PATIENCE_MINUTES,
  // What a small model may take to boot, and where the member was suspended what it takes to make it functional.
  prove_back: 45 + PATIENCE_MINUTES,
  make_functional: PATIENCE_MINUTES,
  sync_config: PATIENCE_MINUTES,
  prove_pair: PATIENCE_MINUTES,
  post_snapshot: PATIENCE_MINUTES,
  compare: PATIENCE_MINUTES,
};

const MINUTE_MS = 60_000;
const NIGHT_MS = 48 * 60 * MINUTE_MS;
const ONE_IN = 3;

interface Case {
  readonly step: StepState;
  readonly place: number;
}

/** The steps of the first hop. */
async function casesOf(work: Work): Promise<Case[]> {
  const steps = await stepsOfNight(work);
  return steps.map((step, place) => ({ step, place })).filter(({ step }) => step.hop === 1);
}

function jobOf({ engine, id }: SlowNight): Job {
  const job = engine.jobs.get(id);
  assert.ok(job !== undefined);
  return job;
}

function hasEnded(night: SlowNight): boolean {
  return !isOpen(jobOf(night));
}

async function minutesToTheEnd(night: SlowNight): Promise<number> {
  const begun = night.rig.clock.now();
  await night.rig.clock.run(() => hasEnded(night), NIGHT_MS);
  return (night.rig.clock.now() - begun) / MINUTE_MS;
}

/** What no slow answer may do, whatever else happens. */
function wrongEnd(work: Work, night: SlowNight): string[] {
  const wrong = wrongPairs(night.rig.fleet, [jobOf(night)]);
  if (work === pairOfTwo && outageSeconds(night.rig) > 0) wrong.push('the pair did not forward');
  return wrong;
}

async function waitsNoLonger(work: Work, { step, place }: Case): Promise<Outcome> {
  const night = await slowFrom(work, place);
  const minutes = await minutesToTheEnd(night);
  const wrong = wrongEnd(work, night);
  if (minutes > LIMIT_MINUTES[step.kind]) wrong.push(`it took ${minutes.toFixed(1)} minutes`);
  return { ending: jobOf(night).status, wrong };
}

async function cancels(work: Work, { step, place }: Case): Promise<Outcome> {
  const night = await slowFrom(work, place);
  const { rig, engine, id } = night;
  await rig.clock.advanceBy(10_000);
  const isAtRest = stepRules[step.kind].stops !== 'never' && !isMemberOut(night, place);
  engine.cancel(id, 'test');
  await rig.clock.advanceBy(1_000);
  const wrong = isAtRest && !hasEnded(night) ? ['it goes on'] : [];
  night.quicken();
  await minutesToTheEnd(night);
  await rig.clock.advanceBy(30 * MINUTE_MS);
  const { status, message } = jobOf(night);
  if (status !== 'cancelled') wrong.push(message ?? '');
  return { ending: status, wrong: [...wrong, ...wrongEnd(work, night)] };
}

/** A member that was suspended is made functional first. */
function isMemberOut(night: SlowNight, place: number): boolean {
  const before = jobOf(night).steps.slice(0, place);
  const last = before.findLast(({ kind }) => kind === 'suspend' || kind === 'make_functional');
  return last?.kind === 'suspend';
}

async function handsOver(work: Work, { place }: Case): Promise<Outcome> {
  const night = await slowFrom(work, place);
  const { rig, engine, id } = night;
  await rig.clock.advanceBy(10_000);
  engine.handOver(id, 'test');
  await rig.clock.advanceBy(1_000);
  const wrong = hasEnded(night) ? [] : ['it goes on'];
  const asked = effects(night);
  await rig.clock.advanceBy(60 * MINUTE_MS);
  if (effects(night) !== asked) wrong.push('something was sent afterwards');
  return { ending: jobOf(night).status, wrong };
}

function effects({ rig }: SlowNight): number {
  const sent = ['download_started', 'install_started', 'restart_accepted', 'suspended', 'functional'];
  return rig.fleet.log.all().filter(({ what }) => sent.includes(what)).length;
}

interface Outcome {
  readonly ending: string;
  readonly wrong: readonly string[];
}

describe('answers that take 400 s', function () {
  this.timeout(3_600_000);

  for (const work of [single, pairOfTwo]) {
    for (const { what, go } of [
      { what: 'every limit holds', go: waitsNoLonger },
      { what: 'a cancel acts as the table of stops says', go: cancels },
      { what: 'a hand-over acts at once', go: handsOver },
    ]) {
      it(`${work.name}, from each step on: ${what}`, async () => {
        const matrix = new Matrix();
        for (const one of oneOf(await casesOf(work), work === single ? 1 : ONE_IN)) {
          const { ending, wrong } = await closingDatabases(() => go(work, one));
          matrix.add(one.step.title, ending, wrong);
        }
        matrix.isRight();
      });
    }
  }
});
