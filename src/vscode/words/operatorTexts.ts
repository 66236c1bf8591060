/**
 * The words around a step that the engine cannot judge: what is known of it, what a person may say, and what will be
 * done on their word. The same on the Job page, in the list of *Decide…* and in the question before it.
 */
import type { Job } from '../../jobs/job.ts';
import { decisionsFor } from '../../jobs/work/operator.ts';
import type { OperatorDecision } from '../../workflow/journalRecord.ts';
import { serialFact } from '../../workflow/stepFindings.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { decisionLabels } from './decisionLabels.ts';
import { hostnameOf } from './jobTexts.ts';
import { duration } from './quantities.ts';
import type { TimeWords } from '../engine/times.ts';

export interface Choice {
  readonly decision: OperatorDecision;
  readonly label: string;
  /** The same in one line, which a list cuts at about eighty characters: what tells it from the others comes first. */
  readonly brief: string;
  /** What is done next, on this word. */
  readonly then: string;
  /** What is asked before; null where nothing is changed by it. */
  readonly question: string | null;
}

/** Of a pair, by their host names. */
interface Members {
  readonly leading: string;
  readonly standby: string;
}

/** What may be said of a step, in the order of the buttons. */
export function choicesOf(job: Job, step: StepState): readonly Choice[] {
  return decisionsFor(step).map((decision) => ({
    decision,
    label: labelOf(step, decision),
    brief: briefOf(job, step, decision),
    then: `${thenWords(job, step, decision)}${job.cancelRequested ? CANCELLED : ''}`,
    question: questionOf(job, step, decision),
  }));
}

function labelOf({ kind }: StepState, decision: OperatorDecision): string {
  return decision === 'go_on' && kind === 'prove_pair' ? 'Go On Anyway' : decisionLabels[decision];
}

function questionOf(job: Job, step: StepState, decision: OperatorDecision): string | null {
  switch (decision) {
    case 'look_again':
      return null;
    case 'sync_config': {
      const { leading, standby } = membersOf(job, step);
      return `Copy the configuration of ${leading} to ${standby}?`;
    }
    case 'go_on':
      if (step.kind === 'prove_pair') {
        const { leading, standby } = membersOf(job, step);
        return `Go on although ${leading} and ${standby} do not have one configuration?`;
      }
      break;
    default:
  }
  return `${labelOf(step, decision)}: "${step.title}" on ${hostnameOf(job, step.serial)}?`;
}

/** By the proof that the pair is whole, which has found who leads. */
function membersOf(job: Job, { facts }: StepState): Members {
  const active = serialFact(facts, 'active');
  const nameOf = (leads: boolean): string =>
    job.runs.find(({ serial }) => (serial === active) === leads)?.hostname ?? 'its peer';
  return { leading: nameOf(true), standby: nameOf(false) };
}

function briefOf(job: Job, step: StepState, decision: OperatorDecision): string {
  const hostname = hostnameOf(job, step.serial);
  const { kind, title, version } = step;
  switch (decision) {
    case 'happened':
      if (kind === 'install') return `${hostname} is restarted into ${version}.`;
      if (kind === 'restart') return `Nothing is sent; it is waited for until it is back on ${version}.`;
      if (kind === 'suspend') return 'Nothing is sent; its peer must prove that it forwards.';
      return `"${title}" counts as done; the next step begins.`;
    case 'not_happened':
      if (kind === 'install') return `${version} is installed (again, if it did happen).`;
      if (kind === 'restart') return `${hostname} is restarted, unless it runs ${version} by then.`;
      if (kind === 'suspend') return `${hostname} is suspended, if its peer stands by.`;
      return `"${title}" is sent once more.`;
    case 'look_again':
      if (kind === 'prove_pair') return 'Nothing is sent: both members are looked at.';
      return kind === 'compare'
        ? 'Nothing is sent: the snapshots are compared again.'
        : `Nothing is sent before it is certain: ${hostname} is asked again.`;
    case 'sync_config': {
      const { leading, standby } = membersOf(job, step);
      return `What differs on ${standby} is lost: it takes over from ${leading}.`;
    }
    case 'go_on':
      return kind === 'prove_pair'
        ? 'Nothing is sent: the pair goes on with two configurations.'
        : 'You accept the difference; the job goes on.';
  }
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
    case 'sync_config':
      return thenCopied(membersOf(job, step));
    case 'go_on':
      if (step.kind === 'prove_pair') return thenBorne(membersOf(job, step));
      return 'You accept the difference: the job goes on with its next step, and the rest of its bulk goes on too, where no other job holds it.';
  }
}

function thenCopied({ leading, standby }: Members): string {
  return (
    `${standby} takes over the running configuration of ${leading}, which leads, and commits it; ` +
    `what was changed on ${standby} alone is lost. ${leading} is not changed, and neither is restarted. ` +
    'Both are looked at first: nothing is sent where the roles have changed. The job goes on when the pair is whole.'
  );
}

function thenBorne({ leading, standby }: Members): string {
  return (
    `Nothing is sent to ${leading} or ${standby} because of it. In all but the configuration the pair must be healthy, for the rest of this job; ` +
    'the job goes on with its next step, and the rest of its bulk goes on too, where no other job holds it. That you accepted it is recorded with your name.'
  );
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
  if (kind === 'prove_pair') return 'Both members are looked at once more. Nothing is sent.';
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
