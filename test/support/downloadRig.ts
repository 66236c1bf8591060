/** Download jobs of one device: what tests of them begin with. */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { Job } from '../../src/jobs/job.ts';
import { Rig, type RigOptions } from './rig.ts';
import { STANDALONE } from './sampleSpec.ts';

/** A discovered fleet; the sample device has one hop over a base image before it. */
export async function begin(options: RigOptions = {}): Promise<{ rig: Rig; engine: Engine }> {
  const rig = new Rig({ paths: { '10.1.14': ['10.2.10'] }, ...options });
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

/** Lets the sample device download to the end. */
export async function download({ rig, engine }: { rig: Rig; engine: Engine }): Promise<Job> {
  const [job] = (await engine.submitDownloads({ serials: [STANDALONE], by: 'test' })).queued;
  assert.ok(job !== undefined);
  return rig.finish(engine, job.id);
}

/** How often the sample device has gone through something. */
export function count(rig: Rig, what: Parameters<Rig['until']>[1]): number {
  return rig.fleet.log.of(STANDALONE, what).length;
}
