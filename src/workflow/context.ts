/** What a step is handed: its device, its place in the journal, and the ways in which it may be stopped. */
import type { DeviceClient } from '../panos/client/client.ts';
import type { KnownHash } from '../planning/knownHashes.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { CheckSettings } from '../validation/readiness/checkReadiness.ts';
import type { ContentDemand } from '../validation/contentDemands.ts';
import type { ReadinessSettings } from '../validation/readiness/readinessSettings.ts';
import type { Margins } from '../validation/comparison/comparisonRules.ts';
import type { OnMismatch } from './onMismatch.ts';
import type { SnapshotFiles } from '../validation/comparison/snapshot.ts';
import type { BackupFiles } from './backupStore.ts';
import type { CountedTime } from './countedTime.ts';
import type { WorkflowLimits } from './timeLimits.ts';
import type { JournalEntry, Step } from './journalRecord.ts';
import type { OwnRequest } from './ownRequest.ts';
import type { StepState } from './stepState.ts';
import type { Serial } from '../panos/serial.ts';

/** What a step of an HA pair's job knows of the other member. */
export interface PairOfStep {
  readonly peer: { readonly serial: Serial; readonly hostname: string; readonly client: DeviceClient };
  /** The user bears preemptive members. */
  readonly allowPreemption: boolean;
}

export interface StepContext {
  readonly job: string;
  /** Nothing is changed, and nothing is waited for. */
  readonly dryRun: boolean;
  /** Of the step's device, for people. */
  readonly hostname: string;
  readonly client: DeviceClient;
  /** Null for a device that the job carries alone. */
  readonly pair: PairOfStep | null;
  readonly clock: Clock;
  /** By which limits are counted. */
  readonly time: CountedTime;
  readonly limits: WorkflowLimits;
  readonly checks: CheckSettings;
  readonly readiness: ReadinessSettings;
  readonly margins: Margins;
  readonly onMismatch: OnMismatch;
  readonly snapshots: SnapshotFiles;
  readonly backups: BackupFiles;
  /** What the other partition of the device has, by somebody who was asked; null where nobody was. */
  readonly saidOtherPartition: readonly string[] | null;
  /** What devices have asked for that refused an installation, as far as jobs know. */
  contentDemands(): readonly ContentDemand[];
  /** The checksums by which images are judged. @throws UserError when the user's file of them cannot be used. */
  knownHashes(): Promise<readonly KnownHash[]>;

  /** The step as the journal has it now. */
  step(): StepState;
  /** All steps of the job, in order, as the journal has them now. */
  steps(): readonly StepState[];
  /** What jobs of ours have asked the step's device for, this one and the newest before it: newest first. */
  ownRequests(): readonly OwnRequest[];
  /** Appends to the journal; durable when it returns. */
  record(entry: StepEntry): void;
  /** True while the pair has to do without a member because of this job. */
  isMemberOut(): boolean;
  /** Replaces all steps that have not begun: what was planned does not fit what the devices show now. */
  changePlan(why: string, steps: readonly Step[]): void;
  /** Shows progress without writing it down. */
  live(percent: number | null, message: string): void;

  /** Aborted when the engine closes, and by a cancel request where stopping at once is safe. */
  readonly stop: AbortSignal;
  /**
   * To be awaited where nothing is under way on the device: waits while the engine is paused.
   * @throws CancelRequested, EngineClosing
   */
  safePoint(): Promise<void>;
  /** False when a safe point would not be passed at once. */
  mayGoOn(): boolean;
}

type OfStep<E> = E extends {
  kind: 'INTENT' | 'ISSUED' | 'ADOPTED' | 'DONE' | 'FAILED' | 'NOT_SENT' | 'NOT_HAPPENED';
}
  ? Pick<E, ('kind' & keyof E) | ('data' & keyof E)>
  : never;
/** A record about the current step's effect; job, serial and step are filled in. */
export type StepEntry = OfStep<JournalEntry>;

/** Thrown through a step when the engine closes; nothing is recorded for it. */
export class EngineClosing extends Error {
  override readonly name = 'EngineClosing';
}

/** Thrown through a step whose devices somebody takes at this moment; nothing is recorded for it. */
export class HandedOver extends Error {
  override readonly name = 'HandedOver';
}

/** Thrown through a step that is stopped at once by a cancel request. */
export class CancelRequested extends Error {
  override readonly name = 'CancelRequested';
}

/**
 * Thrown through a step that needs its member out of the pair, when it was made functional again since it was suspended, and
 * forwards: it is suspended anew first.
 */
export class SuspensionDue extends Error {
  override readonly name = 'SuspensionDue';
}

/** Thrown through a step of a member that is out of its pair, when its peer does not forward any more. */
export class PeerMissed extends Error {
  override readonly name = 'PeerMissed';

  /** By the engine's clock: from when on it was not seen to forward. */
  readonly since: number;

  constructor(why: string, since: number) {
    super(why);
    this.since = since;
  }
}

/** What really ended the work: a call that fails while it is being stopped ends for the reason it was stopped. */
export function causeOf(error: unknown, stop: AbortSignal): unknown {
  return stop.aborted && isDeviceError(error) ? stop.reason : error;
}
