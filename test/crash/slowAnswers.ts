/** Devices of a job whose answers take longer than anybody waits, from the beginning of one of its steps on. */
import type { Engine } from '../../src/engine/engineContract.ts';
import type { StepState } from '../../src/workflow/stepState.ts';
import type { Rig } from '../support/rig.ts';
import { isWorking, watchRequests, type Work } from './keyNights.ts';
import { callFault } from './matrix.ts';

const SLOW_SECONDS = 400;

export interface SlowNight {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly id: string;
  /** Answers come in time from now on. */
  quicken(): void;
}

/** Goes on until a step has begun, from which on each answer of the devices, not of Panorama, takes 400 s. */
export async function slowFrom(work: Work, place: number): Promise<SlowNight> {
  const rig = work.rig({});
  const engine = await rig.start();
  await rig.discover(engine);
  const job = await work.submit(engine);
  if (job === undefined) throw new Error(`${work.name} was not queued.`);
  const { id } = job;
  let isSlow = false;
  watchRequests(rig, (target) => {
    if (isSlow && target !== 'panorama' && isWorking(rig, target))
      rig.fleet.fault(target, callFault('*', { how: 'delay', seconds: SLOW_SECONDS }));
  });
  await rig.clock.run(() => (stepsOf(engine, id)[place]?.state ?? 'pending') !== 'pending', 48 * 3_600_000);
  isSlow = true;
  return { rig, engine, id, quicken: () => void (isSlow = false) };
}

/** The steps that a night without troubles goes through, in order. */
export async function stepsOfNight(work: Work): Promise<readonly StepState[]> {
  const rig = work.rig({});
  const engine = await rig.start();
  await rig.discover(engine);
  const job = await work.submit(engine);
  const id = job?.id ?? '';
  await rig.finish(engine, id);
  const steps = stepsOf(engine, id);
  await rig.clock.drive(engine.close());
  return steps;
}

function stepsOf(engine: Engine, id: string): readonly StepState[] {
  return engine.jobs.get(id)?.steps ?? [];
}
