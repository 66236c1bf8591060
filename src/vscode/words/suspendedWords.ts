/** Members that are still suspended because of us, in words: the same in the trees, the status bar and the Job page. */
import type { Engine } from '../../engine/engineContract.ts';
import type { Subscription } from '../../ports/events.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import type { Job } from '../../jobs/job.ts';
import { hostnameOf } from './jobTexts.ts';
import { counted } from './quantities.ts';
import type { TimeWords } from '../engine/times.ts';

/** Where a person does what we try. */
export const BY_HAND = 'Device > High Availability > Operational Commands';

type Shown = Pick<SuspendedNow, 'hostname' | 'isProved' | 'isTried'>;

/** `fw-1 is suspended: trying to make it functional`; of several, how many. */
export function suspendedSentence(members: readonly Shown[]): string {
  const [first, ...others] = members;
  if (first === undefined) return '';
  if (others.length === 0) return `${first.hostname} ${suspendedPart(first)}`;
  const then = members.some(({ isTried }) => isTried) ? ': trying to make them functional' : '';
  return `${suspendedWords(members)}${then}`;
}

/** A few words for the status bar: `fw-1 may be suspended`. */
export function suspendedWords(members: readonly Shown[]): string {
  const [first, ...others] = members;
  if (first === undefined) return '';
  const isProved = members.every((member) => member.isProved);
  if (others.length === 0) return `${first.hostname} ${isProved ? 'is' : 'may be'} suspended`;
  return `${counted(members.length, 'HA member')} ${isProved ? 'are' : 'may be'} suspended`;
}

/** To follow the name of the member. */
export function suspendedPart({ isProved, isTried }: Omit<Shown, 'hostname'>): string {
  const how = isProved ? 'is suspended' : 'may still be suspended';
  return isTried ? `${how}: trying to make it functional` : how;
}

/** Members that are still suspended because of this job. */
export function suspendedBy(
  { suspended }: Pick<Engine, 'suspended'>,
  { id }: Pick<Job, 'id'>,
): readonly SuspendedNow[] {
  return suspended.filter(({ jobId }) => jobId === id);
}

/** Tells whose state has changed when something of it did; the engine's state changes with every worker, too. */
export function onDidChangeSuspended(
  engine: Pick<Engine, 'suspended' | 'onDidChangeState'>,
  listener: (serials: readonly string[]) => void,
): Subscription {
  let before = engine.suspended;
  return engine.onDidChangeState(() => {
    const serials = new Set([...before, ...engine.suspended].map(({ serial }) => serial));
    before = engine.suspended;
    if (serials.size > 0) listener([...serials]);
  });
}

/** Rows of a tooltip. */
export function suspendedFacts(
  { since, jobId, seen, nextAt, isTried, isProved }: SuspendedNow,
  time: TimeWords,
): readonly (readonly [name: string, value: string | null])[] {
  return [
    [isProved ? 'Suspended' : 'Perhaps suspended', `since ${time(since)}, by ${jobId}`],
    ['Seen last', seen],
    ['Tried again', isTried ? (nextAt === null ? 'now' : time(nextAt)) : null],
    ['Make it functional by hand', BY_HAND],
  ];
}

/** `fw-1 is functional again since 03:20.`, of what was taken back after the job had ended. */
export function restoredWords(job: Pick<Job, 'endedAt' | 'runs' | 'steps'>, time: TimeWords): string {
  const { endedAt } = job;
  if (endedAt === null) return '';
  return job.steps
    .flatMap(({ kind, state, serial, endedAt: at }) =>
      kind === 'make_functional' && state === 'done' && at !== null && at > endedAt
        ? [`${hostnameOf(job, serial)} is functional again since ${time(at)}.`]
        : [],
    )
    .join(' ');
}
