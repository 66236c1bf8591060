/**
 * Carries the steps of a job to their end, from wherever the journal says they are. Knows nothing of queues:
 * jobs/ decides when, this decides what comes next and where it may stop.
 */
import { isDeviceError } from '../panos/errors.ts';
import { CancelRequested, causeOf, failed, type StepContext, type StepResult } from './context.ts';
import type { JobEnding, StepEnding } from './record.ts';
import { stepRules } from './steps.ts';
import { stepOf, type StepState } from './stepState.ts';

export interface StepsToRun {
  readonly dryRun: boolean;
  /** As the journal has them now. */
  steps(): readonly StepState[];
  cancelRequested(): boolean;
  /** Resolves at once, or when a paused engine is resumed. Asked only where the device is in a known state. */
  atSafePoint(): Promise<void>;
  /** @param stopsAtOnce whether a cancel request may abort the step in the middle. */
  contextFor(step: StepState, stopsAtOnce: boolean): StepContext;
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
  for (const { id } of run.steps()) {
    const step = current(run, id);
    if (isEnded(step)) {
      const earlier = endOfJob(step.state, step);
      if (earlier !== null) return earlier;
      continue;
    }
    const rules = stepRules[step.kind];
    // A step that the journal shows as begun is taken up again: it may have touched the device.
    const untouched = step.effect === null || step.effect.phase === 'not_happened';
    const mayStopHere = rules.stops === 'at_once' || (rules.stops === 'before' && untouched);
    if (mayStopHere) {
      await run.atSafePoint();
      if (run.cancelRequested()) return { ending: 'cancelled', message: whatStaysBehind(run.steps(), step) };
    }
    if (run.dryRun && (!rules.inDryRun || step.hop > 1)) {
      run.end(step, { ending: 'skipped', message: 'Dry run: not carried out.' });
      continue;
    }
    run.begin(step);
    const result = await carry(run, step);
    run.end(step, result);
    const ending = endOfJob(result.ending, { ...step, message: result.message });
    if (ending !== null) return ending;
  }
  return 'through';
}

async function carry(run: StepsToRun, step: StepState): Promise<StepResult> {
  const rules = stepRules[step.kind];
  const context = run.contextFor(step, rules.stops === 'at_once');
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

/** Null when the job goes on after a step that ended so. */
function endOfJob(ending: StepEnding, step: Pick<StepState, 'title' | 'message'>): StepsOutcome | null {
  if (ending === 'done' || ending === 'skipped') return null;
  return { ending, message: `${step.title}: ${step.message ?? ending}` };
}

/** What a person must know about the device when a job is stopped before `next`. */
export function whatStaysBehind(steps: readonly StepState[], next: StepState): string {
  const installed = stepOf(steps, next, 'install');
  if (next.kind === 'restart' && installed?.state === 'done') {
    return `Stopped before the restart: ${next.version} is installed and becomes active with the next restart of the device.`;
  }
  const phase = next.effect?.phase;
  if (next.kind === 'download' && (phase === 'intended' || phase === 'issued' || phase === 'adopted')) {
    return `Stopped while ${next.version} was being downloaded; the device may still finish the image.`;
  }
  return `Stopped before "${next.title}". The device runs ${next.fromVersion}.`;
}
