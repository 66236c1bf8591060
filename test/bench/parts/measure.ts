/** What a bench measures and how it hands its figures to scripts/bench.ts, which starts it in a process of its own. */
import { writeFileSync } from 'node:fs';

export interface Measure {
  readonly what: string;
  /** Empty for what is counted. */
  readonly unit: 'ms' | 's' | 'MB' | 'kB' | 'per s' | 'times' | '';
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

/** Processor milliseconds of one call, free of what other processes took. @param calls so many, because the clock is coarse. */
export function processorMs(work: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
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
