/**
 * Nights in which somebody cancels at a chosen moment. Nothing may begin after it, what is begun comes to an end, and
 * a member that was taken out of its pair goes back into it, however often the process dies on the way.
 */
import type { Engine } from '../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import type { EffectEntry } from '../../src/simulator/device/effectLog.ts';
import { isEffect, isPoint } from './points.ts';
import { type Expected, storyOf, suspendedByRequest, wrongPairs } from './judges/storyJudge.ts';
import type { Night, Scenario } from './sweep.ts';

/** When a step begins, or when its effect has been sent. */
export interface Moment {
  readonly step: string;
  readonly phase: 'begun' | 'issued';
}

/** What must not begin any more. To make a member functional is the way back. */
const BEGINNINGS: ReadonlySet<EffectEntry['what']> = new Set([
  ...(['download_started', 'install_started', 'restart_accepted', 'suspended'] as const),
]);

/** @param scenario has one job. */
export function cancelled(scenario: Scenario, expected: Expected, moment: Moment): Scenario {
  const { serials, story } = expected;
  return async (): Promise<Night> => {
    const night = await scenario();
    const { rig } = night;
    let cancelledAt = Number.POSITIVE_INFINITY;

    const cancelThere = (engine: Engine): void => {
      let asked = false;
      engine.jobs.onDidChange((job) => {
        if (asked || job.cancelRequested || !isThere(job, moment)) return;
        asked = true;
        // Somebody clicks: not in the middle of the record that shows it.
        queueMicrotask(() => {
          engine.cancel(job.id, 'test');
          cancelledAt = rig.clock.now();
        });
      });
    };
    const isAfterwards = (): boolean => cancelledAt !== Number.POSITIVE_INFINITY;

    return {
      rig,
      act(engine) {
        cancelThere(engine);
        night.act?.(engine);
      },
      isPoint: (touch) => isAfterwards() && isPoint(touch) && (touch.what === 'disk' || isEffect(touch)),
      judge(jobs) {
        const done = storyOf(rig.fleet.log.all(), serials);
        const onTheWay = done.filter((what) => !what.endsWith(' functional'));
        return [
          ...(isAfterwards() ? [] : ['nobody cancelled']),
          ...jobs.flatMap((job) => wrongEnding(job, moment, expected)),
          ...rig.fleet.log
            .all()
            .filter(({ at, what }) => at > cancelledAt && BEGINNINGS.has(what))
            .map(({ what, serial }) => `${what} on ${serial} after it was cancelled`),
          ...(story.slice(0, onTheWay.length).join() === onTheWay.join()
            ? []
            : [`it went ${done.join(', ')}`]),
          ...wrongPairs(rig.fleet, jobs),
          ...(night.wrongAfterCancel?.(cancelledAt) ?? []),
          ...suspendedByRequest(rig.fleet, serials).map((serial) => `${serial} is still suspended`),
        ];
      },
    };
  };
}

function isThere({ steps }: Job, { step: id, phase }: Moment): boolean {
  const step = steps.find((candidate) => candidate.id === id);
  return phase === 'begun' ? step?.state === 'running' : step?.effect?.phase === 'issued';
}

/** What is only left to be looked at is looked at to the end. */
function wrongEnding(job: Job, { step }: Moment, { mayWait }: Expected): string[] {
  if (isOpen(job)) return ['it has not ended'];
  const isLast =
    job.steps.findIndex(({ id }) => id === step) > job.steps.findLastIndex(({ kind }) => kind === 'install');
  const mayEnd = [
    'cancelled',
    ...(isLast ? ['completed'] : []),
    ...(mayWait === true ? ['needs_operator'] : []),
  ];
  return mayEnd.includes(job.status) && (job.message ?? '') !== ''
    ? []
    : [`${job.status}: ${job.message ?? ''}`];
}

/** Every moment of a scenario's job at which a cancel may make a difference: each step, and each effect on its way. */
export async function momentsOf(scenario: Scenario): Promise<Moment[]> {
  const { rig, act } = await scenario();
  const engine = await rig.start();
  act?.(engine);
  await rig.finishAll(engine);
  const steps = engine.jobs.all().flatMap((job) => job.steps.filter(({ state }) => state !== 'pending'));
  await rig.clock.drive(engine.close());
  return steps.flatMap(({ id, effect }): Moment[] => [
    { step: id, phase: 'begun' },
    ...((effect?.attempts ?? 0) > 0 ? [{ step: id, phase: 'issued' } as const] : []),
  ]);
}
