/**
 * A job that ended without success, or with something to look at, is told once, with the buttons that help; several at
 * the same time together. Jobs that were asked for together are told together, when the last of them has ended. An
 * upgrade that succeeded is told where nobody sees it on its page.
 */
import { window } from '../exits/window.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';
import { batchEnd, type BatchEnd } from './batchEnd.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { endingSentence } from '../actions/endingTexts.ts';
import { buttons } from '../actions/buttons.ts';
import { aboutJob, isTrouble, jobActions } from '../actions/jobActions.ts';
import { jobDevices, jobStatusWord } from '../words/jobTexts.ts';
import { offerActions } from '../actions/offerActions.ts';
import type { JobPanels } from '../panels/job/jobPanels.ts';
import { upgradeEnd } from '../words/upgradeEnd.ts';

/** Jobs that end within it share a message: a wrong table skips hundreds at once. */
const GATHER_MS = 1000;

export function showJobEndings(holder: EngineHolder, jobPanels: Pick<JobPanels, 'isVisible'>): Subscription {
  const told = new Set<string>();
  let ended: Job[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const jobs = ended;
    ended = [];
    timer = undefined;
    void show(jobs);
  };
  const following = holder.follow((engine) => {
    // What other windows' jobs come to is told there.
    if (engine.role === 'viewer') return [];
    return [
      engine.jobs.onDidChange((job) => {
        if (isOpen(job) || told.has(job.id)) return;
        const batch = engine.jobs.all().filter((one) => job.batch !== null && one.batch === job.batch);
        if (batch.length > 1) {
          const end = batchEnd(batch);
          if (end === null) return;
          for (const { id } of batch) told.add(id);
          void showBatch(end);
          return;
        }
        told.add(job.id);
        if (!isTrouble(job)) {
          const end = jobPanels.isVisible(job.id) ? null : upgradeEnd(job);
          if (end !== null) void showSuccess(end, job.id);
          return;
        }
        ended.push(job);
        timer ??= setTimeout(tell, GATHER_MS);
      }),
    ];
  });
  return {
    dispose() {
      clearTimeout(timer);
      following.dispose();
    },
  };
}

async function showBatch({ message, hasFailed }: BatchEnd): Promise<void> {
  if (hasFailed) {
    await offerActions([buttons.showFleet, buttons.retryAllFailed], (titles) =>
      window.showWarningMessage(message, ...titles),
    );
    return;
  }
  await offerActions([buttons.showFleet], (titles) => window.showInformationMessage(message, ...titles));
}

async function showSuccess(message: string, jobId: string): Promise<void> {
  await offerActions([buttons.showJob], (titles) => window.showInformationMessage(message, ...titles), {
    jobId,
  });
}

async function show(jobs: readonly Job[]): Promise<void> {
  const [first] = jobs;
  if (first === undefined) return;
  const isOne = jobs.length === 1;
  const message = isOne
    ? `${jobDevices(first)}: ${jobStatusWord(first).toLowerCase()}. ${endingSentence(first)}`
    : `${jobs.length} jobs need attention: ${jobs.map(jobDevices).join(', ')}.`;
  await offerActions(
    isOne ? [buttons.showJob, ...jobActions(first)] : [buttons.showJobs],
    (titles) => window.showWarningMessage(message, ...titles),
    isOne ? aboutJob(first) : undefined,
  );
}
