/** Why a job is not taken, not changed, or ended without its steps having said so; and the words for it. */
import {
  followedBy,
  tell,
  type Told,
  type ToldTrouble,
  type Trouble,
  type TroubleWords,
} from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { NOT_LISTED_HELP } from '../workflow/obstacles.ts';
import { stillSuspended } from '../workflow/workflowTroubles.ts';
import type { Job } from './job.ts';

export type JobTrouble =
  // It is not taken.
  | { readonly code: 'device_not_found'; readonly serial: string }
  | { readonly code: 'no_management_address'; readonly hostname: string }
  | { readonly code: 'ha_member'; readonly hostname: string }
  | { readonly code: 'type_not_certain'; readonly hostname: string; readonly why: string }
  | { readonly code: 'no_pair'; readonly hostname: string; readonly other: string | null }
  | {
      readonly code: 'held_by_job';
      readonly how: 'other_type' | 'pending' | 'active';
      readonly hostname: string;
      readonly serial: string;
      /** Of the job that holds the device. */
      readonly jobId: string;
      readonly type: Job['type'];
      /** The type of the job that was asked for. */
      readonly wanted: Job['type'];
    }
  | { readonly code: 'queue_full'; readonly size: number }
  /** What keeps one of a bulk from being written down keeps all that follow. */
  | { readonly code: 'not_queued'; readonly because: Trouble; readonly told: Told }
  | ({ readonly code: 'no_such_job' } & NoSuchJob)
  | {
      readonly code: 'not_retryable';
      readonly jobId: string;
      readonly why: keyof typeof notRetryable;
    }
  // It is not changed.
  | { readonly code: 'engine_stopped'; readonly what: 'cancelled' | 'handed_over' }
  | {
      readonly code: 'engine_stopped';
      readonly what: 'halted';
      readonly why: string;
      /** Where jobs stopped that no window will find again, a sentence a device. */
      readonly left: readonly string[];
    }
  /** The disk is full. */
  | {
      readonly code: 'engine_waits';
      readonly because: Trouble;
      readonly told: Told;
    }
  | { readonly code: 'engine_goes_on'; readonly jobs: number }
  | { readonly code: 'not_undecided'; readonly jobId: string }
  | {
      readonly code: 'taken_meanwhile';
      readonly jobId: string;
      readonly hostname: string;
      readonly otherJobId: string;
    }
  // It ended before its first step, or in the middle of one.
  | { readonly code: 'not_planned'; readonly because: Trouble; readonly told: Told }
  | {
      readonly code: 'other_device_at_start';
      readonly address: string;
      readonly found: string;
      readonly serial: string;
    }
  | {
      readonly code: 'other_device_in_pair';
      readonly hostname: string;
      readonly found: string;
      readonly serial: string;
    }
  | { readonly code: 'joined_a_pair_before'; readonly hostname: string }
  | {
      readonly code: 'image_not_offered';
      /** One, or the members of a pair that lack one. */
      readonly devices: readonly NotOffered[];
    }
  | { readonly code: 'journal_of_the_job_damaged' }
  | ({ readonly code: 'unexpected_error' } & Interrupted)
  | ({ readonly code: 'interrupted'; readonly because: Trouble; readonly told: Told } & Interrupted);

interface NotOffered {
  readonly hostname: string;
  readonly runs: string;
  readonly versions: readonly string[];
}

type NoSuchJob =
  | { readonly asked: 'comparison'; readonly jobId: string; readonly hop: number }
  | { readonly asked: 'retry'; readonly jobId: string };

/** What an end that came from outside the steps may have left. */
interface Interrupted {
  /** Title of the step that may have been sent; null where none was. */
  readonly maybeSent: string | null;
  readonly isMemberSuspended: boolean;
}

