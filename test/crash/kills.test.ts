/** Real processes, killed at random moments while they upgrade two devices and a pair. `npm run bench -- kills` does more. */
import assert from 'node:assert/strict';
import { systemRng } from '../../src/ports/rng.ts';
import { killCycles } from '../support/killCycles.ts';

const KILLS = 20;

describe('a process killed while it upgrades', () => {
  it(`is carried on by the next one as if it had never died, ${KILLS} times`, async function () {
    this.timeout(600_000);
    const { kills, nights, phases, wrong } = await killCycles(KILLS, systemRng);
    const at = [...phases].map(([phase, count]) => `${count} ${phase}`).join(', ');
    console.log(`      ${kills} kills in ${nights} nights, jobs at: ${at}`);
    assert.deepEqual(wrong, []);
  });
});
