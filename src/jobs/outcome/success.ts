/** What a job that came through its steps has achieved, for people. */
import { endedWell, type JobOutcome } from '../../workflow/stepResult.ts';
import { configBorneBy, decisionOn, type StepState } from '../../workflow/stepState.ts';
import { downloadMessage } from './downloadMessage.ts';
import { isUpgrade, type Job } from '../job.ts';
import { deletedOf } from '../left/leftBehind.ts';

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
  const decisions = job.steps.map((step) => decisionWords(step, comparison)).join('');
  const late = job.cancelRequested ? ` ${CANCELLED_TOO_LATE}` : '';
  return `Upgraded to ${job.steps.at(-1)?.version ?? 'the target version'}.${configLeft(job)}${decisions}${proved}${late}`;
}

const CANCELLED_TOO_LATE =
  'It was cancelled when its last restart was under way: nothing was left that could be stopped.';

/** With how much is free: the last step has looked. */
function roomMessage({ steps }: Job): string {
  const gone = deletedOf(steps);
  const found = steps.filter(({ effect }) => effect?.attempts === 0).map(({ version }) => version);
  const last = steps.at(-1);
  const message = last?.message ?? '';
  // It begins with its own image, which is among those named.
  const own = `${last?.version ?? ''} is deleted. `;
  return [
    ...(gone.length === 0 ? [] : [`Deleted ${gone.join(', ')}.`]),
    ...(found.length === 0 ? [] : [`Not on the device any more: ${found.join(', ')}.`]),
    message.startsWith(own) ? message.slice(own.length) : message,
  ].join(' ');
}

/** Of a pair whose configuration somebody has accepted as it is. */
function configLeft({ steps }: Job): string {
  const state = steps.findLast((step) => step.kind === 'prove_pair')?.facts['configSync'];
  if (typeof state !== 'string') return '';
  return ` The configuration of the pair is ${state}; ${configBorneBy(steps) ?? 'somebody'} decided to go on.`;
}

/** What people said of steps that the engine could not judge; what only had it look again decided nothing. */
function decisionWords(step: StepState, last: StepState | undefined): string {
  const decision = decisionOn(step);
  switch (decision?.what) {
    case 'happened':
      return ` By the word of ${decision.by} "${step.title}" had happened.`;
    case 'not_happened':
      return ` By the word of ${decision.by} "${step.title}" had not happened.`;
    case 'sync_config':
      return ` The configuration was copied, as decided by ${decision.by}.`;
    case 'go_on':
      // The last comparison is told in full, and a configuration that was accepted has a sentence of its own.
      return step.kind === 'compare' && step !== last
        ? ` ${decision.by} accepted what differed after ${step.version}.`
        : '';
    default:
      return '';
  }
}

function dryRunVerdict(steps: readonly StepState[]): string {
  const readiness = steps.find((step) => step.kind === 'readiness');
  const images = steps.filter((step) => step.kind === 'download').map((step) => step.version);
  const hops = steps.filter((step) => step.kind === 'restart').length;
  const later = hops > 1 ? ' Only the first of its hops could be looked at.' : '';
  const plan = `${hops} restart${hops === 1 ? '' : 's'}, images ${images.join(', ')}`;
  return `Dry run, nothing was changed. ${readiness?.message ?? ''} An upgrade would take ${plan}.${later}`;
}
