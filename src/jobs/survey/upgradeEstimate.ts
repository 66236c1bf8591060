/**
 * About how long upgrades take: what earlier jobs of the same model took, else plain assumptions. An estimate for
 * people who plan a night; nothing is decided by it.
 */

/** Of one model; null where no earlier job says. */
export interface Durations {
  readonly mbPerSecond: number | null;
  readonly installSeconds: number | null;
  /** From the restart until the device is proved back, the settle delay included. */
  readonly restartSeconds: number | null;
}

export const NOTHING_MEASURED: Durations = { mbPerSecond: null, installSeconds: null, restartSeconds: null };

/** Slow on purpose: a night that ends early harms nobody. */
const ASSUMED = { mbPerSecond: 4, installSeconds: 15 * 60, restartSeconds: 15 * 60 };
/** Readiness, snapshots and comparison of one hop. */
const CHECKS_SECONDS = 2 * 60;
/** An image whose size the device does not tell. */
const ASSUMED_IMAGE_MB = 800;

/** What is left to do on one device. */
export interface DeviceWork {
  /** Versions still to be installed, with a restart each. */
  readonly hops: number;
  /** Megabytes to fetch, as far as they are known. */
  readonly fetchMb: number;
  /** Images to fetch of which the size is not known. */
  readonly unsized: number;
}

export interface Estimate {
  readonly seconds: number;
  /** False where any part of it is an assumption. */
  readonly isMeasured: boolean;
}

export function estimateDevice({ hops, fetchMb, unsized }: DeviceWork, known: Durations): Estimate {
  const megabytes = fetchMb + unsized * ASSUMED_IMAGE_MB;
  const rate = known.mbPerSecond ?? ASSUMED.mbPerSecond;
  const install = known.installSeconds ?? ASSUMED.installSeconds;
  const restart = known.restartSeconds ?? ASSUMED.restartSeconds;
  const knowsHops = known.installSeconds !== null && known.restartSeconds !== null;
  return {
    seconds: Math.round(megabytes / rate + hops * (install + restart + CHECKS_SECONDS)),
    isMeasured:
      (hops === 0 || knowsHops) && (megabytes === 0 || (known.mbPerSecond !== null && unsized === 0)),
  };
}

/** One after the other, as the members of an HA pair are taken. */
export function inTurn(estimates: readonly Estimate[]): Estimate {
  return {
    seconds: estimates.reduce((sum, { seconds }) => sum + seconds, 0),
    isMeasured: estimates.every(({ isMeasured }) => isMeasured),
  };
}

/**
 * Seconds until the last job ends when each worker takes the longest one that waits.
 * @param seconds of each job
 * @param workers 1 or more
 */
export function makespan(seconds: readonly number[], workers: number): number {
  const ends = Array.from({ length: workers }, () => 0);
  for (const job of seconds.toSorted((a, b) => b - a)) {
    const free = ends.indexOf(Math.min(...ends));
    ends[free] = (ends[free] ?? 0) + job;
  }
  return Math.max(...ends);
}
