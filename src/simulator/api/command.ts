/** One command a firewall knows. */
import type { Firewall } from '../device/firewall.ts';
import type { SimReply } from '../server/replies.ts';

export interface Command {
  /** Matches the whole command; its group is the argument. */
  readonly words: RegExp;
  readonly answer: (firewall: Firewall, argument: string, user: string) => SimReply;
  /** Changes the device. */
  readonly effect?: true;
  /** Waits for the update server. */
  readonly slow?: true;
}
