/** What happens to jobs, in the words of the log: one line a record, so that a night can be read afterwards. */
import type { JournalRecord } from '../../workflow/journalRecord.ts';
import { type Job, wayOf } from '../job.ts';
import { isJobRecord } from '../jobReducer.ts';

/** @returns null for what needs no line. */
export function describeRecord(record: JournalRecord, job: Job | undefined): string | null {
  if (!isJobRecord(record)) return null;
  const what = sayWhat(record, job);
  const hosts = job?.runs.map((run) => run.hostname).join(' + ') ?? '';
  return what === null ? null : onOneLine(`${record.job} ${hosts}: ${what}`);
}

/** A record of trouble: a log that leaves out what went well still has it. */
export function isOfTrouble(record: JournalRecord): boolean {
  if (record.kind !== 'STEP_END' && record.kind !== 'JOB_ENDED') return false;
  return record.data.ending === 'failed' || record.data.ending === 'needs_operator';
}

/**
 * A job from its begin until now, for the log of a window that did not see all of it: each step that has begun, in a
 * line of its own, and how the job stands.
 * @param time puts a moment into words
 */
export function describeJob(job: Job, time: (moment: number) => string): string {
  const { id, runs, by, createdAt, status, message } = job;
  const devices = runs.map(({ hostname, serial, address }) => `${hostname} (${serial}, ${address})`);
  const steps = job.steps.flatMap(({ title, serial, state, startedAt, message: said }) => {
    if (startedAt === null) return [];
    const host = runs.find((run) => run.serial === serial)?.hostname ?? serial;
    const isNamed = title.includes(host);
    return `${time(startedAt)} ${title}${isNamed ? '' : ` on ${host}`}: ${state.replace('_', ' ')}. ${said ?? ''}`;
  });
  const lines = [
    `${id}, asked for by ${by} at ${time(createdAt)}: ${devices.join(' + ')}`,
    ...steps,
    `${id}: ${status.replace('_', ' ')}. ${message ?? ''}`,
  ];
  return lines.map((line) => onOneLine(line).trim()).join('\n');
}

function sayWhat(record: Extract<JournalRecord, { job: string }>, job: Job | undefined): string | null {
  const title =
    'step' in record ? (job?.steps.find((step) => step.id === record.step)?.title ?? record.step) : '';
  switch (record.kind) {
    case 'JOB_SUBMITTED':
      return `queued (${record.data.dryRun ? 'dry run' : record.data.type}) by ${record.data.by}`;
    case 'JOB_STARTED':
      return `begins: ${job?.runs.map(({ serial, address }) => `${serial} at ${address}`).join(', ') ?? ''}`;
    case 'CANCEL_REQUESTED':
      return `cancel asked for by ${record.data.by}`;
    case 'HANDED_OVER':
      return `handed over to ${record.data.by}`;
    case 'PRIORITY_SET':
      return `priority ${record.data.priority}, set by ${record.data.by}`;
    case 'BATCH_RELEASED':
      return `the rest of its batch goes on, says ${record.data.by}`;
    case 'OPERATOR_DECIDED':
      return `${title}: ${record.data.by} says ${record.data.decision.replaceAll('_', ' ')}`;
    case 'JOB_ENDED':
      return `${record.data.ending}. ${record.data.message}`;
    case 'PLAN_FIXED':
      return record.data.runs.map((run) => [run.startingVersion, ...wayOf(run)].join(' → ')).join('; ');
    case 'PLAN_CHANGED':
      return `the plan has changed: ${record.data.why}`;
    case 'STEP_BEGIN':
      return `${title}: begins`;
    case 'STEP_END':
      return `${title}: ${record.data.ending}. ${record.data.message}`;
    case 'INTENT':
      return `${title}: about to send "${record.data.effect}" to a device that runs ${record.data.evidence.swVersion}`;
    case 'ISSUED':
      return `${title}: ${record.data.answered ? `accepted${jobNumber(record.data.deviceJob)}` : 'sent, no answer came'}`;
    case 'ADOPTED':
      return `${title}: it had happened${jobNumber(record.data.deviceJob)}. ${record.data.why}`;
    case 'SUSPENSION_DUE':
      return `${title}: due again. ${record.data.why}`;
    case 'NOT_SENT':
      return `${title}: not sent. ${record.data.why}`;
    case 'NOT_HAPPENED':
      return `${title}: it had not happened. ${record.data.why}`;
    case 'DONE':
    case 'FAILED':
      return null; // The end of the step says the same.
  }
}

function jobNumber(deviceJob: number | null): string {
  return deviceJob === null ? '' : ` as job ${deviceJob} of the device`;
}

/** A device's words may hold line feeds, which would make lines of their own. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
