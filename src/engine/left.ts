/** What jobs have left on devices, by what this engine knows of both: made again only after something of that has changed. */
import type { Engine } from './engineContract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Job } from '../jobs/job.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import { cancelLeaves, leftBehind } from '../jobs/left/leftBehind.ts';
import { leftNow, type LeftNow } from '../jobs/left/leftNow.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listen } from '../ports/events.ts';

interface Parts {
  readonly jobs: Pick<JobBook, 'onDidChange' | 'all'> & { withSomethingLeft(): Iterable<Job> };
  readonly inventory: Pick<Inventory, 'get' | 'onDidChange'>;
  readonly clock: Pick<Clock, 'now'>;
}

export type LeftCalls = Pick<Engine, 'leftOn' | 'leftOf' | 'cancelLeaves'>;

/** @param work which jobs somebody works on, and when that changes. */
export function createLeft(
  { jobs, inventory, clock }: Parts,
  work: { isAtWork(id: string): boolean; readonly onDidChange: Listen<void> },
): LeftCalls {
  let now: LeftNow | null = null;
  const forget = (): void => {
    now = null;
  };
  jobs.onDidChange(forget);
  inventory.onDidChange(forget);
  work.onDidChange(forget);
  const answersOf = (serial: string) => inventory.get(serial);
  return {
    leftOn(serial) {
      now ??= leftNow(
        jobs.withSomethingLeft(),
        () => jobs.all(),
        (id) => work.isAtWork(id),
        answersOf,
        clock.now(),
      );
      return now.get(serial);
    },
    leftOf: (job) => leftBehind(job, answersOf, clock.now()),
    cancelLeaves: (job) => cancelLeaves(job, answersOf, clock.now()),
  };
}
