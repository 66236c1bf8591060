/** What the rows of jobs and steps say when somebody points at them. */
import type { Wait } from '../../jobs/hopTurn.ts';
import { isOpen, type Job, type Run, wayOf } from '../../jobs/job.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { restoredWords, suspendedFacts } from '../words/suspendedWords.ts';
import { endingSentence } from '../actions/endingTexts.ts';
import { hostnameOf, jobAim, jobStatusWord, type ShownStep, stepStatusWord } from '../words/jobTexts.ts';
import { factLines, type Markdown } from '../exits/markdown.ts';
import { foundWords } from '../words/bulkHold.ts';
import { waitsWords } from '../words/waitWords.ts';
import { stepFacts } from '../words/stepFacts.ts';
import type { TimeWords } from '../engine/times.ts';

/**
 * @param wait what it waits for in its bulk
 * @param suspended members that are still suspended because of it
 */
export function jobTooltip(
  job: Job,
  wait: Wait | null,
  suspended: readonly SuspendedNow[],
  time: TimeWords,
): Markdown {
  return factLines([
    ['Job', job.id],
    ['Aim', jobAim(job)],
    ['Status', jobStatusWord(job)],
    ['It', wait && waitsWords(wait)],
    ['Found there', wait?.kind === 'held' ? foundWords(wait.hold) : null],
    ['Path', job.runs.map((run) => pathWords(job, run)).join(' | ')],
    ['Asked for by', job.by],
    ['Asked for', time(job.createdAt)],
    ['Result', job.status === 'completed' ? job.message : endingSentence(job)],
    ...suspended.flatMap((member) => suspendedFacts(member, time)),
    ['Later', isOpen(job) ? null : restoredWords(job, time)],
  ]);
}

/** Of a pair with the member whose path it is: one that was at the target has none. */
function pathWords(job: Job, run: Run): string {
  const way = [run.startingVersion ?? '?', ...wayOf(run)].join(' → ');
  return job.runs.length === 1 ? way : `${hostnameOf(job, run.serial)}: ${way}`;
}

export function stepTooltip(job: Job, step: ShownStep, time: TimeWords): Markdown {
  return factLines([
    ['Step', step.title],
    ['Why', step.reason],
    ['Status', stepStatusWord(step)],
    ['Result', step.message],
    ['Began', step.startedAt === null ? null : time(step.startedAt)],
    ...stepFacts(step, job),
  ]);
}
