/** What cancelling the upgrade of an HA pair at this moment would leave behind: of both members, and of the pair. */
import type { Job, Run } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { isMemberSuspended } from '../../workflow/pair/suspendedByUs.ts';
import { hostnameOf } from './jobTexts.ts';

/** @param running the step that is under way. @returns for people */
export function cancelPairConsequence(job: Job, running: StepState | undefined): string {
  return [...whatEnds(job, running), versionsLeft(job, running)].join(' ');
}

/** False while the device is still looked at, or somebody else's work on it is waited for. */
export function isSent({ effect }: StepState): boolean {
  return effect !== null && effect.phase !== 'not_happened';
}

function whatEnds(job: Job, step: StepState | undefined): string[] {
  const atOnce = ['It stops at once.', ...functionalAgain(job)];
  if (step === undefined) return atOnce;
  const member = hostnameOf(job, step.serial);
  switch (step.kind) {
    case 'suspend':
      return isSent(step) ? [suspending(member)] : atOnce;
    case 'prove_failover':
      return [suspending(member)];
    case 'install':
      return isSent(step)
        ? [
            `It waits until ${step.version} is installed on ${member} and does not restart it: the installed version waits there for a restart.`,
            ...functionalAgain(job),
          ]
        : atOnce;
    case 'restart':
      return isSent(step)
        ? [comingBack(member, step.version)]
        : [
            `It stops at once and does not restart ${member}: ${step.version} is installed there and waits for a restart.`,
            ...functionalAgain(job),
          ];
    case 'prove_back':
      return [comingBack(member, step.version)];
    case 'sync_config':
      return [
        `It waits until ${member} has taken over the configuration, and until the pair is whole, then stops.`,
      ];
    case 'make_functional':
    case 'prove_pair':
      return ['It waits until the pair is whole again, then stops.'];
    case 'post_snapshot':
    case 'compare':
      return ['It compares before and after, then stops before the next version.'];
    default:
      return atOnce;
  }
}

function suspending(member: string): string {
  return `${member} is being suspended. It is made functional again, and then the job stops.`;
}

function comingBack(member: string, version: string): string {
  return `${member} is restarting. It waits until ${member} is back on ${version} and the pair is whole again, then stops.`;
}

function functionalAgain(job: Job): string[] {
  return isMemberSuspended(job.steps) ? ['The member that was suspended is made functional again.'] : [];
}

/** Members on two versions work beside each other, but not for good. */
function versionsLeft({ runs, steps }: Job, running: StepState | undefined): string {
  const versionOf = (run: Run): string | null =>
    running !== undefined && run.serial === running.serial && isOnItsWay(running)
      ? running.version
      : (run.currentVersion ?? run.startingVersion);
  const [one, other] = runs.map((run) => ({ ...run, then: versionOf(run) }));
  if (one === undefined || other === undefined || one.then === null || other.then === null) {
    return 'Neither member has been changed.';
  }
  if (one.then !== other.then) {
    return (
      `${one.hostname} then runs ${one.then} and ${other.hostname} ${other.then}: the pair is half upgraded. ` +
      'Upgrade it again soon; it is taken up where it is.'
    );
  }
  const isChanged = steps.some(
    ({ kind, effect }) => kind !== 'download' && effect !== null && effect.attempts > 0,
  );
  return isChanged
    ? `Both members run ${one.then}.`
    : 'Neither member has been changed, except for images that were already downloaded.';
}

function isOnItsWay(step: StepState): boolean {
  return step.kind === 'prove_back' || (step.kind === 'restart' && isSent(step));
}
