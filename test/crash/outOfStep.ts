/**
 * Nights in which the configuration of a pair is out of step after its hop, and somebody has it copied, lets it go on as it is,
 * or says nothing. Whoever answers is asked again after a death: an answer that was not written down was not given.
 */
import type { Engine } from '../../src/engine/engineContract.ts';
import { decisionsFor, undecidedStep } from '../../src/jobs/work/operator.ts';
import type { SimulatedFleet } from '../../src/simulator/fleet.ts';
import type { Touch } from '../support/rig.ts';
import { ONE_HOP_OF_PAIR, pairSpec } from '../support/pairRig.ts';
import { activeActive, PAIR, pair } from '../support/sampleSpec.ts';
import { downloaded, type Expected, wrongPairs, wrongStories } from './judges/storyJudge.ts';
import { FIRST_IMAGES, hopOf, type PairRules, submitted } from './nights.ts';
import { isPoint } from './points.ts';
import type { Night, Scenario } from './sweep.ts';

export type Answer = 'sync_config' | 'go_on' | 'nothing';

export interface OutOfStep {
  readonly name: string;
  readonly scenario: Scenario;
  readonly expected: Expected;
}

/** The first one led before the hop, the second one leads after it. */
const [STANDBY, LEADING] = PAIR;

/** Every answer, in both modes. */
export const PAIRS_OUT_OF_STEP: readonly OutOfStep[] = (['active-passive', 'active-active'] as const).flatMap(
  (mode) => (['sync_config', 'go_on', 'nothing'] as const).map((answer) => outOfStep(mode, answer)),
);

function outOfStep(mode: NonNullable<PairRules['mode']>, answer: Answer): OutOfStep {
  const expected: Expected = {
    serials: PAIR,
    story: [
      ...PAIR.flatMap((serial) => downloaded(serial, ...FIRST_IMAGES)),
      ...hopOf(PAIR, '11.1.4-h7', { mode }),
    ],
    ...(answer === 'nothing' ? { mayWait: true } : {}),
  };
  return {
    name: `${mode} pair out of step afterwards, answer ${answer}`,
    expected,
    async scenario(): Promise<Night> {
      const out = { unsyncedByUpgrade: true };
      const members = mode === 'active-active' ? activeActive(out, out) : pair(out, out);
      const rig = await submitted({ spec: pairSpec(members), paths: ONE_HOP_OF_PAIR }, [PAIR]);
      const answeredAt: number[] = [];
      return {
        rig,
        isPoint,
        act: (engine) => answerIn(engine, answer, () => answeredAt.push(rig.clock.now())),
        judge: (jobs) => [
          ...jobs
            .filter(({ status }) => status !== (answer === 'nothing' ? 'needs_operator' : 'completed'))
            .map(({ status, message }) => `${status}: ${message ?? ''}`),
          ...wrongStories(rig.fleet.log.all(), [expected]),
          ...wrongPairs(rig.fleet, jobs),
          ...wrongCopies(rig.fleet, answer === 'sync_config' ? [1] : [0]),
        ],
        wrongAfterCancel: (cancelledAt) => [
          ...wrongCopies(rig.fleet, answer === 'sync_config' ? [0, 1] : [0]),
          // Whoever asks for it afterwards means it.
          ...(answeredAt.some((at) => at >= cancelledAt)
            ? []
            : copiesIn(rig.fleet)
                .filter(({ at }) => at > cancelledAt)
                .map(() => 'a copy has begun after it was cancelled')),
        ],
      };
    },
  };
}

function answerIn(engine: Engine, answer: Answer, onAnswer: () => void): void {
  const look = (): void => {
    if (answerNow(engine, answer)) onAnswer();
  };
  // Somebody clicks: not in the middle of the record that shows it. A dead process can write nothing down.
  engine.jobs.onDidChange(
    () =>
      void Promise.resolve()
        .then(look)
        .catch(() => undefined),
  );
  look();
}

/** @returns whether a job waited for this answer. */
export function answerNow(engine: Engine, answer: Answer): boolean {
  for (const job of engine.jobs.all()) {
    const step = undecidedStep(job);
    if (answer === 'nothing' || step?.kind !== 'prove_pair' || !decisionsFor(step).includes(answer)) continue;
    engine.decide({ jobId: job.id, stepId: step.id, decision: answer, by: 'test' });
    return true;
  }
  return false;
}

const copiesIn = ({ log }: SimulatedFleet) => log.all().filter(({ what }) => what === 'config_sync_started');

/** @param times how many copies there may be. */
function wrongCopies(fleet: SimulatedFleet, times: readonly number[]): string[] {
  const copies = copiesIn(fleet);
  const isRight = copies.every(({ serial, detail }) => serial === STANDBY && detail === `from ${LEADING}`);
  return isRight && times.includes(copies.length)
    ? []
    : [`copies: ${copies.map(({ serial, detail }) => `${serial} ${detail ?? ''}`).join(', ') || 'none'}`];
}

/** The places, from 1, around the request for the copy: what comes before is what every pair goes through. */
export function placesOfCopy(points: readonly Touch[], around: number): number[] {
  const copied = points.findIndex(({ name }) => name.includes('sync-to-remote'));
  return points.flatMap((_, index) => (copied >= 0 && Math.abs(index - copied) <= around ? [index + 1] : []));
}
