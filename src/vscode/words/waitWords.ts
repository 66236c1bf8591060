/** What jobs of a bulk wait for: somebody to let it go on, or the pair that goes ahead. */
import type { Engine } from '../../engine/engineContract.ts';
import type { Wait } from '../../jobs/hopTurn.ts';
import type { Job } from '../../jobs/job.ts';
import type { ReadableJobs } from '../../jobs/jobBook.ts';
import { causeWords } from './bulkHold.ts';
import { jobDevices, jobNow } from './jobTexts.ts';
import { counted } from './quantities.ts';

/** To stand where it is shown what a job does. */
export function waitsWords(wait: Wait): string {
  return wait.kind === 'held' ? `waits: ${causeWords(wait.hold)}` : `waits for ${aheadWords(wait)}`;
}

/** The same as a sentence, with what the pair ahead does or waits for itself. */
export function waitsSentence(wait: Wait, { jobs, paused }: Pick<Engine, 'jobs' | 'paused'>): string {
  if (wait.kind === 'held') return `It ${waitsWords(wait)}.`;
  const now = jobNow(wait.ahead, jobs.live(wait.ahead.id), paused);
  return (
    `It ${waitsWords(wait)}: this pair is not touched before that one was proved to be whole. ` +
    `Now there: ${now === '' ? 'it waits for a free worker' : now}${now.endsWith('.') ? '' : '.'}`
  );
}

/** The job to look at to see how it goes on. */
export function waitsFor(wait: Wait): Job {
  return wait.kind === 'held' ? wait.hold.holder : wait.ahead;
}

function aheadWords({ ahead, hop }: Extract<Wait, { kind: 'behind' }>): string {
  return `${jobDevices(ahead)}, which goes ahead over ${[...new Set(hop.split(', '))].join(', ')}`;
}

/** One sentence for each pair that goes ahead: `3 pairs wait for fw-1 + fw-2, which goes ahead over 10.2.10 → 11.1.4-h7.` */
export function behindSentences(jobs: Pick<ReadableJobs, 'all' | 'waitOf'>): readonly string[] {
  const waits = jobs.all().flatMap((job) => (job.status === 'active' ? (jobs.waitOf(job) ?? []) : []));
  const behind = waits.flatMap((wait) => (wait.kind === 'behind' ? [aheadWords(wait)] : []));
  return [...Map.groupBy(behind, (words) => words)].map(
    ([words, { length }]) => `${counted(length, 'pair')} ${length === 1 ? 'waits' : 'wait'} for ${words}.`,
  );
}
