/**
 * Nights in which the way to the devices is away for a while. It goes at a chosen moment of the work: at the beginning
 * of a step, around an effect, or while no window is open. Devices go on, and nothing may come of it but a later end.
 */
import type { Engine } from '../../src/engine/engineContract.ts';
import type { NetworkOutage } from '../../src/simulator/network.ts';
import type { Touch } from '../support/rig.ts';
import { closingDatabases } from './judges/leftDatabases.ts';
import { isEffect } from './points.ts';
import { type Night, type Scenario, toTheEnd } from './sweep.ts';

/** Of an effect: right before it is sent, while its answer is on the way, right after the answer, and while its end is awaited. */
const AROUND_AN_EFFECT = ['before', 'on the way of', 'after', 'following'] as const;

export interface Moment {
  readonly when: (typeof AROUND_AN_EFFECT)[number] | 'at the beginning of';
  readonly what: 'step' | 'effect';
  /** Which of them, from 1. */
  readonly nth: number;
  readonly name: string;
  /** The process dies at this moment, and the next one begins without a network. */
  readonly dies: boolean;
}

/** Longer than the way to a device, and less than way and answer. */
const ON_THE_WAY_MS = 2;
/** Longer than the pause between two looks at what a device does. */
const FOLLOWING_MS = 12_000;
/** Between a death and the next window. */
const CLOSED_MS = 2_000;

/** All moments of a run without an outage, in no order that matters. */
export async function momentsOf(scenario: Scenario): Promise<Moment[]> {
  const night = await scenario();
  const effects: string[] = [];
  const engine = await night.rig.start((touch) => {
    if (isEffect(touch) && touch.when === 'before') effects.push(touch.name);
  });
  const wrong = await toTheEnd(night, engine);
  if (wrong.length > 0) throw new Error(`wrong without any outage: ${wrong.join('; ')}`);
  const steps = engine.jobs.all().flatMap((job) => job.steps.map(({ id }) => id));
  return [
    ...steps.flatMap((name, index) =>
      [false, true].map((dies): Moment => ({
        when: 'at the beginning of',
        what: 'step',
        nth: index + 1,
        name,
        dies,
      })),
    ),
    ...effects.flatMap((name, index) =>
      AROUND_AN_EFFECT.flatMap((when) =>
        [false, true].map((dies): Moment => ({ when, what: 'effect', nth: index + 1, name, dies })),
      ),
    ),
  ];
}

export function wordsOf(
  { when, what, nth, name, dies }: Moment,
  { how, seconds, targets }: NetworkOutage,
): string {
  const whose = targets === undefined ? '' : ` for ${targets.join(' and ')}`;
  return `${how} ${seconds} s${whose}, ${dies ? 'reopened, dead ' : ''}${when} ${what} ${nth} (${name})`;
}

/** Runs the scenario to its end through one outage. @returns what is wrong. */
export function awayAt(
  scenario: Scenario,
  moment: Moment,
  outage: NetworkOutage,
): Promise<readonly string[]> {
  return closingDatabases(async () => {
    const night = await scenario();
    const first = await untilMoment(night, moment, () => night.rig.fleet.network.away(outage));
    if (first !== null) return toTheEnd(night, first).catch(endless);
    await night.rig.clock.advanceBy(CLOSED_MS);
    night.rig.fleet.network.away(outage);
    return toTheEnd(night, await night.rig.start()).catch(endless);
  });
}

function endless(error: unknown): string[] {
  return [error instanceof Error ? error.message : String(error)];
}

/**
 * Lets the first process come to the moment.
 * @returns its engine; null when it died there.
 */
async function untilMoment(
  { rig }: Night,
  { when, what, nth, dies }: Moment,
  goAway: () => void,
): Promise<Engine | null> {
  const seen = { effects: 0, isThere: false, isDead: false };
  let die = (): void => undefined;
  const there = (): void => {
    if (seen.isThere) return;
    seen.isThere = true;
    if (!dies) {
      goAway();
      return;
    }
    seen.isDead = true;
    die();
  };
  const later = (ms: number): void => void rig.clock.sleep(ms).then(there);
  const touched = (touch: Touch): void => {
    if (what !== 'effect' || !isEffect(touch)) return;
    if (touch.when === 'before') seen.effects += 1;
    if (seen.effects !== nth || seen.isThere) return;
    if (touch.when === 'before' && when === 'before') there();
    if (touch.when === 'before' && when === 'on the way of') later(ON_THE_WAY_MS);
    if (touch.when === 'after' && when === 'after') there();
    if (touch.when === 'after' && when === 'following') later(FOLLOWING_MS);
  };
  const starting = rig.start((touch, end) => {
    die = end;
    touched(touch);
  });
  let engine: Engine | null = null;
  void starting.then((started) => {
    engine = started;
    started.jobs.onDidChange(({ steps }) => {
      const begun = steps.filter(({ state }) => state !== 'pending').length;
      if (what === 'step' && begun >= nth) there();
    });
  });
  await rig.clock.run(() => seen.isThere && engine !== null, 48 * 3_600_000);
  return seen.isDead ? null : engine;
}
