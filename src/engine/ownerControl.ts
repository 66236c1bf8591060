/** What people say to the owner's engine while it works: of single jobs, of the queue, and of all work at once. */
import type { Engine } from './engineContract.ts';
import type { EndingParts } from '../jobs/left/endJob.ts';
import { hasLeftSuspended } from '../jobs/leftSuspended.ts';
import { closeUndecided, decide, leaveToOthers, moveInQueue, releaseBatch } from '../jobs/work/operator.ts';
import type { Workers } from '../jobs/work/workers.ts';
import type { Log } from '../ports/log.ts';

interface Parts extends EndingParts {
  readonly workers: Workers;
  readonly log: Log;
}

export function ownerControl({
  book,
  leftOf,
  workers,
  log,
}: Parts): Pick<
  Engine,
  'cancel' | 'handOver' | 'decide' | 'moveInQueue' | 'releaseBatch' | 'pause' | 'resume'
> {
  return {
    cancel: (jobId, by) => workers.cancel(jobId, by),

    handOver(jobId, by) {
      const job = book.get(jobId);
      if (job?.status === 'needs_operator') closeUndecided({ book, leftOf }, jobId, by);
      else if (job !== undefined && hasLeftSuspended(job)) leaveToOthers(book, jobId, by);
      else workers.handOver(jobId, by);
    },

    decide(decision) {
      decide(book, decision);
      workers.fill();
    },

    moveInQueue: (jobIds, place, by) => moveInQueue(book, jobIds, place, by),

    releaseBatch(jobId, by) {
      releaseBatch(book, jobId, by);
      workers.fill();
    },

    pause() {
      log.info('The engine is paused: nothing new begins, and running jobs wait at their next safe point.');
      workers.pause();
    },

    resume() {
      log.info('The engine is resumed.');
      workers.resume();
    },
  };
}
