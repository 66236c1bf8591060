/** Members that a job had left suspended and that are functional again, in words: what a warning before has come to. */
import type { Engine } from '../../engine/engineContract.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { statesAtEnd } from '../../jobs/left/leftNow.ts';
import { leftSentences } from '../../jobs/left/stateWords.ts';

export interface FunctionalAgain {
  readonly jobId: string;
  readonly message: string;
}

/** @param before those that were suspended; of one that somebody has taken over nothing is said */
export function functionalAgain(
  before: readonly SuspendedNow[],
  { suspended, jobs }: Pick<Engine, 'suspended' | 'jobs'>,
): readonly FunctionalAgain[] {
  return before.flatMap(({ serial, hostname, jobId, step: id }) => {
    if (suspended.some((member) => member.serial === serial)) return [];
    const job = jobs.get(jobId);
    const step = job?.steps.find((one) => one.id === id);
    if (job === undefined || step?.state !== 'done') return [];
    const parts = [`${hostname} is functional again.`, step.message ?? '', leftSentences(statesAtEnd(job))];
    return [{ jobId, message: parts.filter((part) => part !== '').join(' ') }];
  });
}
