/** What a command was called on: a row of a tree, or nothing when it comes from the palette. */
import type { ReadableInventory } from '../../../inventory/inventory.ts';
import { isOpen, type Job } from '../../../jobs/job.ts';
import type { ReadableJobs } from '../../../jobs/jobBook.ts';
import type { Decision } from '../../../jobs/work/operator.ts';
import { operatorDecisions } from '../../../workflow/journalRecord.ts';
import { newestJobs } from '../../../jobs/newestJobs.ts';

/**
 * The jobs of all rows a command was called on: those that were selected, or else the one.
 * @param others as VS Code hands them to commands of a view in which several rows can be selected
 * @returns null from the palette
 */
export function targetJobs(
  target: unknown,
  others: unknown,
  jobs: Pick<ReadableJobs, 'all' | 'get'>,
): Job[] | null {
  if (target === undefined) return null;
  const rows: readonly unknown[] = Array.isArray(others) && others.length > 0 ? others : [target];
  const found = new Map(rows.flatMap((row) => targetJob(row, jobs) ?? []).map((job) => [job.id, job]));
  return [...found.values()];
}

/** What was pressed on a Job page; null where nothing was. */
export function targetDecision(target: unknown): Pick<Decision, 'stepId' | 'decision'> | null {
  const stepId = stringProperty(target, 'stepId');
  const decision = operatorDecisions.safeParse(stringProperty(target, 'decision'));
  return stepId === null || !decision.success ? null : { stepId, decision: decision.data };
}

/** The hop of the row of a hop, or of one of its steps; null of anything else. */
export function targetHop(target: unknown, job: Job): number | null {
  if (typeof target === 'object' && target !== null && 'hop' in target && typeof target.hop === 'number')
    return target.hop;
  const stepId = stringProperty(target, 'stepId');
  return job.steps.find(({ id }) => id === stepId)?.hop ?? null;
}

/** The member of a pair whose comparison was asked for; null where none was named. */
export function targetMember(target: unknown): string | null {
  return stringProperty(target, 'member');
}

/** The serial a device's row stands for; null for anything else. */
export function targetSerial(target: unknown): string | null {
  return stringProperty(target, 'serial');
}

/** Of a device's row its own serial, of a pair's both members'; none of anything else. */
export function targetSerials(
  target: unknown,
  inventory: Pick<ReadableInventory, 'pairs'>,
): readonly string[] {
  const serial = targetSerial(target);
  if (serial !== null) return [serial];
  const pair = inventory.pairs().find(({ id }) => id === stringProperty(target, 'pairId'));
  return pair?.members.map((member) => member.serial) ?? [];
}

/** Those that a page names, and those of a job: both members of a pair. Null of anything else. */
export function namedSerials(target: unknown, jobs: Pick<ReadableJobs, 'get'>): readonly string[] | null {
  const id = stringProperty(target, 'jobId');
  if (id !== null) return jobs.get(id)?.runs.map(({ serial }) => serial) ?? null;
  if (typeof target !== 'object' || target === null || !('serials' in target)) return null;
  const { serials } = target;
  return Array.isArray(serials) && serials.every((serial) => typeof serial === 'string') ? serials : null;
}

/** The job a row stands for; of a device's row its newest one. */
export function targetJob(target: unknown, jobs: Pick<ReadableJobs, 'all' | 'get'>): Job | null {
  const id = stringProperty(target, 'jobId');
  if (id !== null) return jobs.get(id) ?? null;
  const serial = targetSerial(target);
  return serial === null ? null : (newestJobs(jobs.all()).get(serial) ?? null);
}

export function cancelableJobs(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter((job) => isOpen(job) && !job.cancelRequested);
}

function stringProperty(
  target: unknown,
  name: 'serial' | 'jobId' | 'stepId' | 'decision' | 'member' | 'pairId',
): string | null {
  if (typeof target !== 'object' || target === null || !(name in target)) return null;
  const value = (target as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : null;
}
