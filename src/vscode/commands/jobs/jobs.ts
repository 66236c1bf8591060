/** *Show Job*, *Cancel Job* and *Cancel Queued Downloads…*. */
import { userInfo } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Job } from '../../../jobs/job.ts';
import { editorError } from '../../editorTroubles.ts';
import { cancelConsequence } from '../../words/cancelConsequence.ts';
import { jobDevices } from '../../words/jobTexts.ts';
import { onEngine } from '../asking/commandParts.ts';
import { isStopConfirmed } from '../asking/askForUpgrade.ts';
import { pickJob } from '../asking/picks.ts';
import { cancelableJobs, targetJob } from '../asking/targets.ts';

export const showJob = onEngine(async ({ engine }, { jobPanels }, target) => {
  const job = targetJob(target, engine.jobs) ?? (await pickJob(engine.jobs.all(), 'Show which job?'));
  if (job !== null) jobPanels.show(job.id);
});

export const cancelJob = onEngine(async ({ engine }, _parts, target) => {
  const job =
    targetJob(target, engine.jobs) ?? (await pickJob(cancelableJobs(engine.jobs.all()), 'Cancel which job?'));
  if (job !== null) await confirmAndCancel(engine, job);
});

/** The way back from a bulk that should not have been queued; what is under way is cancelled one by one. */
export const cancelQueuedDownloads = onEngine(async ({ engine }) => {
  const queued = (): readonly Job[] =>
    engine.jobs.all().filter(({ type, status }) => type === 'download_only' && status === 'queued');
  const count = queued().length;
  if (count === 0) throw editorError({ code: 'no_such_job', asked: 'queued_download' });
  const confirm = `Cancel ${count} ${count === 1 ? 'Download' : 'Downloads'}`;
  const detail = 'They have not begun, so nothing is left behind. Downloads that are under way go on.';
  const message = `Cancel ${count === 1 ? 'the queued download' : `all ${count} queued downloads`}?`;
  if (!(await isStopConfirmed({ message, detail, confirm }))) return;
  await cancelWaiting(engine, queued());
});

/** Jobs that are not at work. @param jobs newest first, so that none of them begins meanwhile. */
export async function cancelWaiting(engine: Engine, jobs: readonly Job[]): Promise<void> {
  for (const [index, { id }] of jobs.entries()) {
    if (index % CANCELLED_AT_ONCE === 0) await setImmediate();
    const job = engine.jobs.get(id);
    const isWaiting = job?.status === 'queued' || (job !== undefined && engine.jobs.waitOf(job) !== null);
    if (isWaiting) engine.cancel(id, userInfo().username);
  }
}

/** Each is two synced lines of the journal. */
const CANCELLED_AT_ONCE = 3;

/** Says what cancelling now would leave behind, and asks. */
export async function confirmAndCancel(engine: Engine, job: Job): Promise<void> {
  const consequence = cancelConsequence(job, engine);
  if (consequence === null) throw editorError({ code: 'job_has_ended', jobId: job.id, asked: 'cancelled' });
  const isMeant = await isStopConfirmed({
    message: `Cancel the job on ${jobDevices(job)}?`,
    detail: consequence,
    confirm: 'Cancel Job',
  });
  if (isMeant) engine.cancel(job.id, userInfo().username);
}
