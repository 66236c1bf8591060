/** What can be said of one area of a comparison in a word. */
import { type Area, isTableArea } from './areaTitles.ts';
import type { ComparisonSummary } from './comparisonSummary.ts';

export type AreaVerdict = 'unchanged' | 'within' | 'outside' | 'unknown';

/** How many differences an area has, and whether that is within its margin. */
export function judgeArea(
  summary: ComparisonSummary,
  area: Area,
): { readonly verdict: AreaVerdict; readonly differences: number } {
  const { withinMargin } = summary[area];
  if (withinMargin === null) return { verdict: 'unknown', differences: 0 };
  const differences = countDifferences(summary, area);
  if (differences === 0) return { verdict: 'unchanged', differences };
  return { verdict: withinMargin ? 'within' : 'outside', differences };
}

/** A number that is not the same is one difference. */
function countDifferences(summary: ComparisonSummary, area: Area): number {
  if (isTableArea(area)) {
    const { added, removed, changed } = summary[area];
    return added + removed + changed;
  }
  const { before, after } = summary[area];
  return before === after ? 0 : 1;
}
