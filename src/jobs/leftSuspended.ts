/**
 * Members of pairs that jobs have left suspended: a state of the device that stays in sight until a look shows that it is
 * over. Derived from what the journal makes of each job, so that it is the same live, after a restart, and in a window
 * that only looks on. One that an interrupted job has suspended counts as left while nobody works on the job.
 */
import type { Serial } from '../panos/serial.ts';
import { softwareLeft } from '../workflow/left/softwareLeft.ts';
import { suspendedMembers } from '../workflow/pair/suspendedByUs.ts';
import { isOpen, type Job, type Run } from './job.ts';

export interface LeftMember {
  readonly serial: Serial;
  readonly hostname: string;
  readonly jobId: string;
  /** Id of the step that makes it functional. */
  readonly step: string;
  readonly since: number;
  readonly isProved: boolean;
}

/** Members may be suspended because of the job, and nobody has taken it over. */
export function hasMemberOut({ suspended, handedOverTo }: Job): boolean {
  return suspended.length > 0 && handedOverTo === null;
}

/** What a job that has ended left suspended, and nobody has taken over. */
export function hasLeftSuspended(job: Job): boolean {
  return hasMemberOut(job) && !isOpen(job);
}

/** With what its steps have left on its devices until now. */
export function withWhatIsLeft(job: Job): Job {
  if (job.type === 'download_only' || job.dryRun) return job;
  const [left, suspended] = [softwareLeft(job.steps), suspendedMembers(job.steps)];
  const isNothing = [left, job.left, suspended, job.suspended].every(({ length }) => length === 0);
  return isNothing ? job : { ...job, left, suspended };
}

/** The job has done something to its devices that is no good end: it came through otherwise. */
export function mayHaveLeft({ status, runs, left, suspended }: Job): boolean {
  return status !== 'completed' && (left.length > 0 || suspended.length > 0 || runs.some(isUpgraded));
}

/** By the job, if only to a version of its path. */
export function isUpgraded({ startingVersion, currentVersion }: Run): boolean {
  return currentVersion !== null && startingVersion !== null && currentVersion !== startingVersion;
}

/** Each member once: what was suspended last answers for what was before. */
export function leftMembers(jobs: Iterable<Job>, isLeft = hasLeftSuspended): readonly LeftMember[] {
  const left = [...jobs].filter(isLeft).flatMap(membersOf);
  const newest = new Map<string, LeftMember>();
  for (const member of left.sort((one, other) => one.since - other.since)) newest.set(member.serial, member);
  return [...newest.values()];
}

function membersOf({ id, runs, suspended }: Job): LeftMember[] {
  return suspended.map(({ serial, since, step, isProved }) => ({
    serial,
    isProved,
    hostname: runs.find((run) => run.serial === serial)?.hostname ?? serial,
    jobId: id,
    step,
    since,
  }));
}
