/** What a command was called on: a row of a tree, or nothing when it comes from the palette. */
import { isOpen, type Job } from '../../jobs/job.ts';
import type { ReadableJobs } from '../../jobs/jobBook.ts';
import { newestJobs } from '../trees/attention.ts';

/** The serial a device's row stands for; null for anything else. */
export function targetSerial(target: unknown): string | null {
  return stringProperty(target, 'serial');
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

function stringProperty(target: unknown, name: 'serial' | 'jobId'): string | null {
  if (typeof target !== 'object' || target === null || !(name in target)) return null;
  const value = (target as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : null;
}
