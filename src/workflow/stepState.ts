/** How far one step has come: the fold of its records, and all that is known of its effect after a restart. */
import * as z from 'zod';
import {
  evidenceSchema,
  stepEndings,
  stepSchema,
  troubleSchema,
  type JournalRecord,
  type OperatorDecision,
  type Step,
} from './journalRecord.ts';
import type { Serial } from '../panos/serial.ts';
import { checkResultSchema, factsSchema, withChecks } from './stepFindings.ts';

const effectStateSchema = z.object({
  /**
   * `intended` without more is ambiguous after a restart: the device must be asked. `issued` was sent;
   * `adopted` was found on the device after a lost answer or a crash; `not_happened` is proven and may be sent.
   */
  phase: z.enum(['intended', 'issued', 'adopted', 'not_happened', 'done', 'failed']),
  /** How many times it was sent, as far as we know. */
  attempts: z.number(),
  /** What was known right before the newest intent; null for what was adopted without one. */
  evidence: evidenceSchema.nullable(),
  /** False when the request left and no answer came. */
  answered: z.boolean(),
  deviceJob: z.number().nullable(),
  /** The device, or what stands before it, said no: nothing was done. */
  refused: z.literal(true).optional(),
  /** Why it had not happened the last time, a sentence; left out where that was never so. */
  whyNot: z.string().nullish(),
});
export type EffectState = z.infer<typeof effectStateSchema>;

export const stepStateSchema = z
  .object({
    ...stepSchema.shape,
    state: z.enum(['pending', 'running', ...stepEndings.options]),
    startedAt: z.number().nullable(),
    endedAt: z.number().nullable(),
    /** How it ended, for people; null before. */
    message: z.string().nullable(),
    /** What went wrong, and the sentence of the message that says it; null where nothing did. */
    trouble: troubleSchema.nullable().default(null),
    brief: z.string().nullable().default(null),
    facts: factsSchema,
    checks: z.array(checkResultSchema).default([]),
    effect: effectStateSchema.nullable(),
  })
  .transform(withChecks);
export type StepState = z.infer<typeof stepStateSchema>;

const untouched: EffectState = {
  phase: 'not_happened',
  attempts: 0,
  evidence: null,
  answered: false,
  deviceJob: null,
};

/** A planned step of which nothing has been recorded yet. */
export function pendingStep(step: Step): StepState {
  return {
    ...step,
    state: 'pending',
    startedAt: null,
    endedAt: null,
    message: null,
    trouble: null,
    brief: null,
    facts: {},
    checks: [],
    effect: null,
  };
}

/** The step of one kind in one hop of one device; undefined where the plan has none. */
export function stepOf(
  steps: readonly StepState[],
  { serial, hop }: Pick<Step, 'serial' | 'hop'>,
  kind: Step['kind'],
): StepState | undefined {
  return steps.find((step) => step.serial === serial && step.hop === hop && step.kind === kind);
}

/** What a person has decided about the step last, and who; null where nobody had to. */
export function decisionOn({ facts }: Pick<StepState, 'facts'>): { what: string; by: string } | null {
  const [what, by] = [facts[DECISION], facts[DECIDED_BY]];
  return typeof what === 'string' && typeof by === 'string' ? { what, by } : null;
}

/** False while the device is still looked at, or somebody else's work on it is waited for. */
export function isSent({ effect }: Pick<StepState, 'effect'>): boolean {
  return effect !== null && effect.phase !== 'not_happened';
}

/** All versions that a job fetches onto a device or installs on it, whatever has been done of it. */
export function versionsOfPath(steps: readonly StepState[], of: Serial): string[] {
  const isOfPath = ({ kind, serial }: StepState): boolean =>
    serial === of && (kind === 'download' || kind === 'install');
  return [...new Set(steps.filter(isOfPath).map(({ version }) => version))];
}

/** The old images that a job deletes on a device before it fetches anything. */
export function imagesToDelete(steps: readonly StepState[], of: Serial): string[] {
  return steps
    .filter(({ kind, serial }) => serial === of && kind === 'delete_image')
    .map(({ version }) => version);
}

