/** What is shown of a member that is still suspended because of us: since when, what was seen, and when it is tried next. */
import { hasMemberOut, type LeftMember, leftMembers } from '../leftSuspended.ts';
import { isOpen, type Job } from '../job.ts';

/** How far the attempts to make a member functional have come. */
export interface Attempts {
  /** What was seen last, for people; null before the first look. */
  readonly seen: string | null;
  /** By the engine's clock; null while it is being tried, and where another window does it. */
  readonly nextAt: number | null;
}

export interface SuspendedNow extends LeftMember, Attempts {
  /** False while a job is at work on the pair, and where another window does it. */
  readonly isTried: boolean;
}

/**
 * @param attemptsOn by serial; undefined where nothing is tried.
 * @param isAtWork whether somebody works on an open job of this id.
 */
export function suspendedNow(
  jobs: Iterable<Job>,
  attemptsOn: (serial: string) => Attempts | undefined,
  isAtWork: (id: string) => boolean,
): readonly SuspendedNow[] {
  const isLeft = (job: Job): boolean => hasMemberOut(job) && !(isOpen(job) && isAtWork(job.id));
  return leftMembers(jobs, isLeft).map((member) => {
    const attempts = attemptsOn(member.serial);
    return { ...member, seen: null, nextAt: null, ...attempts, isTried: attempts !== undefined };
  });
}
