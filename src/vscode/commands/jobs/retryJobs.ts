/** *Retry*, *Retry…* and *Retry All Failed…*: asks again for what failed jobs were asked for. */
import { userInfo } from 'node:os';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import { isRetryable } from '../../../jobs/submission/bulkSubmission.ts';
import type { Job } from '../../../jobs/job.ts';
import { editorError } from '../../editorTroubles.ts';
import { buttons } from '../../actions/buttons.ts';
import { jobDevices } from '../../words/jobTexts.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { retryableJobs } from '../../panels/fleet/fleetTable.ts';
import { newestJobs } from '../../../jobs/newestJobs.ts';
import { onEngine } from '../asking/commandParts.ts';
import { confirmUpgradeAgain, isConfirmed, restartsOf } from '../asking/askForUpgrade.ts';
import { pickJob } from '../asking/picks.ts';
import { isHeldByJob, showRefusal } from '../asking/refusals.ts';
import { retryQuestion } from '../asking/retryQuestion.ts';
import { targetJob } from '../asking/targets.ts';

/** An upgrade is asked about as *Upgrade Device…* does; a download harms nothing. */
export const retryJob = onEngine(async ({ engine }, { jobPanels }, target) => {
  const job =
    targetJob(target, engine.jobs) ??
    (await pickJob(engine.jobs.all().filter(isRetryable), 'Try which job again?'));
  if (job === null) return;
  // What cannot be tried again is refused with the reason before anything is asked.
  if (isRetryable(job)) {
    const serials = job.runs.map(({ serial }) => serial);
    if (isHeldByJob(engine, serials, job.type)) return;
    if (job.type !== 'download_only' && !(await confirmUpgradeAgain(engine, job))) return;
  }
  const { queued, skipped } = await retry(engine, [job]);
  const [again] = queued;
  const [refusal] = skipped;
  if (again === undefined) {
    if (refusal !== undefined) await showRefusal(engine, refusal, job.type);
  } else jobPanels.showNew(again);
});

export const retryAllFailed = onEngine(async ({ engine }) => {
  const jobs = retryableJobs(newestJobs(engine.jobs.all().filter(({ dryRun }) => !dryRun)));
  if (jobs.length === 0) throw editorError({ code: 'no_such_job', asked: 'failed' });
  if (!(await mayRetryAll(engine, jobs))) return;
  const { queued, skipped } = await retry(engine, jobs);
  const [first] = queued;
  const what = queued.length === 1 && first !== undefined ? jobDevices(first) : `${queued.length} jobs`;
  const refused = skipped.map(({ hostname, reason }) => ` ${hostname}: ${reason}`).slice(0, 3);
  tellQueued(what, refused.join(''));
});

async function mayRetryAll(engine: Engine, jobs: readonly Job[]): Promise<boolean> {
  const upgrades = jobs.filter(({ type }) => type !== 'download_only');
  const restarts = await restartsOf(engine, upgrades);
  const downloads = jobs.length - upgrades.length;
  const left = upgrades.flatMap(({ runs }) => runs).flatMap(({ serial }) => engine.leftOn(serial) ?? []);
  const question = retryQuestion({ downloads, upgrades: upgrades.length, restarts, left });
  if (upgrades.length > 0) return isConfirmed(question);
  const { message, detail, confirm } = question;
  return (await window.showInformationMessage(message, { modal: true, detail }, confirm)) === confirm;
}

function retry(engine: Engine, jobs: readonly Job[]): ReturnType<Engine['retry']> {
  return engine.retry(
    jobs.map(({ id }) => id),
    userInfo().username,
  );
}

function tellQueued(what: string, refused = ''): void {
  void offerActions([buttons.showJobs, buttons.showFleet], (titles) =>
    window.showInformationMessage(`Queued again: ${what}.${refused}`, ...titles),
  );
}
