/** What cancelling a job at this moment would leave behind; docs/ARCHITECTURE.md "Stopping". */
import { isOpen, type Job } from '../jobs/job.ts';

/** @returns for people; null when the job has ended and cannot be cancelled */
export function cancelConsequence(job: Job): string | null {
  if (!isOpen(job)) return null;
  if (job.status === 'queued') return 'It has not begun: it is removed at once, and nothing is left behind.';
  const running = job.steps.find(({ state }) => state === 'running');
  switch (running?.kind) {
    case 'download':
      return `It stops at once. The device may finish downloading ${running.version} by itself, so that image may stay on it.`;
    case 'install':
      return (
        `It waits until ${running.version} is installed and does not restart the device. ` +
        'What stays behind is an installed version that waits for a restart.'
      );
    case 'suspend':
    case 'prove_failover':
      return 'A member of the pair is being suspended. It is made functional again, and then the job stops.';
    case 'restart':
    case 'prove_back':
    case 'make_functional':
    case 'prove_pair':
      return `The device is restarting. It waits until the device is back on ${running.version}, then stops before the next version.`;
    case 'post_snapshot':
    case 'compare':
      return `The device runs ${running.version}. It stops before the next version.`;
    case 'software_check':
    case 'readiness':
    case 'back_up':
    case 'check_room':
    case 'check_pair':
    case 'pre_snapshot':
    case 'prove_images':
    case undefined:
      return afterHops(job);
  }
}

function afterHops(job: Job): string {
  const installed = job.steps.filter(({ kind, state }) => kind === 'prove_back' && state === 'done').at(-1);
  return installed === undefined
    ? 'It stops at once. Nothing on the device has been changed, except for images that were already downloaded.'
    : `It stops at once. The device stays on ${installed.version}.`;
}
