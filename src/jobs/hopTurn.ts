/**
 * Of the pairs of a batch one goes ahead over each hop, and the others wait in front of it, untouched, until that one was
 * proved to be whole behind it. Who is ahead, and what was proved, is told by the jobs themselves: no window that dies can
 * forget it, and nobody has to be told whose turn it is.
 */
import { nextStep } from '../workflow/steps/runSteps.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { BatchHold } from './batchHold.ts';
import { isOpen, type Job } from './job.ts';

/** What a job waits for without holding a worker; its devices are as they were before it came here. */
export type Wait =
  | { readonly kind: 'held'; readonly hold: BatchHold }
  | { readonly kind: 'behind'; readonly ahead: Job; readonly hop: string };

/** What a job of a pair tells the others of its batch. */
export function turnOf(job: Job): Pick<Job, 'hopAhead' | 'hopsProved'> {
  const { type, batch, dryRun, steps, status } = job;
  if (type !== 'ha_pair' || batch === null || dryRun) return { hopAhead: null, hopsProved: [] };
  let hopAhead: string | null = null;
  const hopsProved: string[] = [];
  for (const { hop } of steps.filter(({ kind, state }) => kind === 'check_pair' && state !== 'pending')) {
    const name = nameOf(steps, hop);
    if (name === null) continue;
    if (isProved(steps, hop)) hopsProved.push(name);
    else hopAhead = name;
  }
  // One that waits for somebody may go on from where it is.
  return { hopAhead: isOpen(job) || status === 'needs_operator' ? hopAhead : null, hopsProved };
}

/** With what its steps tell the others of its batch until now. */
export function withTurn(job: Job): Job {
  return job.type === 'ha_pair' && job.batch !== null ? { ...job, ...turnOf(job) } : job;
}

/**
 * By what is installed in it: `10.2.10 → 11.1.4-h7` for each member that is due, so that a pair of which one member was
 * upgraded before proves nothing for whole ones. Null where nothing is installed.
 */
function nameOf(steps: readonly StepState[], hop: number): string | null {
  const installs = steps.filter((step) => step.hop === hop && step.kind === 'install');
  const names = installs.map(({ fromVersion, version }) => `${fromVersion} → ${version}`).toSorted();
  return names.length === 0 ? null : names.join(', ');
}

/** The pair is whole behind it, and what was compared is borne. */
function isProved(steps: readonly StepState[], hop: number): boolean {
  return steps
    .filter((step) => step.hop === hop && (step.kind === 'prove_pair' || step.kind === 'compare'))
    .every(({ state }) => state === 'done');
}

/**
 * What keeps this job from going on; null when nothing does.
 * @param telling the jobs of its batch that tell the others something.
 * @param hold what holds its batch.
 */
export function waitOf(
  job: Job,
  telling: readonly Job[],
  hold: BatchHold | undefined,
  onePairFirst: boolean,
): Wait | null {
  const held = hold === undefined ? null : ({ kind: 'held', hold } as const);
  if (job.status === 'queued') return held;
  const hop = onePairFirst ? hopBefore(job) : null;
  if (hop === null) return null;
  // A job that goes on after somebody decided about it does not wait for itself.
  const isOwn = hold?.holder.id === job.id || hold?.failed.some(({ id }) => id === job.id);
  if (held !== null && isOwn !== true) return held;
  if (telling.some(({ hopsProved }) => hopsProved.includes(hop))) return null;
  const ahead = telling.find((other) => other.id !== job.id && other.hopAhead === hop && isOpen(other));
  return ahead === undefined ? null : { kind: 'behind', ahead, hop };
}

/** The hop that a pair has come to and not begun; null anywhere else. */
function hopBefore({ status, type, dryRun, cancelRequested, steps }: Job): string | null {
  if (status !== 'active' || type !== 'ha_pair' || dryRun || cancelRequested) return null;
  const next = nextStep(steps);
  return next?.kind === 'check_pair' && next.state === 'pending' ? nameOf(steps, next.hop) : null;
}
