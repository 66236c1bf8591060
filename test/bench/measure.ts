/** What a bench measures and how it hands its figures to scripts/bench.ts, which starts it in a process of its own. */
import { writeFileSync } from 'node:fs';

export interface Measure {
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'kB' | 'per s' | 'times';
  /** One figure a run. */
  readonly runs: readonly number[];
  /** Of docs/TESTING.md "Benches": the median should not be more. */
  readonly budget?: number;
  /** What the figure holds besides what its name says. */
  readonly note?: string;
}

export function report(measures: readonly Measure[]): void {
  const file = process.env['BENCH_RESULT_FILE'];
  if (file === undefined) console.log(JSON.stringify(measures, null, 2));
  else writeFileSync(file, JSON.stringify(measures));
}

/** Wall-clock milliseconds of `work`. */
export async function elapsed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** The results of `work`, one after the other. @param warmUps are not counted. */
export async function repeated<T>(times: number, work: () => Promise<T>, warmUps = 1): Promise<T[]> {
  const results: T[] = [];
  for (let run = -warmUps; run < times; run += 1) {
    const result = await work();
    if (run >= 0) results.push(result);
  }
  return results;
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
