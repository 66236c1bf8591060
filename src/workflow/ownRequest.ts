/**
 * A download or an installation that a job of ours has asked a device for: this one, or an earlier one that was cancelled,
 * handed over, or lost its answer. What is left of it on the device is ours.
 */
import type { EffectState } from './stepState.ts';
import type { Step } from './journalRecord.ts';

export interface OwnRequest {
  readonly job: string;
  readonly step: Step['id'];
  /** The device's word for this kind of work. */
  readonly type: 'Downld' | 'SWInstall';
  readonly version: string;
  readonly effect: EffectState;
}
