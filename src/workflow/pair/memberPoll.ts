/** Looks at a member that may be going down, booting, or not the one any more that answers at its address. */
import type { HaState } from '../../panos/answers/haState.ts';
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { type BootPoll, createBootPoll } from '../proof/bootPoll.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import { stepOf } from '../stepState.ts';
import { PEER_LOOK_TIMEOUT_MS } from '../timeLimits.ts';
import type { Serial } from '../../panos/serial.ts';

export type MemberLook =
  /** `at` by the engine's clock: when it was asked. */
  | { readonly kind: 'state'; readonly info: SystemInfo; readonly ha: HaState; readonly at: number }
  /** No sound answer now. */
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'stranger'; readonly why: string };

/**
 * @param serial whose answer counts: addresses are swapped and reused.
 * @param who the subject of what is said of it.
 */
export async function lookAtMember(device: BootPoll, serial: Serial, who?: string): Promise<MemberLook> {
  const info = await device.ask(showSystemInfo);
  if (info === null) return { kind: 'silent', why: device.lastWords(who) };
  if (info.serial !== serial) {
    return { kind: 'stranger', why: `Another device (${info.serial}) answers at the address of ${serial}.` };
  }
  const ha = await device.ask(showHaState);
  return ha === null
    ? { kind: 'silent', why: device.lastWords(who) }
    : { kind: 'state', info, ha, at: device.askedAt() };
}

/** Of one that is up: a management plane that is at work on an installation takes its time. */
const UP_AND_SLOW = { first: 60_000, longest: 120_000 };

/** The step's own device, which this job has taken out of its pair and perhaps restarted since. @param stop ends every wait. */
export function memberThatIsOut(context: StepContext, stop = context.stop): BootPoll {
  const { client, clock, time, limits } = context;
  return createBootPoll(
    { client, clock, time, limits, stop },
    isRestarted(context) ? undefined : UP_AND_SLOW,
  );
}

/**
 * Its peer, which is to forward meanwhile. One that does not answer soon, or lets us in only later, is not waited for: what
 * the member says of it tells more.
 */
export function peerOfMemberThatIsOut(
  context: StepContext,
  { peer }: PairOfStep,
  stop: AbortSignal,
): BootPoll {
  const times = { first: PEER_LOOK_TIMEOUT_MS, longest: PEER_LOOK_TIMEOUT_MS, bearsHeldLogins: false };
  return createBootPoll({ ...context, client: peer.client, stop }, times);
}

/** A restart of this job's may be under way on the step's device, or over, in this hop. */
export function isRestarted(context: StepContext): boolean {
  const restart = stepOf(context.steps(), context.step(), 'restart')?.effect ?? null;
  return restart !== null && restart.phase !== 'not_happened';
}
