/**
 * The watch that stands for as long as a member is out of its pair because of us. Whatever a step of the job does or waits
 * for meanwhile, it ends when the peer does not forward any more: the member is then made functional at once.
 */
import type { HaState } from '../../panos/answers/haState.ts';
import {
  isForwarding,
  isFunctional,
  isIdle,
  isSuspended,
  seesPeerForward,
  stateWords,
} from '../../validation/pairFitness.ts';
import { PeerMissed, type PairOfStep, type StepContext } from '../context.ts';
import { stepOf } from '../stepState.ts';
import { HA_POLL_MS, PEER_POLL_MS, TAKEOVER_MS } from '../timeLimits.ts';
import {
  isRestarted,
  lookAtMember,
  type MemberLook,
  memberThatIsOut,
  peerOfMemberThatIsOut,
} from './memberPoll.ts';
import { isMemberSuspended } from './suspendedByUs.ts';

/**
 * Carries a step of a member that is out of its pair, or is taken out by it.
 * @param missed aborted with a `PeerMissed` when the peer does not forward any more; the context's `stop` listens to it.
 */
export async function underWatch<T>(
  context: StepContext,
  missed: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  const { pair } = context;
  if (pair === null || !isConcerned(context)) return work();
  const ended = new AbortController();
  watchPeer(context, pair, ended.signal).then(
    ({ why, since }) => missed.abort(new PeerMissed(why, since)),
    (error: unknown) => {
      // What breaks the watch ends the step, too: nothing goes on that nobody looks after.
      if (!ended.signal.aborted) missed.abort(error);
    },
  );
  try {
    return await work();
  } finally {
    ended.abort('The step has ended.');
  }
}

/** The step that makes it functional is the cure itself. */
function isConcerned(context: StepContext): boolean {
  const { kind } = context.step();
  return kind === 'suspend' || (kind !== 'make_functional' && isMemberSuspended(context.steps()));
}

/** How long what is seen must last, from the first question about it: answers get lost, and members pass through states. */
const SURE_AFTER_MS = { missed: HA_POLL_MS, silent: 15_000, late: TAKEOVER_MS } as const;

/**
 * Looks further apart than this are no two in a row: what was seen before counts no more where nothing could be seen for so
 * long, by the clock. Longer than a look at which nobody answers, or a member that loses every second answer would be
 * believed never.
 */
const IN_A_ROW_MS = 180_000;

interface Missed {
  /** Why the member is to be given back, without a full stop. */
  readonly why: string;
  /** By the engine's clock: when the peer was first asked and did not forward. */
  readonly since: number;
}

/** Looks in a row that were not good. */
interface BadLooks {
  /** When the first was begun, in time that counts. */
  readonly since: number;
  /** The same by the engine's clock. */
  readonly firstAt: number;
  /** By the engine's clock: when the last one was over. */
  readonly lastAt: number;
}

/** @throws what aborts `ended`. */
async function watchPeer(context: StepContext, pair: PairOfStep, ended: AbortSignal): Promise<Missed> {
  const { clock, time } = context;
  const peerPoll = peerOfMemberThatIsOut(context, pair, ended);
  const ownPoll = memberThatIsOut(context, ended);
  let bad: BadLooks | null = null;
  for (;;) {
    await clock.sleep(bad === null ? PEER_POLL_MS : HA_POLL_MS, ended);
    // While the suspension is not yet on its way the member forwards.
    if (!context.isMemberOut()) continue;
    const [asked, askedAt] = [time.ms(), clock.now()];
    const look = await lookAtMember(peerPoll, pair.peer.serial, pair.peer.hostname);
    const sight = await judge(context, stateSeen(look), async () =>
      stateSeen(await lookAtMember(ownPoll, context.step().serial)),
    );
    if (sight === 'nothing_seen') continue;
    if (sight === 'carried') {
      bad = null;
      continue;
    }
    const first: Pick<BadLooks, 'since' | 'firstAt'> =
      bad !== null && askedAt - bad.lastAt <= IN_A_ROW_MS ? bad : { since: asked, firstAt: askedAt };
    bad = { since: first.since, firstAt: first.firstAt, lastAt: clock.now() };
    if (time.ms() - first.since < SURE_AFTER_MS[sight]) continue;
    return { why: wordsFor(look, pair.peer.hostname), since: first.firstAt };
  }
}

function wordsFor(look: MemberLook, hostname: string): string {
  // The member itself says of one that is not seen that it does not forward.
  if (look.kind !== 'state') return look.why.replace(/\.$/, '');
  return look.ha.enabled
    ? `${hostname} is ${stateWords(look.ha)} and does not forward`
    : `${hostname} says that HA is not enabled on it, so that nobody knows whether it forwards`;
}

function stateSeen(look: MemberLook): HaState | null {
  return look.kind === 'state' ? look.ha : null;
}

/** `late`: it may still take over. `silent`: the member itself says that it does not forward. */
type Sight = 'carried' | keyof typeof SURE_AFTER_MS | 'nothing_seen';

/** @param askOwn not called while the peer forwards. */
async function judge(
  context: StepContext,
  peer: HaState | null,
  askOwn: () => Promise<HaState | null>,
): Promise<Sight> {
  if (peer !== null && isForwarding(peer)) return 'carried';
  const own = await askOwn();
  // In its pair again, or not out yet.
  if (own !== null && !isSuspended(own)) return 'carried';
  // Neither can be asked: that says something about our own way to them, and nothing about the peer.
  if (own === null && (peer === null || !isOutForSure(context))) return 'nothing_seen';
  if (peer !== null) return isIdle(peer) && !isFunctional(peer) ? 'missed' : 'late';
  return own !== null && seesPeerForward(own) ? 'carried' : 'silent';
}

/**
 * Of a silent member: it took the suspension, and was not restarted since. Of one that restarts nothing is to be had: it is
 * waited for, and looked at again when it answers.
 */
function isOutForSure(context: StepContext): boolean {
  const effect = stepOf(context.steps(), context.step(), 'suspend')?.effect ?? null;
  const isTaken =
    effect?.phase === 'done' ||
    effect?.phase === 'adopted' ||
    (effect?.phase === 'issued' && effect.answered);
  return isTaken && !isRestarted(context);
}
