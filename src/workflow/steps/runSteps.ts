/**
 * Carries the steps of a job to their end, from wherever the journal says they are. Knows nothing of queues:
 * jobs/ decides when, this decides what comes next and where it may stop.
 */
import { isDeviceError } from '../../panos/errors.ts';
import type { Told, Trouble } from '../../ports/trouble.ts';
import { CancelRequested, causeOf, PeerMissed, type StepContext, SuspensionDue } from '../context.ts';
import { done, endedWell, failed, type JobOutcome, type StepResult } from '../stepResult.ts';
import { deviceTrouble, inWords } from '../workflowTroubles.ts';
import type { JobEnding, StepEnding } from '../journalRecord.ts';
import { stepRules, type StepStops } from './stepRules.ts';
import { isSent, type StepState, stepOf } from '../stepState.ts';
import { forwardsNow } from '../pair/forwardsNow.ts';
import { isMemberSuspended, isSeenSuspended, isTakenBack, restorations } from '../pair/suspendedByUs.ts';
import { underWatch } from '../pair/peerWatch.ts';

export interface StepsToRun {
  readonly dryRun: boolean;
  /** As the journal has them now. */
  steps(): readonly StepState[];
  cancelRequested(): boolean;
  /** Resolves at once, or when a paused engine is resumed. Asked only where the device is in a known state. */
  atSafePoint(): Promise<void>;
  /** False when the job has to wait, with all its devices in their places, before it begins what comes next. */
  isItsTurn(): boolean;
  /**
   * @param stops what a cancel request or a pause does to the step; see StepRules.
   * @param missed aborted when the step must end at once, whatever it waits for.
   */
  contextFor(step: StepState, stops: StepStops, missed: AbortSignal): StepContext;
  begin(step: StepState): void;
  end(step: StepState, result: StepResult): void;
  /** The member of this step is to be suspended anew before it is carried out. */
  suspendAnew(step: StepState, why: string): void;
}

/** What carrying a single step needs of the above. */
export type OneStep = Pick<StepsToRun, 'steps' | 'contextFor' | 'begin' | 'end'>;

/**
 * @returns how the job ends; `through` when all its steps have ended well; `waits` when it is not its turn.
 * @throws EngineClosing, StorageLostError: stop without writing anything.
 */
export async function runSteps(run: StepsToRun): Promise<JobOutcome | 'through' | 'waits'> {
  const stop = await runToTheFirstStop(run);
  if (stop === 'through' || stop === 'waits') return stop;
  const { ending, message, brief, trouble, at } = stop;
  const restored = await restore(run, at);
  // Who forwards comes first.
  const forwards = forwardsNow(trouble, stepOf(run.steps(), at, 'make_functional'));
  const first = (text: string | null): string | null =>
    [forwards, text].filter((part) => part !== null).join(' ') || null;
  const told = [first(message), ...restored.map(({ words }) => words)].join(' ');
  const left = restored.filter(({ step }) => !isTakenBack(step));
  if (left.length === 0) return { ending, message: told, brief: first(brief), trouble };
  const isSeen = left.every(({ step }) => isSeenSuspended(step));
  return {
    ending,
    ...leftSuspended(ending, trouble, { message: told, brief: first(brief) ?? told }, isSeen),
  };
}

/** What is to be done by hand comes first, unless somebody must find out what happened before that. */
function leftSuspended(
  ending: JobEnding,
  because: Trouble | null,
  told: Told,
  isSeen: boolean,
): Omit<JobOutcome, 'ending'> {
  const left = inWords({ code: 'left_suspended', because, told, isSeen });
  return ending === 'needs_operator' ? { ...left, brief: told.brief } : left;
}

interface Stop extends JobOutcome {
  /** The step that ended so, or before which the job was stopped. */
  readonly at: StepState;
}

async function runToTheFirstStop(run: StepsToRun): Promise<Stop | 'through' | 'waits'> {
  for (;;) {
    // Anew each time: what a step finds may change the plan.
    const step = nextStep(run.steps());
    if (step === undefined) return 'through';
    if (hasStopped(step)) return stopAt(run, step);
    const rules = stepRules[step.kind];
    // A step that the journal shows as begun is taken up again: it may have touched the device.
    const mayStopHere = rules.stops === 'at_once' || (rules.stops === 'before' && !isSent(step));
    if (mayStopHere) {
      const isWhole = !isMemberSuspended(run.steps());
      if (isWhole) await run.atSafePoint();
      if (run.cancelRequested()) {
        return {
          ...endedWell('cancelled', `Stopped before "${step.title}"${hopWords(run.steps(), step)}.`),
          at: step,
        };
      }
      // Nothing comes between this and the record that the step has begun: of several that ask, one is the first.
      if (isWhole && !run.isItsTurn()) return 'waits';
    }
    if (run.dryRun && (!rules.inDryRun || step.hop > 1)) {
      run.end(step, { ...done('Dry run: not carried out.'), ending: 'skipped' });
      continue;
    }
    await carryOutInTurn(run, step);
  }
}

