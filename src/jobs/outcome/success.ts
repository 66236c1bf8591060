/** What a job that came through its steps has achieved, for people. */
import { endedWell, type JobOutcome } from '../../workflow/stepResult.ts';
import { configBorneBy, type StepState } from '../../workflow/stepState.ts';
import { downloadMessage } from './downloadMessage.ts';
import { isUpgrade, type Job } from '../job.ts';

/** An upgrade whose last comparison is outside the margins is complete, and carries what was found as its trouble. */
export function successOf(job: Job): JobOutcome {
  const told = endedWell('completed', messageOf(job));
  if (job.dryRun || !isUpgrade(job)) return told;
  const { brief = null, trouble = null } = lastComparison(job) ?? {};
  return { ...told, brief, trouble };
}

function lastComparison({ steps }: Job): StepState | undefined {
  return steps.findLast((step) => step.kind === 'compare');
}

function messageOf(job: Job): string {
  if (job.dryRun) return dryRunVerdict(job.steps);
  if (job.type === 'download_only') {
    return job.runs
      .map(({ images, startingVersion }) => downloadMessage(images, startingVersion ?? ''))
      .join(' ');
  }
  if (job.type === 'make_room') return roomMessage(job);
  const comparison = lastComparison(job);
  const proved = comparison === undefined ? '' : ` ${comparison.message ?? ''}`;
  return `Upgraded to ${job.steps.at(-1)?.version ?? 'the target version'}.${configLeft(job)}${proved}`;
}

/** With how much is free: the last step has looked. */
function roomMessage({ steps }: Job): string {
  const gone = steps.map(({ version }) => version).join(', ');
  return `Deleted ${gone}. ${steps.at(-1)?.message ?? ''}`;
}

/** Of a pair whose configuration somebody bears as it is. */
function configLeft({ steps }: Job): string {
  const state = steps.findLast((step) => step.kind === 'prove_pair')?.facts['configSync'];
  if (typeof state !== 'string') return '';
  return ` The configuration of the pair is ${state}, which ${configBorneBy(steps) ?? 'somebody'} let go on.`;
}

function dryRunVerdict(steps: readonly StepState[]): string {
  const readiness = steps.find((step) => step.kind === 'readiness');
  const images = steps.filter((step) => step.kind === 'download').map((step) => step.version);
  const hops = steps.filter((step) => step.kind === 'restart').length;
  const later = hops > 1 ? ' Only the first of its hops could be looked at.' : '';
  const plan = `${hops} restart${hops === 1 ? '' : 's'}, images ${images.join(', ')}`;
  return `Dry run, nothing was changed. ${readiness?.message ?? ''} An upgrade would take ${plan}.${later}`;
}
