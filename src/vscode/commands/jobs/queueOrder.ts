/** *Move to Top of Queue* and *Move to Bottom of Queue*: which of the queued jobs begin first. */
import { userInfo } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../../engine/engineContract.ts';
import { byTurn, type Job } from '../../../jobs/job.ts';
import { editorError } from '../../editorTroubles.ts';
import { type Command, onEngine } from '../asking/commandParts.ts';
import { pickJob } from '../asking/picks.ts';
import { targetJobs } from '../asking/targets.ts';

export const moveToTop = mover('first', 'Move which job to the top of the queue?');
export const moveToBottom = mover('last', 'Move which job to the bottom of the queue?');

/** Of several selected rows those that still wait are moved; their own order stays. */
function mover(place: 'first' | 'last', placeHolder: string): Command {
  return onEngine(async ({ engine }, _parts, target, others) => {
    const chosen = targetJobs(target, others, engine.jobs);
    const jobs = (chosen ?? (await pickQueued(engine, placeHolder))).filter(isQueued).sort(byTurn);
    if (chosen !== null && jobs.length === 0) {
      throw editorError({ code: 'no_such_job', asked: 'queued' });
    }
    // One by one, so that many do not block; the last one moved is the outermost.
    if (place === 'first') jobs.reverse();
    for (const [index, job] of jobs.entries()) {
      if (index % MOVED_AT_ONCE === 0) await setImmediate();
      engine.moveInQueue([job.id], place, userInfo().username);
    }
  });
}

/** Each is a synced line of the journal. */
const MOVED_AT_ONCE = 5;

async function pickQueued(engine: Engine, placeHolder: string): Promise<Job[]> {
  const job = await pickJob(engine.jobs.all().filter(isQueued).sort(byTurn), placeHolder);
  return job === null ? [] : [job];
}

function isQueued({ status }: Job): boolean {
  return status === 'queued';
}
