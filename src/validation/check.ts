/** What a readiness check is: one question about a device's fitness, with the policy it has until the user sets another. */
import type { ReadCommand } from '../panos/calls/command.ts';
import type { CheckId, CheckPolicy, Finding } from './checkResult.ts';
import type { ContentKnowledge } from './contentDemands.ts';
import type { MustExist } from './mustExist.ts';
import type { RoomRules } from './roomRules.ts';

export interface Check {
  readonly id: CheckId;
  readonly defaultPolicy: CheckPolicy;
  /**
   * Its question takes a device or the update server long, or gives many megabytes: it is put once, and when no answer
   * comes through, that says nothing about the device as a whole.
   */
  readonly isHeavy?: true;
  /**
   * Reads what it needs and judges it. Changes nothing.
   * @returns null where there is nothing to judge by, which is no doubt about the device.
   * @throws DeviceError where the device refuses or cannot be asked; checkReadiness.ts tells the two apart.
   */
  run(context: CheckContext): Promise<Finding | null>;
}

/** The other member of a pair, which is upgraded before this one. */
export interface PeerBefore {
  readonly hostname: string;
  /** Its version of the applications and threats content; null where it names none. @throws DeviceError. */
  content(): Promise<string | null>;
}

/** What checks are told besides what the device says. */
export interface CheckContext extends ContentKnowledge {
  readonly ask: <T>(command: ReadCommand<T>) => Promise<T>;
  /** The versions whose images must be on the box. */
  readonly wanted: readonly string[];
  /** Old images that are deleted before anything is downloaded. */
  readonly deletes: readonly string[];
  readonly room: RoomRules;
  /** The versions that are to be installed, in order; empty when none is chosen yet. */
  readonly installs: readonly string[];
  /** Null for a device that comes first, or alone. */
  readonly peerBefore: PeerBefore | null;
  /** The user has named a policy for this check. */
  readonly isNamed: boolean;
  /** How long from now no dynamic update may begin. */
  readonly updateWindowHours: number;
  readonly mustExist: MustExist;
}

export function pass(reason: string): Finding {
  return { verdict: 'pass', reason };
}

/** Nothing is wrong, but somebody should look at it. */
export function warn(reason: string): Finding {
  return { verdict: 'warn', reason };
}

export function fail(reason: string): Finding {
  return { verdict: 'fail', reason };
}

export function unknown(reason: string): Finding {
  return { verdict: 'unknown', reason };
}
