/** What cancelling a job at this moment would do, and leave behind; docs/ARCHITECTURE.md "Stopping". */
import type { Engine } from '../../engine/engineContract.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import type { CancelLeaves } from '../../jobs/left/leftBehind.ts';
import { leftWords } from '../../jobs/left/leftWords.ts';
import { isMemberSuspended } from '../../workflow/pair/suspendedByUs.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { hostnameOf } from './jobTexts.ts';

/** @returns for people; null when the job has ended and cannot be cancelled */
export function cancelConsequence(job: Job, engine: Pick<Engine, 'cancelLeaves'>): string | null {
  if (!isOpen(job)) return null;
  if (job.status === 'queued') return 'It has not begun: it is removed at once, and nothing is left behind.';
  if (job.steps.length === 0 || job.dryRun) return 'It stops at once. Nothing has been changed.';
  const then = engine.cancelLeaves(job);
  return `${whatEnds(job, then)} ${leftWords(then)}`;
}

function whatEnds(job: Job, { first, isThrough }: CancelLeaves): string {
  const isBack = isMemberSuspended(job.steps) && !first.some(({ kind }) => kind === 'suspend');
  const waits = first
    .filter(({ kind }) => !(isBack && kind === 'make_functional'))
    .flatMap((step) => waitsFor(job, step));
  if (isThrough)
    return `${[...new Set(waits)].join(' ')} Nothing is left that could be stopped: if that ends well, the ${job.type === 'make_room' ? 'job' : 'upgrade'} is completed.`;
  return [
    ...(waits.length === 0 ? ['It stops at once.'] : new Set(waits)),
    ...(isBack ? ['The member that was suspended is made functional again.'] : []),
  ].join(' ');
}

/** A sentence for what is not stopped in the middle; the steps that only look say nothing of their own. */
function waitsFor(job: Job, { kind, serial, version, state }: StepState): string[] {
  const member = hostnameOf(job, serial);
  switch (kind) {
    case 'delete_image':
      return [`It waits until it is known what became of ${version} on ${member}, and deletes nothing more.`];
    case 'suspend':
      return [`${member} is being suspended: it is made functional again first.`];
    case 'install':
      return [`It waits until ${version} is installed on ${member}, and does not restart it.`];
    case 'restart':
    case 'prove_back':
      return [`${member} is restarting: it waits until ${member} is back on ${version}.`];
    case 'sync_config':
      return [`It waits until ${member} has taken over the configuration.`];
    case 'make_functional':
    case 'prove_failover':
    case 'prove_pair':
      return ['It waits until the pair is whole again.'];
    case 'post_snapshot':
    case 'compare':
      return state === 'running' || kind === 'compare' ? ['It compares before and after.'] : [];
    default:
      return [];
  }
}
