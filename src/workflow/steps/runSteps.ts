/**
 * Carries the steps of a job to their end, from wherever the journal says they are. Knows nothing of queues:
 * jobs/ decides when, this decides what comes next and where it may stop.
 */
import { isDeviceError } from '../../panos/errors.ts';
import { CancelRequested, causeOf, failed, type StepContext, type StepResult } from '../context.ts';
import type { JobEnding, StepEnding } from '../journalRecord.ts';
import { stepRules, type StepStops } from './stepRules.ts';
import type { StepState } from '../stepState.ts';
import { isMemberSuspended, restorations, STILL_SUSPENDED } from '../pair/suspendedByUs.ts';
import { whatStaysBehind } from './whatStaysBehind.ts';

export interface StepsToRun {
  readonly dryRun: boolean;
  /** As the journal has them now. */
  steps(): readonly StepState[];
  cancelRequested(): boolean;
  /** Resolves at once, or when a paused engine is resumed. Asked only where the device is in a known state. */
  atSafePoint(): Promise<void>;
  /** @param stops what a cancel request or a pause does to the step; see StepRules. */
  contextFor(step: StepState, stops: StepStops): StepContext;
  begin(step: StepState): void;
  end(step: StepState, result: StepResult): void;
}

export interface StepsOutcome {
  readonly ending: JobEnding;
  readonly message: string;
}

/**
 * @returns how the job ends; `through` when all its steps have ended well.
 * @throws EngineClosing, StorageLostError: stop without writing anything.
 */
export async function runSteps(run: StepsToRun): Promise<StepsOutcome | 'through'> {
  const stop = await runToTheFirstStop(run);
  if (stop === 'through') return 'through';
  const restored = await restore(run, stop.at);
  return { ending: stop.ending, message: [stop.message, ...restored].join(' ') };
}

interface Stop extends StepsOutcome {
  /** The step that ended so, or before which the job was stopped. */
  readonly at: StepState;
}

async function runToTheFirstStop(run: StepsToRun): Promise<Stop | 'through'> {
  for (;;) {
    // Anew each time: what a step finds may change the plan.
    const step = run.steps().find((candidate) => !isThrough(candidate));
    if (step === undefined) return 'through';
    if (isEnded(step)) return stopAt(step, step.state);
    const rules = stepRules[step.kind];
    // A step that the journal shows as begun is taken up again: it may have touched the device.
    const untouched = step.effect === null || step.effect.phase === 'not_happened';
    const mayStopHere = rules.stops === 'at_once' || (rules.stops === 'before' && untouched);
    if (mayStopHere) {
      if (!isMemberSuspended(run.steps())) await run.atSafePoint();
      if (run.cancelRequested()) {
        return { ending: 'cancelled', message: whatStaysBehind(run.steps(), step), at: step };
      }
    }
    if (run.dryRun && (!rules.inDryRun || step.hop > 1)) {
      run.end(step, { ending: 'skipped', message: 'Dry run: not carried out.' });
      continue;
    }
    await carryOut(run, step);
  }
}

/** Members that this job suspended come back into their pair before the job ends. @returns what became of them. */
async function restore(run: StepsToRun, stoppedAt: StepState): Promise<string[]> {
  const due = restorations(run.steps()).filter(
    (step) => step.id !== stoppedAt.id && !isBefore(run.steps(), step, stoppedAt),
  );
  for (const step of due) {
    if (!isEnded(step)) await carryOut(run, step);
  }
  return due.map(({ id }) => {
    const { title, state, message } = current(run, id);
    const said = `${title}: ${message ?? state}`;
    return state === 'done' ? said : `${said} ${STILL_SUSPENDED}`;
  });
}

async function carryOut(run: StepsToRun, step: StepState): Promise<void> {
  run.begin(step);
  run.end(step, await carry(run, step));
}

async function carry(run: StepsToRun, step: StepState): Promise<StepResult> {
  const rules = stepRules[step.kind];
  const context = run.contextFor(step, rules.stops);
  try {
    return await rules.carry(context);
  } catch (error) {
    const why = causeOf(error, context.stop);
    if (why instanceof CancelRequested) {
      return { ending: 'cancelled', message: whatStaysBehind(run.steps(), context.step()) };
    }
    if (isDeviceError(why)) return failed(why.message);
    throw why;
  }
}

function current(run: StepsToRun, id: string): StepState {
  const step = run.steps().find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`Step ${id} is gone from its job.`);
  return step;
}

function isEnded(step: StepState): step is StepState & { state: StepEnding } {
  return step.state !== 'pending' && step.state !== 'running';
}

/** The job goes on after it. */
function isThrough({ state }: StepState): boolean {
  return state === 'done' || state === 'skipped';
}

function isBefore(steps: readonly StepState[], one: StepState, other: StepState): boolean {
  const place = (wanted: StepState): number => steps.findIndex(({ id }) => id === wanted.id);
  return place(one) < place(other);
}

function stopAt(step: StepState, state: StepEnding): Stop {
  // Only endings that stop a job come here: see isThrough.
  const ending = state === 'done' ? 'completed' : state;
  const still = step.kind === 'make_functional' ? ` ${STILL_SUSPENDED}` : '';
  return { ending, message: `${step.title}: ${step.message ?? state}${still}`, at: step };
}
