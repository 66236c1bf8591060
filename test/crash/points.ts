/** At which touches a process dies in the crash sweeps, and for how long the window stays closed. */
import type { Touch } from '../support/rig.ts';

/** Reopened at once, in the middle of a reboot, the next morning. */
export const AWAY_MS = [2_000, 100_000, 8 * 3_600_000];

/** A death between a write and its sync is the same to a reader as one after it: the sweep takes one of them. */
export function isPoint({ what, name, when }: Touch): boolean {
  if (what === 'call') return true;
  return (
    (name === 'write' && when === 'before') || (name === 'sync' && when === 'after') || name === 'rename'
  );
}
