/** At which touches a process dies in the crash sweeps, and for how long the window stays closed. */
import type { Touch } from '../support/rig.ts';

/** Reopened at once, in the middle of a reboot, the next morning. */
export const AWAY_MS = [2_000, 100_000, 8 * 3_600_000] as const;

/** `CASES=all`: a death at every point of every sweep, which takes most of an hour. Else at those that matter most. */
const ALL = process.env['CASES'] === 'all';

/** Points before and after an effect that belong to it: its observation, its intent, what is written of its answer. */
const NEAR = 4;

/** A death between a write and its sync is the same to a reader as one after it: the sweep takes one of them. */
export function isPoint({ what, name, when }: Touch): boolean {
  if (what === 'call') return true;
  return (
    (name === 'write' && when === 'before') || (name === 'sync' && when === 'after') || name === 'rename'
  );
}

/** The calls that change a device. */
const EFFECT =
  /^(delete software|request (restart|system software (download|install)|high-availability (state|sync)))/;

export function isEffect({ what, name }: Touch): boolean {
  return what === 'call' && EFFECT.test(name);
}

/** The places of the points, from 1, right before and after an effect is sent. */
export function effectPoints(points: readonly Touch[]): number[] {
  return points.flatMap((point, index) => (isEffect(point) ? [index + 1] : []));
}

/** The places of the points, from 1: all near an effect, and of the others one in so many. */
export function pointsNearEffects(points: readonly Touch[], oneIn: number): number[] {
  const near = (index: number): boolean =>
    points.slice(Math.max(0, index - NEAR), index + NEAR + 1).some(isEffect);
  return points.flatMap((_, index) => (near(index) || ALL || index % oneIn === 0 ? [index + 1] : []));
}

/** One of so many cases, or all of them. @param from where to begin, so that lists of few cases do not all begin alike. */
export function oneOf<T>(cases: readonly T[], oneIn: number, from = 0): T[] {
  return ALL ? [...cases] : cases.filter((_, index) => (index + from) % oneIn === 0);
}

export function awayMsOf(index: number): number {
  return AWAY_MS[index % AWAY_MS.length] ?? 0;
}
