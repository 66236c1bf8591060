/**
 * A process that dies at every point where it touches a device or the disk, before and after, and a new one from
 * the same files. What the device went through must be the same as without the death.
 */
import assert from 'node:assert/strict';
import type { Job } from '../../src/jobs/job.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE as SERIAL } from '../support/sampleSpec.ts';
import { AWAY_MS, isPoint } from './points.ts';

/** What the device must have gone through, once each and in this order. */
const STORY = [
  ...['download_started 10.2.0', 'download_finished 10.2.0'],
  ...['download_started 10.2.10', 'download_finished 10.2.10'],
  ...['install_started 10.2.10', 'install_finished 10.2.10'],
  ...['restart_accepted', 'went_down', 'booted 10.2.10'],
  ...['download_started 11.1.0', 'download_finished 11.1.0'],
  ...['download_started 11.1.4-h7', 'download_finished 11.1.4-h7'],
  ...['install_started 11.1.4-h7', 'install_finished 11.1.4-h7'],
  ...['restart_accepted', 'went_down', 'booted 11.1.4-h7'],
];

async function submitted(): Promise<{ rig: Rig; id: string }> {
  const rig = new Rig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await engine.close();
  return { rig, id };
}

/** The points at which the process can die, in the order of a run without a death. */
async function pointsOfRun(): Promise<string[]> {
  const { rig, id } = await submitted();
  const points: string[] = [];
  const engine = await rig.start((touch) => {
    if (isPoint(touch)) points.push(`${touch.when} ${touch.what} ${touch.name}`);
  });
  await rig.finish(engine, id);
  return points;
}

/** Lets the process die at its n-th point, reopens the window later, and gives what came of it. */
async function dieAt(n: number, awayMs: number): Promise<{ job: Job; story: readonly string[] }> {
  const { rig, id } = await submitted();
  let count = 0;
  let dead = false;
  const dying = rig.start((touch, die) => {
    if (dead || !isPoint(touch) || ++count !== n) return;
    dead = true;
    die();
  });
  dying.catch(() => undefined);
  await rig.clock.run(() => dead, 86_400_000);
  await rig.clock.advanceBy(awayMs);
  const engine = await rig.start();
  const job = await rig.finish(engine, id);
  await rig.clock.advanceBy(3_600_000);
  await engine.close();
  return { job, story: rig.fleet.log.story(SERIAL) };
}

describe('crash sweep: upgrade of one device through two hops', () => {
  it('never repeats, skips or reorders an effect, whenever the process dies', async function () {
    this.timeout(600_000);
    const points = await pointsOfRun();
    const endings = new Map<string, number>();
    const wrong: string[] = [];
    for (const [index, point] of points.entries()) {
      const awayMs = AWAY_MS[index % AWAY_MS.length] ?? 0;
      const { job, story } = await dieAt(index + 1, awayMs);
      endings.set(job.status, (endings.get(job.status) ?? 0) + 1);
      const where = `death ${index + 1} (${point}), away ${awayMs / 1000} s: ${job.status}, ${job.message ?? ''}`;
      // The device can be reached and asked, so there is no excuse for asking a person.
      if (job.status !== 'completed' || story.join() !== STORY.join())
        wrong.push(`${where}\n    ${story.join(', ')}`);
    }
    console.log(`      ${points.length} deaths: ${[...endings].map((e) => e.join(' ')).join(', ')}`);
    assert.deepEqual(wrong, []);
  });
});
