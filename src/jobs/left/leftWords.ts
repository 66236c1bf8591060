/** What was left on devices, or would be, for people. The question before a cancel and the ending after it say the same. */
import type { JobOutcome } from '../../workflow/stepResult.ts';
import type { Job } from '../job.ts';
import { UPGRADE_AGAIN } from './stateWords.ts';
import type { LeftBehind, MemberLeft, WithImages } from './leftBehind.ts';

/** A sentence or two a device, and one of the pair. */
export function leftWords({ members, isHalfUpgraded }: LeftBehind<WithImages>): string {
  return [...members.flatMap(wordsOf), ...(isHalfUpgraded ? [HALF_UPGRADED] : [])].join(' ');
}

const HALF_UPGRADED = `The pair is half upgraded. ${UPGRADE_AGAIN}`;

function wordsOf(member: WithImages): string[] {
  const { hostname, deleted, tookConfig, unseen } = member;
  return [
    softwareWords(member),
    ...imageWords(member),
    ...(deleted.length === 0 ? [] : [`Deleted from ${hostname}: ${deleted.join(', ')}.`]),
    ...(tookConfig ? [`The configuration of its peer was copied to ${hostname}.`] : []),
    ...suspensionWords(member),
    ...unseen.map((title) => `What came of "${title}" was not seen.`),
  ];
}

function softwareWords({ hostname, runs, software, path, isToBeInstalled }: WithImages): string {
  const now = runs === null ? `It is not known what ${hostname} runs` : `${hostname} runs ${runs}`;
  if (software === null)
    return isToBeInstalled ? `${now}; nothing that this job installed waits on it.` : `${now}.`;
  const { version } = software;
  switch (software.kind) {
    case 'installed':
      return `${now}; ${version} is installed on it and starts with its next restart, whoever restarts it.`;
    case 'installing':
      return software.isSent
        ? `${now}; it was told to install ${version}${jobWords(software.deviceJob)}, and may still be doing so: then its next restart starts that.`
        : `${now}; it may have been told to install ${version}: then its next restart starts that.`;
    case 'restarting':
      return software.isSent
        ? `${hostname} was told to restart into ${version}, and was not seen to be back on it.`
        : `${now}; ${version} is installed on it, and it may have been told to restart into that.`;
    case 'runs':
      return path === null || path.to === version
        ? `${now}.`
        : `${now}, between ${path.from} and ${path.to}.`;
  }
}

function jobWords(deviceJob: number | null): string {
  return deviceJob === null ? '' : ` (its job ${deviceJob})`;
}

/** Those that are of use later: what runs or waits is told of already. */
function imageWords({ hostname, runs, software, images }: WithImages): string[] {
  const others = images.filter(({ version }) => version !== runs && version !== software?.version);
  const there = others.filter(({ isSure }) => isSure).map(({ version }) => version);
  const [coming] = others.filter(({ isSure }) => !isSure);
  return [
    ...(there.length === 0 ? [] : [`Downloaded to ${hostname}: ${there.join(', ')}.`]),
    ...(coming === undefined
      ? []
      : [`${hostname} may still finish downloading ${coming.version} by itself.`]),
  ];
}

function suspensionWords({ hostname, suspended }: MemberLeft): string[] {
  if (suspended === 'no') return [];
  return [
    `${hostname} ${suspended === 'yes' ? 'was' : 'may have been'} suspended by this job, and was not seen to be functional since.`,
  ];
}

/**
 * The end of a job, with what it leaves. A dry run, what succeeded, and a job without a plan leave nothing to be told; that a
 * member is suspended, and what is done about that, its ending says itself, unless it was handed over.
 */
export function withLeft<T extends JobOutcome>(
  outcome: T,
  job: Pick<Job, 'dryRun' | 'steps' | 'handedOverTo' | 'cancelRequested'>,
  left: LeftBehind<WithImages>,
): T {
  const { ending, message, brief } = outcome;
  if (job.dryRun || job.steps.length === 0 || ending === 'completed' || ending === 'skipped') return outcome;
  const members = left.members.map((member) => ({ ...member, suspended: 'no' as const }));
  const told = job.handedOverTo === null ? { ...left, members } : left;
  // What somebody decides carries on what is under way, and no more.
  const cancelled = ending === 'needs_operator' && job.cancelRequested ? [CANCELLED_BEFORE] : [];
  const all = [message, ...cancelled, leftWords(told)].join(' ');
  return { ...outcome, message: all, brief: brief ?? message };
}

const CANCELLED_BEFORE = 'It was cancelled before: whatever is decided, it stops where it next can.';
