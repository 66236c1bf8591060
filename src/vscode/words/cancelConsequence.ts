/** What cancelling a job at this moment would leave behind; docs/ARCHITECTURE.md "Stopping". */
import { isOpen, type Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { cancelPairConsequence, isSent } from './cancelPairConsequence.ts';
import { hostnameOf } from './jobTexts.ts';

/** @returns for people; null when the job has ended and cannot be cancelled */
export function cancelConsequence(job: Job): string | null {
  if (!isOpen(job)) return null;
  if (job.status === 'queued') return 'It has not begun: it is removed at once, and nothing is left behind.';
  const running = job.steps.find(({ state }) => state === 'running');
  if (running?.kind === 'download') {
    const device = job.runs.length > 1 ? hostnameOf(job, running.serial) : 'The device';
    return `It stops at once. ${device} may finish downloading ${running.version} by itself, so that image may stay on it.`;
  }
  if (running?.kind === 'delete_image') {
    return `It waits until it is known what became of ${running.version}, and deletes nothing more. What is deleted stays deleted.`;
  }
  return job.type === 'ha_pair' ? cancelPairConsequence(job, running) : ofOneDevice(job, running);
}

function ofOneDevice(job: Job, running: StepState | undefined): string {
  switch (running?.kind) {
    case 'install':
      return isSent(running)
        ? `It waits until ${running.version} is installed and does not restart the device. ` +
            'What stays behind is an installed version that waits for a restart.'
        : afterHops(job);
    case 'restart':
      return isSent(running)
        ? restarting(running.version)
        : `It stops at once and does not restart the device. ${running.version} is installed and waits for a restart.`;
    case 'prove_back':
      return restarting(running.version);
    case 'post_snapshot':
    case 'compare':
      return `The device runs ${running.version}. It stops before the next version.`;
    default:
      return afterHops(job);
  }
}

function restarting(version: string): string {
  return `The device is restarting. It waits until the device is back on ${version}, then stops before the next version.`;
}

function afterHops(job: Job): string {
  const installed = job.steps.filter(({ kind, state }) => kind === 'prove_back' && state === 'done').at(-1);
  return installed === undefined
    ? 'It stops at once. Nothing on the device has been changed, except for images that were already downloaded or deleted.'
    : `It stops at once. The device stays on ${installed.version}.`;
}
