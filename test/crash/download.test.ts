/**
 * The crash sweep of a download job: a process that dies at every point where it touches a device or the disk, and a
 * new one from the same files. Every image must be fetched exactly once.
 */
import assert from 'node:assert/strict';
import type { Job } from '../../src/jobs/job.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE as SERIAL } from '../support/sampleSpec.ts';
import { AWAY_MS, isPoint } from './points.ts';

const STORY = [
  ...['download_started 10.2.0', 'download_finished 10.2.0'],
  ...['download_started 10.2.10', 'download_finished 10.2.10'],
  ...['download_started 11.1.0', 'download_finished 11.1.0'],
  ...['download_started 11.1.4-h7', 'download_finished 11.1.4-h7'],
];

async function submitted(): Promise<{ rig: Rig; id: string }> {
  const rig = new Rig();
  const engine = await rig.start();
  await rig.discover(engine);
  // Nothing is sent before the process that is to die takes it up.
  engine.pause();
  const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
  assert.ok(job !== undefined);
  await engine.close();
  return { rig, id: job.id };
}

async function pointsOfRun(): Promise<string[]> {
  const { rig, id } = await submitted();
  const points: string[] = [];
  const engine = await rig.start((touch) => {
    if (isPoint(touch)) points.push(`${touch.when} ${touch.what} ${touch.name}`);
  });
  await rig.finish(engine, id);
  return points;
}

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

describe('crash sweep: download of four images', () => {
  it('fetches every image exactly once, whenever the process dies', async function () {
    this.timeout(600_000);
    const points = await pointsOfRun();
    const wrong: string[] = [];
    for (const [index, point] of points.entries()) {
      const awayMs = AWAY_MS[index % AWAY_MS.length] ?? 0;
      const { job, story } = await dieAt(index + 1, awayMs);
      const where = `death ${index + 1} (${point}), away ${awayMs / 1000} s: ${job.status}, ${job.message ?? ''}`;
      const images = job.runs[0]?.images.map(({ state }) => state).join();
      if (
        job.status !== 'completed' ||
        story.join() !== STORY.join() ||
        images !== 'downloaded,downloaded,downloaded,downloaded'
      )
        wrong.push(`${where}\n    ${story.join(', ')}; ${images}`);
    }
    console.log(`      ${points.length} deaths`);
    assert.deepEqual(wrong, []);
  });
});
