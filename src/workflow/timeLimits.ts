/**
 * How long the workflow waits for what. Limits are moved by what is seen alone (proof/bootWatch.ts): "no answer" never counts
 * as progress.
 */
import type { SettleMode } from './settleMode.ts';

/** From the user's settings, in milliseconds. */
export interface WorkflowLimits {
  /** A device job whose progress has not changed for this long is given up. */
  readonly jobStallTimeoutMs: number;
  readonly rebootInitialDelayMs: number;
  /** Without anything new of a boot. */
  readonly rebootReadyTimeoutMs: number;
  /** At most, where `settleMode` is `evidence`. */
  readonly rebootStabilizationDelayMs: number;
  readonly settleMode: SettleMode;
  readonly maxRebootPollIntervalMs: number;
  /** How many times an image is asked for at most, when the failures before can pass. */
  readonly downloadRetryAttempts: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const JOB_POLL_MS = 10 * SECOND;
/** Longest time for one download or install, even if its progress keeps changing. */
export const JOB_LIMIT_MS = 4 * 60 * MINUTE;

/**
 * A device may carry out what it was asked long after whoever asked has given up: its management plane hangs, and works off
 * later what has arrived. Nobody knows for how long; this is three times the time that the client itself waits for an answer
 * (docs/PANOS.md "Requests that are carried out late").
 */
const CARRIED_OUT_LATE_MS = 15 * MINUTE;

/**
 * After its restart was carried out a box goes on answering for up to two minutes (docs/PANOS.md "Restart and readiness"); only
 * one that is still on the same boot after more than that was certainly not restarted.
 */
export const RESTART_SETTLE_MS = CARRIED_OUT_LATE_MS + 5 * MINUTE;
/** A download or install shows in the job list within seconds after it was carried out. */
export const JOB_SETTLE_MS = CARRIED_OUT_LATE_MS + MINUTE;

/** Between two looks for what was asked: soon at first, and a few in all. */
export function settlePollMs(waitedMs: number): number {
  return Math.max(15 * SECOND, waitedMs / 2);
}

/** Somebody else's download or commit is waited for this long before the effect is given up. */
export const FOREIGN_WORK_LIMIT_MS = 15 * MINUTE;
export const FOREIGN_WORK_POLL_MS = 15 * SECOND;
/** All checks of a device are some ten questions. */
export const READINESS_POLL_MS = MINUTE;

const FIRST_RESEND_PAUSE_MS = MINUTE;
const LONGEST_RESEND_PAUSE_MS = 5 * MINUTE;

/**
 * Pause before an effect that was not carried out is sent again ("software manager in use", refused).
 * @param attempts how many times it was sent in vain, from 1.
 */
export function resendPauseMs(attempts: number): number {
  return Math.min(FIRST_RESEND_PAUSE_MS * 2 ** (attempts - 1), LONGEST_RESEND_PAUSE_MS);
}

/** The software manager can be in use for a quarter of an hour after a boot: with the pauses above, 17 minutes. */
export const SOFTWARE_SENDS = 6;

/** A member changes its HA state within seconds. */
export const HA_POLL_MS = 5 * SECOND;
/** While a member is out because of us its peer is looked at so often, and sooner again after a look that was not good. */
export const PEER_POLL_MS = 10 * SECOND;
/** A look that has no answer by then is none: with the pauses, what a look can show ends a wait within forty seconds. */
export const PEER_LOOK_TIMEOUT_MS = 10 * SECOND;
/** What a member said of its HA state longer ago says nothing of who forwards now. */
export const PAIR_LOOK_MS = 10 * SECOND;
/** How long a suspension and a failover may take; short, because the pair may be without an active member meanwhile. */
export const HA_LIMIT_MS = MINUTE;
/** A peer that answers takes over within seconds; one that has not by then does not, and nobody forwards meanwhile. */
export const TAKEOVER_MS = 20 * SECOND;
/** The longest that users can set for a member of an active/active pair to be tentative, on top of its boot. */
export const TENTATIVE_MS = 10 * MINUTE;
/** A suspension shows within seconds after it was carried out. */
export const HA_SETTLE_MS = CARRIED_OUT_LATE_MS + MINUTE;

export const REBOOT_POLL_MS = 10 * SECOND;

/** Grows with the time already waited, so that it never adds more than a twentieth of it. */
export function rebootPollMs(waitedMs: number, limits: WorkflowLimits): number {
  const adaptive = Math.max(REBOOT_POLL_MS, waitedMs / 20);
  return Math.min(adaptive, Math.max(limits.maxRebootPollIntervalMs, SECOND));
}

/** How long a restarted device may show nothing new until it answers again. */
export function bootLimitMs(limits: WorkflowLimits): number {
  return limits.rebootInitialDelayMs + limits.rebootReadyTimeoutMs;
}

/**
 * What is seen of a boot gives new time no longer than this, however much moves. The longest that is known of: an hour with a
 * check of the disks, then half an hour of auto-commit (docs/PANOS.md "Restart and readiness").
 */
export const BOOT_HARD_LIMIT_MS = 120 * MINUTE;

/** A device of which an auto-commit is nowhere to be seen has none by then: it begins as soon as the system answers. */
export const AUTO_COMMIT_APPEARS_MS = 10 * MINUTE;

/** A poll of a device that may be down must not hang as long as a call that is expected to work. */
export const POLL_TIMEOUT_MS = 30 * SECOND;
