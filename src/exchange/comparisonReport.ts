/** Every difference of a comparison as a CSV file. */
import type { JobComparison } from '../jobs/outcome/jobComparison.ts';
import { areaTitles } from '../validation/comparison/areaTitles.ts';
import type { Difference } from '../validation/comparison/differenceWords.ts';
import { longCsv } from './csvText.ts';
import { fileStamp } from './fileStamp.ts';

const COLUMNS = ['area', 'change', 'entry', 'before', 'after'];

/**
 * @param pause lets others work for a moment; there may be 100,000 differences.
 * @returns the bytes of the file.
 */
export function formatComparisonReport(
  { differences }: Pick<JobComparison, 'differences'>,
  pause: () => Promise<void>,
): Promise<Uint8Array> {
  return longCsv(COLUMNS, rowsOf(differences), pause);
}

function* rowsOf(differences: readonly Difference[]): Generator<readonly string[]> {
  for (const { area, change, entry, before, after } of differences)
    yield [areaTitles[area], change, entry, before, after];
}

/**
 * `comparison_job-k3x9_hop2_20261121_064500.csv`, in local time; with the serial after the hop where each member of a pair
 * has a file of its own.
 * @param at milliseconds since 1970
 */
export function comparisonReportName(
  { jobId, hop, member }: Pick<JobComparison, 'jobId' | 'hop' | 'member'>,
  at: number,
): string {
  const whose = member === null ? '' : `_${member}`;
  return `comparison_${jobId}_hop${hop}${whose}_${fileStamp(at)}.csv`;
}
