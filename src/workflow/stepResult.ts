/** How a step, and a job, ends: well, or with a trouble. */
import type { DeviceReading } from '../inventory/readings.ts';
import { toldOf, type ToldTrouble, type Trouble } from '../ports/trouble.ts';
import type { CheckResult } from '../validation/checkResult.ts';
import type { JobEnding, StepEnding } from './journalRecord.ts';
import type { Facts } from './stepFindings.ts';
import { inWords, type Untouched, type WorkflowTrouble } from './workflowTroubles.ts';

/** `brief` and `trouble` are null where nothing went wrong. */
export interface JobOutcome {
  readonly ending: JobEnding;
  readonly message: string;
  readonly brief: string | null;
  readonly trouble: Trouble | null;
}

export interface StepResult {
  readonly ending: StepEnding;
  /** For people. */
  readonly message: string;
  /** The sentence of it that matters where a step did not end well; null where it did. */
  readonly brief: string | null;
  /** Null for what ended well. A comparison may end well and have found something. */
  readonly trouble: Trouble | null;
  readonly facts: Facts;
  /** What readiness checks found. */
  readonly checks: CheckResult[];
  /** What it proved of devices, and when they were asked for it. */
  readonly readings: DeviceReading[];
}

/** How a job ends in which nothing went wrong. */
export function endedWell<E extends 'completed' | 'cancelled' | 'skipped'>(
  ending: E,
  message: string,
): JobOutcome & { readonly ending: E } {
  return { ending, message, brief: null, trouble: null };
}

export function done(message: string, facts: Facts = {}, readings: DeviceReading[] = []): StepResult {
  return { ending: 'done', message, brief: null, trouble: null, facts, checks: [], readings };
}

export function failed(trouble: WorkflowTrouble, facts: Facts = {}): StepResult {
  return failedBy(inWords(trouble), facts);
}

/** It ended well, and somebody should know what was found. */
export function doneWith(trouble: WorkflowTrouble, facts: Facts): StepResult {
  return { ...failed(trouble, facts), ending: 'done' };
}

/** By a trouble of another room, which has its words already. */
export function failedBy({ trouble, message, brief }: ToldTrouble, facts: Facts = {}): StepResult {
  return { ending: 'failed', message, brief, trouble, facts, checks: [], readings: [] };
}

export function needsOperator(trouble: WorkflowTrouble, facts: Facts = {}): StepResult {
  return { ...failed(trouble, facts), ending: 'needs_operator' };
}

/** A trouble of another room, and what was left untouched because of it. */
export function nothingChanged(because: ToldTrouble, untouched: Untouched, facts: Facts = {}): StepResult {
  return failed(
    { code: 'nothing_changed', because: because.trouble, told: toldOf(because), untouched },
    facts,
  );
}
