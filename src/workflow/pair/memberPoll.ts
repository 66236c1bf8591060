/** Looks at a member that may be going down, booting, or not the one any more that answers at its address. */
import type { HaState } from '../../panos/answers/haState.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import type { BootPoll } from '../proof/bootPoll.ts';
import type { Serial } from '../../panos/serial.ts';

export type MemberLook =
  /** `at` by the engine's clock: when it was asked. */
  | { readonly kind: 'state'; readonly ha: HaState; readonly at: number }
  /** No sound answer now. */
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'stranger'; readonly why: string };

/** @param serial whose answer counts: addresses are swapped and reused. */
export async function lookAtMember(device: BootPoll, serial: Serial): Promise<MemberLook> {
  const info = await device.ask(showSystemInfo);
  if (info === null) return { kind: 'silent', why: device.lastWords() };
  if (info.serial !== serial) {
    return { kind: 'stranger', why: `Another device (${info.serial}) answers at the address of ${serial}.` };
  }
  const ha = await device.ask(showHaState);
  return ha === null
    ? { kind: 'silent', why: device.lastWords() }
    : { kind: 'state', ha, at: device.askedAt() };
}
