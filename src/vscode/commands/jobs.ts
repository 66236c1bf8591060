/** *Show Job* and *Cancel Job*. */
import { userInfo } from 'node:os';
import { window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { Job } from '../../jobs/job.ts';
import { UserError } from '../../ports/userError.ts';
import { cancelConsequence } from '../cancelConsequence.ts';
import { jobDevices } from '../jobTexts.ts';
import { onEngine } from './commandParts.ts';
import { pickJob } from './picks.ts';
import { cancelableJobs, targetJob } from './targets.ts';

export const showJob = onEngine(async ({ engine }, { jobPanels }, target) => {
  const job = targetJob(target, engine.jobs) ?? (await pickJob(engine.jobs.all(), 'Show which job?'));
  if (job !== null) jobPanels.show(job.id);
});

export const cancelJob = onEngine(async ({ engine }, _parts, target) => {
  const job =
    targetJob(target, engine.jobs) ?? (await pickJob(cancelableJobs(engine.jobs.all()), 'Cancel which job?'));
  if (job !== null) await confirmAndCancel(engine, job);
});

/** Says what cancelling now would leave behind, and asks. */
export async function confirmAndCancel(engine: Engine, job: Job): Promise<void> {
  const consequence = cancelConsequence(job);
  if (consequence === null) throw new UserError(`Job ${job.id} has already ended. Nothing was cancelled.`);
  const confirm = 'Cancel Job';
  const answer = await window.showWarningMessage(
    `Cancel the job on ${jobDevices(job)}?`,
    { modal: true, detail: consequence },
    { title: confirm },
    { title: 'Keep Going', isCloseAffordance: true },
  );
  if (answer?.title === confirm) engine.cancel(job.id, userInfo().username);
}
