/** What is asked before somebody takes the devices of a job in the middle of the work. */
import type { Job } from '../../../jobs/job.ts';
import { canHandOver } from '../../../jobs/work/operator.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import { leftWords } from '../../../jobs/left/leftWords.ts';
import type { Question } from './upgradeQuestionWords.ts';
import { jobDevices } from '../../words/jobTexts.ts';

/** @returns null for a job that has not begun, or has ended. */
export function handOverQuestion(job: Job, engine: Pick<Engine, 'leftOf'>): Question | null {
  if (!canHandOver(job)) return null;
  const known = job.steps.length === 0 ? 'Nothing has been changed.' : leftWords(engine.leftOf(job));
  const what =
    job.status === 'active'
      ? `${stops(job)} Nothing more is sent, not even what would bring the ${devices(job)} to a safe point: that is yours from now on. ` +
        'Cancel Job stops at the next safe point instead.'
      : 'The job ends, and nothing more is sent: it is yours from now on.';
  return {
    message: `Hand ${jobDevices(job)} over to you now?`,
    detail: `${what}\n\n${known}`,
    confirm: 'Hand Over Now',
  };
}

function stops({ steps }: Job): string {
  const running = steps.find(({ state }) => state === 'running');
  return running === undefined
    ? 'The job stops at this moment.'
    : `The job stops at this moment, in the middle of "${running.title}".`;
}

function devices({ runs }: Job): string {
  return runs.length === 1 ? 'device' : 'pair';
}
