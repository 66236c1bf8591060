/** Two hundred kills of the process that upgrades two devices and a pair: what test/crash/kills.test.ts does, for longer. */
import { systemRng } from '../../src/ports/rng.ts';
import { killCycles } from '../support/killCycles.ts';
import { elapsed, report } from './parts/measure.ts';

const KILLS = 200;

let seen: Awaited<ReturnType<typeof killCycles>> | undefined;
const ms = await elapsed(async () => (seen = await killCycles(KILLS, systemRng)));
if (seen === undefined) throw new Error('No cycle ran.');
for (const what of seen.wrong) console.error(what);

report([
  { what: 'processes killed', unit: '', runs: [seen.kills], note: `in ${seen.nights} nights` },
  { what: 'effects or files that were wrong then', unit: '', runs: [seen.wrong.length], budget: 0 },
  { what: 'in all', unit: 's', runs: [ms / 1000], note: 'real time' },
  ...[...seen.phases]
    .toSorted(([, a], [, b]) => b - a)
    .map(([phase, count]) => ({
      what: `jobs killed at ${phase}`,
      unit: '' as const,
      runs: [count],
    })),
]);
