/**
 * How a job ended, in one short sentence: for notifications and lists. The Job page has the whole message, at the step
 * that ended the job.
 */
import { isOpen, type Job } from '../../jobs/job.ts';
import { statesAtEnd } from '../../jobs/left/leftNow.ts';
import { leftSentences } from '../../jobs/left/stateWords.ts';
import { leftSuspendedTrouble } from '../../jobs/leftSuspendedTrouble.ts';
import { hostnameOf } from '../words/jobTexts.ts';

/** More than that is cut off by a notification. */
const LONGEST = 200;

/**
 * The sentence of the message that says what is the trouble, with what it left of a pair; empty for a job that has not
 * ended. What is to be known of the devices comes first, unless somebody must find out what happened before that.
 */
export function endingSentence(job: Job): string {
  const members = stillSuspended(job);
  const parts = job.status === 'needs_operator' ? [reason(job), members] : [members, reason(job)];
  const left = leftSentences(statesAtEnd(job));
  return [...parts, left].filter((part) => part !== '').join(' ');
}

/** Why it ended, without what it left: for where that is over. */
export function reason(job: Job): string {
  const { brief, message, trouble } = job;
  const left = leftSuspendedTrouble.safeParse(trouble).data;
  const sentence = left?.told.brief ?? brief ?? message ?? '';
  return shortened(withCapital(shortHashes(withoutNames(sentence, job))));
}

/** Until it is functional again, which takes it out of the job. */
function stillSuspended({ suspended, status, runs }: Job): string {
  if (isOpen({ status })) return '';
  return suspended
    .map(({ serial, isProved }) => {
      const how = isProved ? 'is suspended' : 'may still be suspended';
      return `${hostnameOf({ runs }, serial)} ${how}, and is made functional as soon as it can be asked.`;
    })
    .join(' ');
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

/** Names of devices and files stay as they are. */
function withCapital(sentence: string): string {
  return sentence.replace(/^[a-z]+(?=[ ,])/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

function shortened(sentence: string): string {
  // Between two sentences the dots would stand behind a full stop.
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).replace(/[\s.]+$/, '')}…`;
}
