/** Which pairs of a bulk did not wait for the one that goes ahead, by what their devices went through. */
import type { EffectLog } from '../../src/simulator/device/effectLog.ts';

type PairOf = readonly [string, string];

/** @returns the pairs on which this version was begun before any of them was up with it on both members: one, where all is well. */
export function begunEarly(log: EffectLog, pairs: readonly PairOf[], version: string): readonly PairOf[] {
  const when = (pair: PairOf, what: 'install_started' | 'booted'): number[] =>
    pair.flatMap((serial) =>
      log.of(serial, what).flatMap((entry) => (entry.version === version ? [entry.at] : [])),
    );
  const through = Math.min(
    ...pairs.map((pair) => {
      const boots = when(pair, 'booted');
      return boots.length < pair.length ? Infinity : Math.max(...boots);
    }),
  );
  return pairs.filter((pair) => Math.min(...when(pair, 'install_started')) < through);
}
