/**
 * The words around a step that the engine cannot judge: what is known of it, what a person may say, and what will be
 * done on their word. The same on the Job page, in the list of *Decide…* and in the question before it.
 */
import type { Job } from '../../jobs/job.ts';
import { decisionsFor } from '../../jobs/work/operator.ts';
import type { OperatorDecision } from '../../workflow/journalRecord.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { hostnameOf } from './jobTexts.ts';
import { duration } from './quantities.ts';
import type { TimeWords } from '../engine/times.ts';

export const decisionLabels: Readonly<Record<OperatorDecision, string>> = {
  happened: 'It Happened',
  not_happened: 'It Did Not Happen',
  look_again: 'Look Again',
  go_on: 'Go On',
};

export interface Choice {
  readonly decision: OperatorDecision;
  readonly label: string;
  /** What is done next, on this word. */
  readonly then: string;
}

/** What may be said of a step, in the order of the buttons. */
export function choicesOf(job: Job, step: StepState): readonly Choice[] {
  return decisionsFor(step).map((decision) => ({
    decision,
    label: decisionLabels[decision],
    then: `${thenWords(job, step, decision)}${job.cancelRequested ? CANCELLED : ''}`,
  }));
}

const CANCELLED = ' The job was cancelled, so it then stops at its next safe point.';

function thenWords(job: Job, step: StepState, decision: OperatorDecision): string {
  switch (decision) {
    case 'happened':
      return thenHappened(hostnameOf(job, step.serial), step);
    case 'not_happened':
      return thenNotHappened(hostnameOf(job, step.serial), step);
    case 'look_again':
      return thenLookedAgain(hostnameOf(job, step.serial), step);
    case 'go_on':
      return 'You accept the difference: the job goes on with its next step, and the rest of its bulk goes on too.';
  }
}

function thenHappened(hostname: string, { kind, title, version }: StepState): string {
  switch (kind) {
    case 'install':
      return `${version} counts as installed, and ${hostname} is restarted into it. Say so only when Device > Software shows it as installed.`;
    case 'restart':
      return `The restart is not sent again. Nothing is sent until ${hostname} has proved that it is back on ${version}.`;
    case 'suspend':
      return `${hostname} counts as suspended. Nothing is done to it before its peer has proved that it forwards.`;
    default:
      return `"${title}" counts as done, and the job goes on with its next step.`;
  }
}

function thenNotHappened(hostname: string, { kind, title, version }: StepState): string {
  switch (kind) {
    case 'install':
      return `${hostname} is looked at once more, and then told to install ${version} (again, if it did happen).`;
    case 'restart':
      return `${hostname} is looked at once more, and unless it runs ${version} by then, it is restarted (again, if it did happen).`;
    case 'suspend':
      return `${hostname} is suspended, but only while it forwards and its peer stands by with the sessions.`;
    default:
      return `"${title}" is sent once more.`;
  }
}

function thenLookedAgain(hostname: string, { kind, effect }: StepState): string {
  if (kind === 'compare') {
    return 'The snapshots are compared once more, by the margins as they are set now. Nothing is sent.';
  }
  return effect === null || effect.phase === 'not_happened' || effect.phase === 'done'
    ? `The step begins once more: ${hostname} is looked at, and what is still to be done is done.`
    : `${hostname} is asked again whether it happened. Nothing is sent before that is certain.`;
}

/** What was known right before the effect, and what became of the request; empty where the step has none. */
export function evidenceOf({ effect }: StepState, time: TimeWords): [string, string][] {
  if (effect === null) return [];
  const { evidence, deviceJob, attempts } = effect;
  const before: [string, string | null][] =
    evidence === null
      ? []
      : [
          ['Written down', `${time(evidence.at)}, before it was sent`],
          ['PAN-OS then', evidence.swVersion],
          ['Uptime then', evidence.uptimeSeconds === null ? 'not known' : uptime(evidence.uptimeSeconds)],
          ['Its clock then', evidence.deviceClock === null ? 'not known' : wallClock(evidence.deviceClock)],
          ['Newest job then', evidence.newestDeviceJob?.toString() ?? 'none was listed'],
        ];
  const facts: [string, string | null][] = [
    ...before,
    ['Answer of the device', answerWords(effect)],
    ['Job on the device', deviceJob?.toString() ?? null],
    ['Times it was sent', attempts > 1 ? String(attempts) : null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

function answerWords({ phase, answered }: NonNullable<StepState['effect']>): string {
  switch (phase) {
    case 'intended':
      return 'It is not known whether the request left.';
    case 'issued':
      return answered ? 'It accepted the request.' : 'The request left, and no answer came.';
    case 'adopted':
      return 'None was heard; that it happened was found on the device.';
    case 'not_happened':
      return 'None: it is proven that it had not happened.';
    case 'done':
    case 'failed':
      return 'It was carried out.';
  }
}

const DAY = 86_400;

/** As the device counts it. */
function uptime(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  return days === 0 ? duration(seconds * 1000) : `${days} d ${duration((seconds % DAY) * 1000)}`;
}

/** A device's clock names no zone and is kept as if it were UTC (panos/answers/systemInfo.ts). */
function wallClock(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
}
