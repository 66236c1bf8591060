/** What a piece of work costs whoever sits before the editor: its longest block, its costliest turn and all of it. */
import { costliestTurnMs, longestBlock } from './longestBlock.ts';
import { repeated, type Measure } from './measure.ts';

const RUNS = 5;
/** Longer, and the editor is seen to stand still. */
const BUDGET_MS = 16;

/** @param work is done once to warm up, and twice in each run: the turns are measured apart from the blocks */
export async function blockMeasures(what: string, work: () => unknown): Promise<Measure[]> {
  const readings = await repeated(RUNS, () => longestBlock(work));
  const turns = await repeated(RUNS, () => costliestTurnMs(work), 0);
  return [
    {
      what: `${what}: longest block`,
      unit: 'ms',
      budget: BUDGET_MS,
      runs: readings.map(({ blockMs }) => blockMs),
    },
    { what: `${what}: costliest turn`, unit: 'ms', budget: BUDGET_MS, runs: turns, note: 'processor time' },
    { what: `${what}: in all`, unit: 'ms', runs: readings.map(({ totalMs }) => totalMs) },
  ];
}
