/** One row of *Check Readiness…*: what each check found on a device, and what follows from it. */
import type { CheckResult } from '../../validation/checkResult.ts';

/**
 * `not_ready`: a check that blocks has failed. `unknown`: something could not be told that matters, and nothing worse
 * was found. `warnings`: there is something to look at. `unreachable`: the device could not be asked.
 */
export const readinessVerdicts = ['not_ready', 'unknown', 'warnings', 'ready', 'unreachable'] as const;
export type ReadinessVerdict = (typeof readinessVerdicts)[number];

export interface CheckedDevice {
  readonly serial: string;
  readonly hostname: string;
  readonly model: string;
  readonly address: string;
  /** As the device says; as the inventory remembers where it could not be asked. */
  readonly version: string;
  /** The version at the end of its path; null where it has none before it. */
  readonly target: string | null;
  readonly verdict: ReadinessVerdict;
  /** In the order of ALL_CHECKS, without those that are off; empty where the device could not be asked. */
  readonly results: readonly CheckResult[];
  /** For people: why it could not be asked, or why it has no target; else empty. */
  readonly message: string;
}

export interface ReadinessSurveyOptions {
  readonly serials: readonly string[];
  /** Instead of workers.max. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
  /** Called as devices answer. */
  onRow(device: CheckedDevice): void;
}