export const jobWords: TroubleWords<JobTrouble> = {
  device_not_found: ({ serial }) =>
    `There is no device ${serial} in the inventory. Run Discover Devices first.`,
  no_management_address: ({ hostname }) => `${hostname} has no management address.`,
  ha_member: ({ hostname }) =>
    `${hostname} is a member of an HA pair; upgrading one member by itself is refused.`,
  type_not_certain: ({ hostname, why }) =>
    `It is not certain whether ${hostname} stands alone: ${why} Run Discover Devices again.`,
  no_pair: ({ hostname, other }) =>
    other === null
      ? `${hostname} alone is no HA pair.`
      : `${hostname} and ${other} are not each other's HA peers. Run Discover Devices again.`,
  held_by_job: ({ how, hostname, serial, jobId, type, wanted }) => {
    const who = `Device ${hostname} (${serial})`;
    const held = {
      other_type:
        `has an existing ${type} job. Cannot submit ${wanted} job. ` +
        'Download-only and normal upgrades cannot run concurrently. Cancel the existing job first.',
      pending: `already has a pending ${type} job. Cancel it first, or let it run.`,
      active: `already has an active ${type} job. Cancel it first, or let it end.`,
    } as const;
    return `${who} ${held[how]} (Job ID: ${jobId})`;
  },
  queue_full: ({ size }) =>
    `The queue is full (${size} jobs). Wait for some to end, or raise panosUpgrade.workers.queueSize.`,
  not_queued: ({ told }) => followedBy(told, 'It was not queued.'),
  no_such_job: (asked) =>
    asked.asked === 'comparison'
      ? `There is no such job. Nothing was compared in hop ${asked.hop} of ${asked.jobId}.`
      : `There is no such job: ${asked.jobId}. Nothing was queued.`,
  not_retryable: ({ jobId, why }) =>
    `Job ${jobId} cannot be tried again: it ${notRetryable[why]}. Nothing was queued.`,
  engine_stopped(stopped) {
    switch (stopped.what) {
      case 'cancelled':
        return 'The engine has stopped, so nothing can be cancelled.';
      case 'handed_over':
        return 'The engine has stopped, so nothing can be handed over.';
      case 'halted':
        return [
          `The engine has stopped. ${stopped.why}`,
          ...(stopped.left.length > 0 ? ['Where jobs stopped:'] : []),
          ...stopped.left,
        ].join(' ');
    }
  },
  engine_waits: ({ told }) => ({
    before: 'The engine waits.',
    tells: told.brief,
    after:
      'No job begins, and what cannot be written down is not done: jobs stay where they are, and devices end what ' +
      'they were told. The engine looks at the disk again and again, and goes on by itself.',
  }),
  engine_goes_on: ({ jobs }) =>
    `There is room on the disk again, and the engine goes on by itself (open jobs: ${jobs}). ` +
    'What was under way is looked up on its device first.',
  not_undecided: ({ jobId }) => `Job ${jobId} does not wait for this decision any more. Nothing was changed.`,
  taken_meanwhile: ({ jobId, hostname, otherJobId }) =>
    `${hostname} is in ${otherJobId} by now, so ${jobId} cannot go on. Nothing was changed.`,
  not_planned: ({ told }) => followedBy(told, 'Nothing was changed.'),
  other_device_at_start: ({ address, found, serial }) => ({
    tells: `${address} is the device ${found} and not ${serial}.`,
    after: NOTHING_DONE,
  }),
  other_device_in_pair: ({ hostname, found, serial }) => ({
    tells: `At the address of ${hostname} answers the device ${found} and not ${serial}.`,
    after: 'Run Discover Devices again. Nothing was changed.',
  }),
  joined_a_pair_before: ({ hostname }) => ({
    tells: `${hostname} is a member of an HA pair by now.`,
    after: NOTHING_DONE,
  }),
  image_not_offered: ({ devices }) => ({
    tells: devices
      .map(
        ({ hostname, runs, versions }) =>
          `${hostname} runs ${runs} and does not list ${versions.join(', ')}, so nothing is downloaded.`,
      )
      .join(' '),
    after: NOT_LISTED_HELP,
  }),
  journal_of_the_job_damaged: () => ({
    tells: 'A line of the journal about this job is damaged, so it is not known what was sent last.',
    after: 'Look at the device before you start it again.',
  }),
  unexpected_error: (end) => ({
    tells: 'Stopped by an unexpected error; see the log.',
    after: interruptedWords(end),
  }),
  interrupted: ({ told, ...end }) => {
    const more = interruptedWords(end);
    return more === '' ? told : followedBy(told, more);
  },
};

const NOTHING_DONE = 'Nothing was done; run Discover Devices again.';

const notRetryable = {
  open: 'has not ended yet',
  undecided: 'waits for somebody to look at the device and to decide how it goes on',
  handed_over: 'was handed over in the middle of the work; look at the device, then start it anew from there',
  completed: 'ended as completed',
  skipped: 'ended as skipped',
  dry_run: 'was a dry run',
  make_room: 'deletes images: Make Room… looks anew at what may go',
} as const;

function interruptedWords({ maybeSent, isMemberSuspended }: Interrupted): string {
  return [
    ...(maybeSent === null ? [] : [`"${maybeSent}" may have been sent: look at the device first.`]),
    ...(isMemberSuspended ? [`A member of the pair was suspended. ${stillSuspended(false)}`] : []),
  ].join(' ');
}

/** A trouble of this room with its words. */
export function jobTold(trouble: JobTrouble): ToldTrouble<JobTrouble> {
  return tell(trouble, jobWords);
}

export function jobError(trouble: JobTrouble): UserError {
  return new UserError(jobTold(trouble));
}
