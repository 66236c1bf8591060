/** *Retry* and *Retry All Failed…*: asks again for what failed jobs were asked for. */
import { userInfo } from 'node:os';
import { window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import { isRetryable } from '../../jobs/bulkSubmission.ts';
import type { Job } from '../../jobs/job.ts';
import { UserError } from '../../ports/userError.ts';
import { errorActions } from '../errorActions.ts';
import { jobDevices } from '../jobTexts.ts';
import { plainMessage } from '../markdown.ts';
import { offerActions } from '../offerActions.ts';
import { retryableJobs } from '../panels/fleetTable.ts';
import { newestJobs } from '../trees/attention.ts';
import { onEngine } from './commandParts.ts';
import { pickJob } from './picks.ts';
import { targetJob } from './targets.ts';

export const retryJob = onEngine(async ({ engine }, _parts, target) => {
  const job =
    targetJob(target, engine.jobs) ??
    (await pickJob(engine.jobs.all().filter(isRetryable), 'Try which job again?'));
  if (job !== null) await retry(engine, [job]);
});

export const retryAllFailed = onEngine(async ({ engine }) => {
  const jobs = retryableJobs(newestJobs(engine.jobs.all().filter(({ dryRun }) => !dryRun)));
  if (jobs.length === 0) throw new UserError('There is no such job. No device’s newest job has failed.');
  const upgrades = jobs.filter(({ type }) => type !== 'download_only').length;
  const confirm = `Retry ${jobs.length} ${jobs.length === 1 ? 'Job' : 'Jobs'}`;
  const detail =
    upgrades === 0
      ? 'All of them only download images.'
      : `${upgrades} of them ${upgrades === 1 ? 'is an upgrade' : 'are upgrades'}, which restart their devices.`;
  const answer = await window.showWarningMessage(
    `Try ${jobs.length} failed ${jobs.length === 1 ? 'job' : 'jobs'} again?`,
    { modal: true, detail },
    confirm,
  );
  if (answer === confirm) await retry(engine, jobs);
});

async function retry(engine: Engine, jobs: readonly Job[]): Promise<void> {
  const { queued, skipped } = await engine.retry(
    jobs.map(({ id }) => id),
    userInfo().username,
  );
  const [first] = queued;
  const what = queued.length === 1 && first !== undefined ? jobDevices(first) : `${queued.length} jobs`;
  const refused = skipped.map(({ hostname, reason }) => ` ${hostname}: ${reason}`).slice(0, 3);
  await offerActions([errorActions.showJobs, errorActions.showFleet], (titles) =>
    window.showInformationMessage(plainMessage(`Queued again: ${what}.${refused.join('')}`), ...titles),
  );
}
