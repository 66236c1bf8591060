/** A job: what the user asked for, and how far each of its devices has come. */
import * as z from 'zod';
import { serialSchema } from '../panos/serial.ts';
import {
  integrityVerdicts,
  jobEndings,
  jobTypes,
  roomRequestSchema,
  TROUBLE_NOT_KEPT,
  troubleSchema,
} from '../workflow/journalRecord.ts';
import { heldBySchema } from './heldBy.ts';
import { leftSoftwareSchema } from '../workflow/left/softwareLeft.ts';
import { suspendedMemberSchema } from '../workflow/pair/suspendedByUs.ts';
import { stepStateSchema } from '../workflow/stepState.ts';

/** The device states that files and users know, plus `needs_operator`. */
export const runStatuses = z.enum([
  'pending',
  'validating',
  'downloading',
  'installing',
  'rebooting',
  'complete',
  'download_complete',
  'failed',
  'cancelled',
  'skipped',
  'needs_operator',
]);
export type RunStatus = z.infer<typeof runStatuses>;

export const runImageSchema = z.object({
  version: z.string(),
  /** Null where the device does not say. */
  sizeMb: z.number().nullable(),
  /** `present` was there before; `not_listed` cannot be had while the device runs its starting version. */
  state: z.enum(['pending', 'downloading', 'downloaded', 'present', 'not_listed', 'failed']),
  /** Null until the image is on the device, and where checksums are not looked at. */
  integrity: integrityVerdicts.nullable(),
  /** As the device reports it; null where it does not. */
  sha256: z.string().nullable(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type RunImage = z.infer<typeof runImageSchema>;

const saidSchema = z.object({
  value: z.string(),
  /** Why, in the device's words; null where it does not say. */
  reason: z.string().nullable(),
  /** By the engine's clock: when the device was asked. */
  at: z.number(),
});

export const runSchema = z.object({
  serial: serialSchema,
  hostname: z.string(),
  address: z.string(),
  status: runStatuses,
  startingVersion: z.string().nullable(),
  /** As last proved on the device. */
  currentVersion: z.string().nullable(),
  path: z.array(z.string()),
  /** What the device itself said last, as far as the records of the job tell. */
  seen: z.object({ version: saidSchema.nullable(), haState: saidSchema.nullable() }).optional(),
  /** Of a download job: in the order to download; empty until the plan is fixed. */
  images: z.array(runImageSchema).default([]),
});
export type Run = z.infer<typeof runSchema>;

export const jobSchema = z.object({
  id: z.string(),
  type: jobTypes,
  dryRun: z.boolean(),
  /** Of a pair: it may be preemptive. */
  allowPreemption: z.boolean().default(false),
  by: z.string(),
  /** What jobs that were asked for together have in common; null for one alone. */
  batch: z.string().nullable().default(null),
  /** The job that failed or was cancelled, and is tried again by this one. */
  retryOf: z.string().nullish(),
  /** Of a `make_room` job alone: what was asked for. */
  room: roomRequestSchema.nullable().default(null),
  status: z.enum(['queued', 'active', ...jobEndings.options]),
  /** How it ended, for people; null before. */
  message: z.string().nullable(),
  /** What went wrong, and the sentence of the message that says it; null where nothing did. */
  trouble: troubleSchema.nullable().default(TROUBLE_NOT_KEPT),
  brief: z.string().nullable().default(null),
  cancelRequested: z.boolean(),
  /** Who took the devices in the middle of the work; null where nobody did. */
  handedOverTo: z.string().nullable().default(null),
  /** Higher ones begin first. */
  priority: z.number().default(0),
  /** What it found that keeps the rest of its batch waiting; null when it keeps nothing. */
  holdsBatch: heldBySchema.default(null),
  /** It failed after its devices were touched, and nobody has let the batch go on since: so many hold it. */
  countsAsFailure: z.boolean().default(false),
  /** Of a pair in a batch: the hop it has begun and not come through; see hopTurn.ts. */
  hopAhead: z.string().nullable().default(null),
  /** The hops behind which its pair was proved to be whole. */
  hopsProved: z.array(z.string()).readonly().default([]),
  /** Members of its pair that may still be suspended by it, as far as its records tell. */
  suspended: z.array(suspendedMemberSchema).readonly().default([]),
  /** What was installed on its devices, and how far that was seen to come. Older releases did not keep it. */
  left: z.array(leftSoftwareSchema).readonly().default([]),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** One a device, in the order asked for. */
  runs: z.array(runSchema),
  /** In the order they are carried out; empty until the plan is fixed. */
  steps: z.array(stepStateSchema),
});
export type Job = z.infer<typeof jobSchema>;

/** It installs something: other jobs do nothing that a restart would be needed for. */
export function isUpgrade({ type }: Pick<Job, 'type'>): boolean {
  return type === 'standalone' || type === 'ha_pair';
}

export function isOpen(job: Pick<Job, 'status'>): boolean {
  return job.status === 'queued' || job.status === 'active';
}

export function newestFirst(jobs: Iterable<Job>): Job[] {
  return [...jobs].sort((a, b) => b.createdAt - a.createdAt);
}

/** Which of two queued jobs begins first: by priority, then by age. For a sort that keeps the order of equals. */
export function byTurn(a: Job, b: Job): number {
  return b.priority - a.priority || a.createdAt - b.createdAt;
}

/** Where job states live between runs, as an index over the journal; implemented by store/jobRows.ts. */
export interface JobRows {
  all(): Job[];
  /**
   * Remembers the state and how far the journal is reflected in it.
   * @param onStored given a job that is over once it is on the disk: the same, with steps that are read when asked for.
   */
  save(job: Job, seq: number, onStored?: (stored: Job) => void): void;
  /** Sequence number of the last record that is reflected; 0 for an empty store. */
  lastSeq(): number;
}

/** The versions a run goes through: none for a member that began at its target, whose path is that version alone. */
export function wayOf({ startingVersion, path }: Pick<Run, 'startingVersion' | 'path'>): readonly string[] {
  return path[0] === startingVersion ? [] : path;
}