async function carryOutInTurn(run: StepsToRun, step: StepState): Promise<void> {
  try {
    await carryOut(run, step);
  } catch (error) {
    if (!(error instanceof SuspensionDue)) throw error;
    run.suspendAnew(step, error.message);
  }
}

/** Which hop it is, where there are several: their steps have the same names. */
function hopWords(steps: readonly StepState[], { hop, fromVersion, version }: StepState): string {
  return steps.every((step) => step.hop === hop) ? '' : ` (${fromVersion} → ${version})`;
}

interface Restored {
  readonly words: string;
  readonly step: StepState;
}

/** Members that this job suspended come back into their pair before the job ends. @returns what became of them. */
async function restore(run: StepsToRun, stoppedAt: StepState): Promise<Restored[]> {
  const due = restorations(run.steps()).filter(
    (step) => step.id !== stoppedAt.id && !isBefore(run.steps(), step, stoppedAt),
  );
  for (const step of due) {
    if (!isEnded(step)) await carryOut(run, step);
  }
  return due.map(({ id }) => {
    const step = current(run, id);
    return { words: `${step.title}: ${step.message ?? step.state}`, step };
  });
}

/** One step, from where the journal says it is to its end. @throws as runSteps does. */
export async function carryOut(run: OneStep, step: StepState): Promise<void> {
  run.begin(step);
  run.end(step, await carry(run, step));
}

async function carry(run: OneStep, step: StepState): Promise<StepResult> {
  const rules = stepRules[step.kind];
  const missed = new AbortController();
  const context = run.contextFor(step, rules.stops, missed.signal);
  try {
    return await underWatch(context, missed, () => rules.carry(context));
  } catch (error) {
    const why = causeOf(error, context.stop);
    if (why instanceof PeerMissed) {
      return failed({
        code: 'peer_missed',
        why: why.message,
        hostname: context.hostname,
        peer: context.pair?.peer.hostname ?? 'its peer',
        missedSince: why.since,
      });
    }
    if (why instanceof CancelRequested) {
      return { ...done('Stopped.'), ending: 'cancelled' };
    }
    if (isDeviceError(why)) return failed(deviceTrouble(why));
    throw why;
  }
}

function current(run: StepsToRun, id: string): StepState {
  const step = run.steps().find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`Step ${id} is gone from its job.`);
  return step;
}

function isEnded({ state }: StepState): boolean {
  return state !== 'pending' && state !== 'running';
}

/** An ending after which the job does not go on; the others are those of isThrough. */
type StopEnding = Exclude<StepEnding, 'done' | 'skipped'>;

function hasStopped(step: StepState): step is StepState & { state: StopEnding } {
  return isEnded(step) && !isThrough(step);
}

/** Where the job is; undefined when it is through. */
export function nextStep(steps: readonly StepState[]): StepState | undefined {
  return steps.find((step) => !isThrough(step));
}

/** The job goes on after it. */
export function isThrough({ state, kind }: StepState): boolean {
  return state === 'done' || state === 'skipped' || (state === 'failed' && stepRules[kind].mayFail === true);
}

function isBefore(steps: readonly StepState[], one: StepState, other: StepState): boolean {
  const place = (wanted: StepState): number => steps.findIndex(({ id }) => id === wanted.id);
  return place(one) < place(other);
}

function stopAt(run: StepsToRun, step: StepState & { state: StopEnding }): Stop {
  const ending = step.state;
  const message = `${step.title}: ${step.message ?? ending}`;
  // Of a pair it matters which of the two it was, which the step's title says.
  const isPair = run.steps().some(({ serial }) => serial !== step.serial);
  const brief = isPair && step.brief !== null ? `${step.title}: ${step.brief}` : step.brief;
  const { trouble } = step;
  if (step.kind !== 'make_functional' || isTakenBack(step)) {
    return { ending, message, brief, trouble, at: step };
  }
  const told = { message, brief: brief ?? message };
  return { ending, ...leftSuspended(ending, trouble, told, isSeenSuspended(step)), at: step };
}
