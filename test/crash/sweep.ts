/**
 * Crash sweeps of whole scenarios: a process that dies at every chosen point, once or several times in a row, and a
 * new one from the same files each time. What the devices went through must be the same as without a death.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import type { Rig, Touch } from '../support/rig.ts';
import { closingDatabases } from './judges/leftDatabases.ts';
import { awayMsOf } from './points.ts';

/** One run of a scenario, from jobs that are submitted and not begun. */
export interface Night {
  readonly rig: Rig;
  /** Whether a process may be made to die here; these points are counted. */
  isPoint(touch: Touch): boolean;
  /** Called in each process once its engine runs: what a user does there. */
  readonly act?: (engine: Engine) => void;
  /** What is wrong with how it ended; nothing when all is well. */
  judge(jobs: readonly Job[]): readonly string[];
  /** What else is wrong where it was cancelled; the judge itself is for nights that were not. */
  wrongAfterCancel?(cancelledAt: number): readonly string[];
}

/** Begins a new run each time it is called, always the same. */
export type Scenario = () => Promise<Night>;

export interface Death {
  /** The point at which it dies, from 1, counted from the start of this process. */
  readonly point: number;
  /** How long the window stays closed afterwards. */
  readonly awayMs: number;
}

const NIGHT_MS = 48 * 3_600_000;

/** The points at which the process can die, in the order of a run without a death. */
export async function pointsOf(scenario: Scenario): Promise<Touch[]> {
  const night = await scenario();
  const points: Touch[] = [];
  const engine = await night.rig.start((touch) => {
    if (night.isPoint(touch)) points.push(touch);
  });
  const wrong = await toTheEnd(night, engine);
  assert.deepEqual(wrong, [], 'wrong without any death');
  return points;
}

/** Runs the scenario to its end through these deaths, one a process. @returns what is wrong. */
export function dieAt(scenario: Scenario, deaths: readonly Death[]): Promise<readonly string[]> {
  return closingDatabases(async () => {
    const night = await scenario();
    for (const { point, awayMs } of deaths) await dieOnce(night, point, awayMs);
    return toTheEnd(night, await night.rig.start());
  });
}

/** A process that ends its jobs before it reaches the point is closed, and may die while it closes. */
async function dieOnce(night: Night, point: number, awayMs: number): Promise<void> {
  const { clock } = night.rig;
  const process = { points: 0, isDead: false, hasEnded: false, isClosed: false };
  const dying = night.rig.start((touch, die) => {
    if (process.isDead || !night.isPoint(touch)) return;
    process.points += 1;
    if (process.points !== point) return;
    process.isDead = true;
    die();
  });
  dying.then(
    (engine) => {
      night.act?.(engine);
      const look = (): void => {
        process.hasEnded = !engine.jobs.all().some(isOpen);
      };
      engine.jobs.onDidChange(look);
      look();
    },
    () => undefined,
  );
  await clock.run(() => process.isDead || process.hasEnded, NIGHT_MS);
  if (!process.isDead) {
    void dying.then((engine) => engine.close()).then(() => (process.isClosed = true));
    await clock.run(() => process.isDead || process.isClosed, NIGHT_MS);
  }
  await clock.advanceBy(awayMs);
}

/** Lets all jobs of this process end. @returns what is wrong with it. */
export async function toTheEnd(night: Night, engine: Engine): Promise<readonly string[]> {
  const { rig } = night;
  night.act?.(engine);
  await rig.finishAll(engine);
  await rig.clock.advanceBy(3_600_000);
  const wrong = night.judge(engine.jobs.all());
  await rig.clock.drive(engine.close());
  return wrong;
}

/** Counts the cases of one test and says at its end what was wrong with them. */
export class Cases {
  #count = 0;
  readonly #wrong: string[] = [];

  /** One case: deaths at these points, one a process. @param where for people. */
  async die(scenario: Scenario, points: readonly number[], where = ''): Promise<void> {
    const deaths = points.map((point, index) => ({ point, awayMs: awayMsOf(this.#count + index) }));
    this.#count += 1;
    const wrong = await dieAt(scenario, deaths);
    const when = deaths.map(({ point, awayMs }) => `death at ${point}, away ${awayMs / 1000} s`);
    this.#wrong.push(...wrong.map((what) => `${[where, ...when].join('; ')}: ${what}`));
  }

  /** @returns how many there were. */
  areRight(): number {
    assert.ok(this.#count > 0, 'no case');
    assert.deepEqual(this.#wrong, []);
    return this.#count;
  }
}