/** Who accepts, for this job, that the configuration is not synchronized; null while nobody has said so. */
export function configBorneBy(steps: readonly StepState[]): string | null {
  const by = steps.findLast(({ facts }) => facts[CONFIG_BORNE_BY] !== undefined)?.facts[CONFIG_BORNE_BY];
  return typeof by === 'string' ? by : null;
}

/** The step after one more record of its own. Records of other kinds leave it as it is. */
export function reduceStep(step: StepState, record: JournalRecord): StepState {
  const effect = step.effect ?? untouched;
  switch (record.kind) {
    case 'STEP_BEGIN':
      return { ...step, state: 'running', startedAt: step.startedAt ?? record.at };
    case 'STEP_END':
      return {
        ...step,
        state: record.data.ending,
        endedAt: record.at,
        message: record.data.message,
        trouble: record.data.trouble,
        brief: record.data.brief,
        facts: { ...step.facts, ...record.data.facts },
        checks: record.data.checks,
      };
    case 'INTENT':
      return {
        ...step,
        effect: {
          phase: 'intended',
          attempts: effect.attempts + 1,
          evidence: record.data.evidence,
          answered: false,
          deviceJob: null,
          whyNot: effect.whyNot ?? null,
        },
      };
    case 'ISSUED':
      return {
        ...step,
        effect: {
          ...effect,
          phase: 'issued',
          answered: record.data.answered,
          deviceJob: record.data.deviceJob,
        },
      };
    case 'ADOPTED':
      return { ...step, effect: { ...effect, phase: 'adopted', deviceJob: record.data.deviceJob } };
    case 'NOT_SENT':
      return {
        ...step,
        effect: {
          ...effect,
          phase: 'not_happened',
          attempts: effect.attempts - 1,
          deviceJob: null,
          whyNot: record.data.why,
        },
      };
    case 'NOT_HAPPENED':
      return {
        ...step,
        effect: { ...effect, phase: 'not_happened', deviceJob: null, whyNot: record.data.why },
      };
    case 'DONE':
      return { ...step, effect: { ...effect, phase: 'done' } };
    case 'OPERATOR_DECIDED':
      return decided(step, record.data.decision, record.data.by, record.at);
    case 'FAILED': {
      const { message, trouble, brief, refused } = record.data;
      const after: EffectState = { ...effect, phase: 'failed', ...(refused === true ? { refused } : {}) };
      return { ...step, effect: after, message, trouble, brief };
    }
    default:
      return step;
  }
}

/** The fact of a proof that a pair is whole: who accepts that its configuration is not synchronized. */
const CONFIG_BORNE_BY = 'configBorneBy';

const DECISION = 'decision';
const DECIDED_BY = 'decidedBy';

/** A step that is taken up again goes on from what is known of its effect. */
function decided(step: StepState, decision: OperatorDecision, by: string, at: number): StepState {
  const again: StepState = {
    ...step,
    state: 'running',
    endedAt: null,
    message: null,
    trouble: null,
    brief: null,
    facts: { ...step.facts, [DECISION]: decision, [DECIDED_BY]: by },
  };
  switch (decision) {
    case 'look_again':
      return again;
    case 'not_happened':
      return { ...again, effect: step.effect === null ? null : { ...step.effect, phase: 'not_happened' } };
    case 'happened':
      return {
        ...again,
        state: 'done',
        endedAt: at,
        message: `${by} looked at the device: it happened.`,
        effect: step.effect === null ? null : { ...step.effect, phase: 'done' },
      };
    // The pair is looked at once more: all else must be as it was when this was said.
    case 'sync_config':
      return { ...again, state: 'pending' };
    case 'go_on': {
      if (step.kind === 'prove_pair') return { ...again, facts: { ...again.facts, [CONFIG_BORNE_BY]: by } };
      const message = `${step.message ?? ''} ${by} decided to go on.`.trim();
      return { ...again, state: 'done', endedAt: at, message };
    }
  }
}
