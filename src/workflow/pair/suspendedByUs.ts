/**
 * Which members of a pair this job has taken out of it. Every way out of a job makes them functional again, or says
 * plainly that it could not; what is left then stays known until a look shows that it is over.
 */
import * as z from 'zod';
import { serialSchema } from '../../panos/serial.ts';
import type { Trouble } from '../../ports/trouble.ts';
import type { JournalRecord } from '../journalRecord.ts';
import { pendingStep, stepOf, type StepState } from '../stepState.ts';

/** A member that has not been seen to be functional since this job may have suspended it. */
export const suspendedMemberSchema = z.object({
  serial: serialSchema,
  /** By the engine's clock: right before the suspension was sent. */
  since: z.number(),
  /** It was seen suspended, and not restarted since; otherwise it may have come back by itself, or never have been. */
  isProved: z.boolean(),
  /** Id of the step that makes it functional. */
  step: z.string(),
});
export type SuspendedMember = z.infer<typeof suspendedMemberSchema>;

/** A suspension that may have reached the device; one that is proven not to have happened does not count. */
function mayBeSuspended(steps: readonly StepState[], { serial, hop }: StepState): boolean {
  const effect = stepOf(steps, { serial, hop }, 'suspend')?.effect ?? null;
  return effect !== null && effect.attempts > 0 && effect.phase !== 'not_happened';
}

/** The steps that take back what this job has suspended, ended or not. */
export function restorations(steps: readonly StepState[]): readonly StepState[] {
  return steps.filter(
    (step) =>
      step.kind === 'make_functional' &&
      mayBeSuspended(steps, step) &&
      (isTakenBack(step) || !isSuspensionTakenBack(steps, step)),
  );
}

/** Stands among the facts of a suspension after its member was made functional. */
const TAKEN_BACK = 'takenBack';

/** The member of this step was suspended in this hop, and made functional since. */
export function isSuspensionTakenBack(steps: readonly StepState[], step: StepState): boolean {
  return stepOf(steps, step, 'suspend')?.facts[TAKEN_BACK] === true;
}

/** What this record of a step says of whether a suspension was taken back. @param changed the step after it. */
export function withTakenBack(
  steps: readonly StepState[],
  { kind }: Pick<JournalRecord, 'kind'>,
  changed: StepState,
): readonly StepState[] {
  // It is sent once more.
  if (kind === 'INTENT' && changed.kind === 'suspend') return marked(steps, changed, false);
  return kind === 'STEP_END' && changed.kind === 'make_functional' && isTakenBack(changed)
    ? marked(steps, stepOf(steps, changed, 'suspend'), true)
    : steps;
}

function marked(
  steps: readonly StepState[],
  suspension: StepState | undefined,
  isTaken: boolean,
): readonly StepState[] {
  return steps.map((step) =>
    step === suspension ? { ...step, facts: { ...step.facts, [TAKEN_BACK]: isTaken } } : step,
  );
}

/** The member has to be suspended anew: that, its proof, and what was begun to be done to it are due again. */
export function withSuspensionDue(steps: readonly StepState[], suspension: StepState): StepState[] {
  const isOfIt = (step: StepState): boolean =>
    step.serial === suspension.serial && step.hop === suspension.hop;
  return steps.map((step) => {
    if (!isOfIt(step)) return step;
    if (step.kind === 'suspend' || step.kind === 'prove_failover') return pendingStep(step);
    // What was asked for before stays known.
    return step.state === 'running' ? { ...pendingStep(step), effect: step.effect } : step;
  });
}

/** True while the pair has to do without a member because of us: no time to wait for anybody. */
export function isMemberSuspended(steps: readonly StepState[]): boolean {
  return restorations(steps).some(({ state }) => state === 'pending' || state === 'running');
}

/** The members that may still be suspended by this job, as far as its records tell. */
export function suspendedMembers(steps: readonly StepState[]): readonly SuspendedMember[] {
  return restorations(steps).flatMap((step) => {
    if (isTakenBack(step)) return [];
    const suspension = stepOf(steps, step, 'suspend');
    const since = suspension?.effect?.evidence?.at ?? suspension?.startedAt ?? 0;
    const restart = stepOf(steps, step, 'restart')?.effect ?? null;
    const isProved =
      isSeenSuspended(step) ||
      (wasSeenSuspended(steps, suspension) && (restart === null || restart.phase === 'not_happened'));
    return [{ serial: step.serial, since, step: step.id, isProved }];
  });
}

/** By the step itself, or by the proof of the failover after it. */
function wasSeenSuspended(steps: readonly StepState[], suspension: StepState | undefined): boolean {
  if (suspension?.state !== 'done') return false;
  const failover = stepOf(steps, suspension, 'prove_failover');
  return suspension.facts['seenSuspended'] !== false || failover?.state === 'done';
}

/** The member was seen to be functional, or to be out of its pair for a reason that is not ours. */
export function isTakenBack({ state, trouble }: Pick<StepState, 'state' | 'trouble'>): boolean {
  return state === 'done' || (state === 'failed' && trouble !== null && isNotOurs(trouble));
}

/** The device itself said so, in the last look of the step. */
export function isSeenSuspended({ trouble }: Pick<StepState, 'trouble'>): boolean {
  return seenSuspended.safeParse(trouble).success;
}

const seenSuspended = z.looseObject({
  code: z.literal('not_made_functional'),
  state: z.literal('suspended'),
});

/**
 * What a member is in for good where it is not suspended; others, such as `initial`, are passed through. So is
 * `tentative`, but only for as long as is waited for.
 */
const STAYS_IN: ReadonlySet<string> = new Set(['non-functional', 'tentative', 'without ha']);

const notOurs = z.union([
  z.looseObject({ code: z.literal('suspended_anew') }),
  z.looseObject({
    code: z.enum(['member_not_suspended', 'not_made_functional']),
    state: z.string().refine((state) => STAYS_IN.has(state.toLowerCase())),
  }),
]);

function isNotOurs(trouble: Trouble): boolean {
  const found = trouble.code === 'not_sent' ? (trouble.because ?? null) : trouble;
  return notOurs.safeParse(found).success;
}
