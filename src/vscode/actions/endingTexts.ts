/**
 * How a job ended, in one short sentence: for notifications and lists. The Job page has the whole message, at the step
 * that ended the job.
 */
import type { Job } from '../../jobs/job.ts';

/** More than that is cut off by a notification. */
const LONGEST = 200;

/** The sentence of the message that says what is the trouble; empty for a job that has not ended. */
export function endingSentence(job: Pick<Job, 'brief' | 'message' | 'runs'>): string {
  const sentence = job.brief ?? job.message ?? '';
  return shortened(withCapital(shortHashes(withoutNames(sentence, job))));
}

/** Whose job it is stands beside every message of it. */
export function withoutNames(message: string, { runs }: Pick<Job, 'runs'>): string {
  // Of a pair it matters which of the two it was.
  const [run, other] = runs;
  if (run === undefined || other !== undefined || run.hostname === '') return message;
  const name = `${run.hostname}: `;
  return (message.startsWith(name) ? message.slice(name.length) : message).replaceAll(`: ${name}`, ': ');
}

/** Nobody compares 64 digits by eye; where they are needed, they stand among the facts of the step. */
export function shortHashes(text: string): string {
  return text.replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, '$1…');
}

function withCapital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function shortened(sentence: string): string {
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}
