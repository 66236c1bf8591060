/**
 * What a job has left on its devices, or would leave: the one answer from which the question before a cancel, the ending of
 * a job, the trees, the pages and the next question on the device all speak. By the effects that were done, and the
 * devices' last answers, which win where they are newer.
 */
import { isOlder } from '../../inventory/readings.ts';
import type { Serial } from '../../panos/serial.ts';
import { settled, type LastAnswers } from '../../workflow/left/settled.ts';
import { softwareLeft, type LeftSoftware } from '../../workflow/left/softwareLeft.ts';
import { suspendedMembers, type SuspendedMember } from '../../workflow/pair/suspendedByUs.ts';
import { afterCancel } from '../../workflow/steps/afterCancel.ts';
import { type EffectState, isSent, type StepState } from '../../workflow/stepState.ts';
import type { Job, Run } from '../job.ts';
import { isUpgraded } from '../leftSuspended.ts';

export interface MemberLeft {
  readonly serial: Serial;
  readonly hostname: string;
  /** Null where nobody has seen it. */
  readonly runs: string | null;
  /** Where its path began and ends; null before the plan. */
  readonly path: { readonly from: string; readonly to: string } | null;
  /** Null: nothing that the job installed is left to be told of. */
  readonly software: LeftSoftware | null;
  /** Because of the job. */
  readonly suspended: 'no' | 'perhaps' | 'yes';
}

export interface LeftBehind<Member extends MemberLeft = MemberLeft> {
  readonly members: readonly Member[];
  /** One member runs another version than the other, and the job has brought one of them there, or begun to. */
  readonly isHalfUpgraded: boolean;
}

/** What only the steps of the job tell. */
export interface WithImages extends MemberLeft {
  /** False for a job that only downloads or deletes. */
  readonly isToBeInstalled: boolean;
  /** That were not there before. One that is not `isSure` was still on its way, and may arrive by itself. */
  readonly images: readonly { readonly version: string; readonly isSure: boolean }[];
  /** Images that are gone by the job: nothing brings them back. */
  readonly deleted: readonly string[];
  /** The configuration of its peer was copied to it. */
  readonly tookConfig: boolean;
  /** Titles of what else was sent to it, or perhaps sent, and not seen to end. */
  readonly unseen: readonly string[];
}

/** @param serial of a device of which perhaps nothing is known. */
export type AnswersOf = (serial: Serial) => LastAnswers | undefined;

/** @param now by the engine's clock. */
export function leftBehind(job: Job, answersOf: AnswersOf, now: number): LeftBehind<WithImages> {
  const { members, isHalfUpgraded } = stateLeft(job, answersOf, now);
  const told = members.map((member) => {
    const steps = job.steps.filter(({ serial }) => serial === member.serial);
    return {
      ...member,
      isToBeInstalled: job.steps.some(({ kind }) => kind === 'install'),
      images: imagesOf(steps),
      deleted: deletedOf(steps),
      tookConfig: steps.some(isCopied),
      unseen: unseenOf(steps),
    };
  });
  return { members: told, isHalfUpgraded };
}

export interface CancelLeaves extends LeftBehind<WithImages> {
  /** Steps that are carried out first, because they cannot be stopped, in order. */
  readonly first: readonly StepState[];
  /** Nothing is left that could be stopped: the job is completed all the same. */
  readonly isThrough: boolean;
}

/** What a cancel that is asked for now would leave, if all that is under way ends well. @param now by the engine's clock. */
export function cancelLeaves(job: Job, answersOf: AnswersOf, now: number): CancelLeaves {
  const { steps, isThrough } = afterCancel(job.steps, now);
  const [left, suspended] = [softwareLeft(steps), suspendedMembers(steps)];
  const then = { ...job, steps: [...steps], left, suspended };
  return {
    ...leftBehind(then, answersOf, now),
    first: job.steps.filter((step, index) => step !== steps[index]),
    isThrough,
  };
}

/** The same without what only its steps tell, which of an ended job are read when somebody asks for them. */
export function stateLeft(
  { runs, left, suspended }: Pick<Job, 'runs' | 'left' | 'suspended'>,
  answersOf: AnswersOf,
  now: number,
): LeftBehind {
  const members = runs.map((run): MemberLeft => {
    const answers = answersOf(run.serial);
    const own = left.find(({ serial }) => serial === run.serial);
    const software = own === undefined ? null : settled(own, answers, now);
    return {
      serial: run.serial,
      hostname: run.hostname === '' ? run.serial : run.hostname,
      runs: software?.kind === 'runs' ? software.version : versionOf(run, answers),
      path: pathOf(run),
      software,
      suspended: suspensionOf(
        suspended.find(({ serial }) => serial === run.serial),
        answers,
        now,
      ),
    };
  });
  // Also by what was begun: a job that takes up a pair of which one member is ahead may stop before it has brought the other.
  const isBrought = runs.some(isUpgraded) || left.length > 0 || suspended.length > 0;
  return { members, isHalfUpgraded: isBrought && differ(members) };
}

function differ([one, other]: readonly MemberLeft[]): boolean {
  if (one === undefined || other === undefined || one.runs === null || other.runs === null) return false;
  return one.runs !== other.runs;
}

function pathOf({ startingVersion, path }: Run): MemberLeft['path'] {
  const to = path.at(-1);
  return startingVersion === null || to === undefined ? null : { from: startingVersion, to };
}

function versionOf(run: Run, answers: LastAnswers | undefined): string | null {
  const seen = answers?.swVersion ?? '';
  return seen === '' ? (run.currentVersion ?? run.startingVersion) : seen;
}

function suspensionOf(
  member: SuspendedMember | undefined,
  answers: LastAnswers | undefined,
  now: number,
): MemberLeft['suspended'] {
  if (member === undefined) return 'no';
  const state = answers?.haState?.toLowerCase() ?? null;
  const isNews =
    answers !== undefined && state !== null && isOlder(member.since, answers.readAt.haState, now);
  if (isNews) return state === 'suspended' ? 'yes' : 'no';
  return member.isProved ? 'yes' : 'perhaps';
}

function unseenOf(steps: readonly StepState[]): WithImages['unseen'] {
  return steps.flatMap(({ kind, effect, title }) =>
    SEEN_BY_NOTHING_ELSE.has(kind) && effect !== null && UNSEEN.has(effect.phase) ? [title] : [],
  );
}

const SEEN_BY_NOTHING_ELSE: ReadonlySet<StepState['kind']> = new Set([
  'delete_image',
  'make_functional',
  'sync_config',
]);
const UNSEEN: ReadonlySet<EffectState['phase']> = new Set(['intended', 'issued', 'adopted']);

/** One that is still to be sent has no effect yet, and is seen to its end by a job that is cancelled. */
function isCopied({ kind, state, effect }: StepState): boolean {
  return kind === 'sync_config' && state === 'done' && (effect === null || effect.attempts > 0);
}

/** Versions of the images that are gone by these steps: what somebody else has deleted meanwhile is not ours. */
export function deletedOf(steps: readonly StepState[]): string[] {
  const gone = steps.filter(({ kind, state, effect }) => {
    return kind === 'delete_image' && state === 'done' && (effect?.attempts ?? 0) > 0;
  });
  return gone.map(({ version }) => version);
}

function imagesOf(steps: readonly StepState[]): WithImages['images'] {
  return steps.flatMap((step) => {
    if (step.kind !== 'download' || !isSent(step)) return [];
    if (step.effect?.phase === 'failed') return [];
    return [{ version: step.version, isSure: step.state === 'done' }];
  });
}
