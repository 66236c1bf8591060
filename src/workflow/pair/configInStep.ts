/**
 * A pair of which everything is well but the configuration: what differs is not for us to judge, so a person says whether
 * the leading member's is copied, or that it is borne. docs/PANOS.md "High availability".
 */
import type { PairVerdict } from '../../validation/pairFitness.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import { done, needsOperator, type StepResult } from '../stepResult.ts';
import { configBorneBy, type StepState } from '../stepState.ts';

/** The verdict on a pair of which somebody bears that its configuration is not in step. */
export function bearingConfig(verdict: PairVerdict, steps: readonly StepState[]): PairVerdict {
  if (verdict.ok || verdict.butForConfig === undefined || configBorneBy(steps) === null) return verdict;
  return { ok: true, ...verdict.butForConfig };
}

/** The size of a commit; how long a model boots says nothing about it. */
const CONFIG_LIMIT_MS = 10 * 60_000;

/** The device brings it into step by itself. */
const IN_PROGRESS = 'synchronization in progress';

/**
 * @param waitedMs how long the proof has looked by now.
 * @returns how the proof that the pair is whole ends; null where more is wrong, or while it may still come into step.
 */
export function endOfButForConfig(
  context: StepContext,
  { peer }: PairOfStep,
  verdict: PairVerdict,
  waitedMs: number,
): StepResult | null {
  if (verdict.ok || verdict.butForConfig === undefined) return null;
  const { second } = verdict.butForConfig;
  const isPeerLeading = second === peer.serial;
  const [leading, standby] = isPeerLeading
    ? [peer.hostname, context.hostname]
    : [context.hostname, peer.hostname];
  const state = verdict.trouble.code === 'config_not_synchronized' ? verdict.trouble.state : 'unknown';
  const by = configBorneBy(context.steps());
  if (by !== null) {
    const accepted = `The pair is healthy, but its configuration is ${state}: ${by} decided to go on.`;
    return done(`${accepted} ${leading} is active.`, { active: second, configSync: state });
  }
  const copy = lastCopy(context);
  // Somebody who was asked before waits for an answer: only a copy that was made gives it time.
  const isAnswerDue =
    context.step().facts['asked'] === true && copy?.state !== 'done' && state !== IN_PROGRESS;
  const { rebootReadyTimeoutMs } = context.limits;
  const limitMs =
    state === IN_PROGRESS ? rebootReadyTimeoutMs : Math.min(CONFIG_LIMIT_MS, rebootReadyTimeoutMs);
  if (!isAnswerDue && waitedMs < limitMs) return null;
  return needsOperator(
    {
      code: 'not_in_step',
      leading,
      standby,
      version: context.step().version,
      state,
      minutes: Math.round(waitedMs / 60_000),
      tried: copy?.state === 'failed' ? copy.message : null,
    },
    { active: second, asked: true },
  );
}

function lastCopy(context: StepContext): StepState | undefined {
  const { hop } = context.step();
  return context.steps().findLast((step) => step.kind === 'sync_config' && step.hop === hop);
}
