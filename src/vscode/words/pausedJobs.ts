/** Jobs that wait for nothing but *Resume Engine*: without a word about it, they would look stuck. */
import type { Engine } from '../../engine/engineContract.ts';
import type { Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';

/**
 * A step under way goes on to its safe point, so its job is not held yet; a job that is being cancelled never is.
 * @param paused whether the engine is
 */
export function isHeld(job: Job, paused: boolean): boolean {
  if (!paused || job.cancelRequested) return false;
  return (
    job.status === 'queued' ||
    (job.status === 'active' && !job.steps.some(({ state }) => state === 'running'))
  );
}

/** Tells when the engine was paused or resumed; its state changes with every worker, too. */
export function onDidPauseOrResume(
  engine: Pick<Engine, 'paused' | 'onDidChangeState'>,
  listener: () => void,
): Subscription {
  let before = engine.paused;
  return engine.onDidChangeState(() => {
    if (engine.paused === before) return;
    before = engine.paused;
    listener();
  });
}
