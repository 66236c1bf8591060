/**
 * Who forwards once a member that was out of its pair has been given back, and for how long nobody was seen to: what a
 * person must know first when a peer fails at its post.
 */
import * as z from 'zod';
import type { HaState } from '../../panos/answers/haState.ts';
import type { Trouble } from '../../ports/trouble.ts';
import { isFunctional, isLeading, seesPeerForward, stateWords } from '../../validation/pairFitness.ts';
import type { Facts } from '../stepFindings.ts';
import type { StepState } from '../stepState.ts';

const common = {
  /** The member that was out, and its peer, by their host names. */
  hostname: z.string(),
  peer: z.string(),
  /** By the engine's clock: since when nobody was seen to forward; null where that was not seen. */
  missedSince: z.number().nullish(),
};

const missedSchema = z.union([
  z.looseObject({ ...common, code: z.literal('peer_missed') }),
  z.looseObject({
    ...common,
    code: z.literal('failover'),
    how: z.enum(['cannot_take_over', 'no_takeover', 'not_seen_out']),
  }),
]);

/**
 * What the step that gives the member back has seen of it, kept for `forwardsNow`.
 * @param steps of the job; @param step the one that gives it back; @param at when the member was asked.
 */
export function givenBack(steps: readonly StepState[], step: StepState, at: number, ha: HaState): Facts {
  const trouble = steps.find(({ serial, hop, state, kind }) => {
    return serial === step.serial && hop === step.hop && state === 'failed' && kind !== 'make_functional';
  })?.trouble;
  const missedSince = missedSchema.safeParse(trouble).data?.missedSince ?? null;
  return {
    givenBackAs: stateWords(ha),
    forwards: isLeading(ha) ? 'the member itself' : isFunctional(ha) && seesPeerForward(ha) ? PEER : null,
    unseenSeconds: missedSince === null ? null : Math.max(1, Math.round((at - missedSince) / 1000)),
  };
}

const PEER = 'its peer';

/**
 * @param trouble what ended the job.
 * @param restoring the step that was to give the member back; undefined where there is none.
 * @returns a sentence; null where the trouble is another one.
 */
export function forwardsNow(trouble: Trouble | null, restoring: StepState | undefined): string | null {
  const missed = missedSchema.safeParse(trouble).data;
  if (missed === undefined || restoring === undefined) return null;
  const { hostname, peer } = missed;
  if (restoring.state !== 'done') {
    if (missed.code === 'failover' && missed.how === 'not_seen_out')
      return `${peer} forwards by its word; ${hostname} was not seen to be functional again.`;
    const peers =
      missed.code === 'peer_missed' ? 'was seen not to forward any more' : 'was not seen to take over';
    return `Nobody is known to forward: ${hostname} was not seen to be functional again, and ${peer} ${peers}.`;
  }
  const { givenBackAs, forwards, unseenSeconds } = restoring.facts;
  if (typeof givenBackAs !== 'string') return `${hostname} was given back.`;
  const gap = typeof unseenSeconds === 'number' ? `; for ${unseenSeconds} s nobody was seen to forward` : '';
  const who = forwards === PEER ? `${peer} forwards by its word` : 'it forwards';
  const then = typeof forwards === 'string' ? who : 'nobody is known to forward';
  return `${hostname} was given back and is ${givenBackAs}: ${then}${gap}.`;
}
