/** What a bulk upgrade would do to one device or one HA pair, before anything is queued. */
import type { CheckResult } from '../../validation/checkResult.ts';
import type { SurveyedImage, SurveyOutcome } from './downloadSurveyRow.ts';
import type { Estimate } from './upgradeEstimate.ts';

export interface SurveyedMember {
  readonly serial: string;
  /** Empty for a device that is not in the inventory. */
  readonly hostname: string;
  readonly model: string;
  readonly address: string;
  /** As the device says once it has been read, until then as the inventory remembers. */
  readonly version: string;
  /** The versions still to be installed on it, with a restart each; empty without a path, and at the target. */
  readonly path: readonly string[];
  /** Empty until the device has been read. */
  readonly images: readonly SurveyedImage[];
  /** Megabytes that are missing, as far as their sizes are known; null until the device has been read. */
  readonly fetchMb: number | null;
  /** Megabytes free on /opt/panrepo; null where not known. */
  readonly freeMb: number | null;
  /** Null where nobody asked for it. */
  readonly readiness: readonly CheckResult[] | null;
}

export interface UpgradeSurveyRow {
  /** A device, or both members of an HA pair; once the pair was read, the one to be upgraded first comes first. */
  readonly members: readonly [SurveyedMember] | readonly [SurveyedMember, SurveyedMember];
  /** The pair is refused only because a member is preemptive, which the user may allow. */
  readonly isPreemptive: boolean;
  /** Both members forward; false until the pair was read. */
  readonly isActiveActive: boolean;
  /** Null where nothing will be done, and until it is known. */
  readonly estimate: Estimate | null;
  readonly outcome: SurveyOutcome;
}

export interface UpgradeSurveyOptions {
  /**
   * As asked for, in order. Both members of an HA pair are one row, at the place of the first; a serial that stands
   * twice gives a row of its own.
   */
  readonly serials: readonly string[];
  /** Whether the devices are checked for readiness, too, which takes longer. */
  readonly readiness: boolean;
  /** Whether pairs with a preemptive member are taken. */
  readonly allowPreemption: boolean;
  /** Ends the reading of devices; rows that were not read stay `reading`. */
  readonly signal: AbortSignal;
  /** Called with all rows at once, and then whenever one has changed. @param index of the row, from 0. */
  onRow(index: number, row: UpgradeSurveyRow): void;
}

/** The versions between the present one and the target: of the member of a pair that has further to go. */
export function pathOf({ members }: UpgradeSurveyRow): readonly string[] {
  return members.map(({ path }) => path).reduce((one, other) => (other.length > one.length ? other : one));
}

/** Of all members together. */
export function restartsOf({ members }: UpgradeSurveyRow): number {
  return members.reduce((sum, { path }) => sum + path.length, 0);
}

/** Megabytes to fetch on all members together; null until they have been read. */
export function fetchMbOf({ members }: UpgradeSurveyRow): number | null {
  const known = members.flatMap(({ fetchMb }) => fetchMb ?? []);
  return known.length === 0 ? null : known.reduce((sum, mb) => sum + mb, 0);
}
