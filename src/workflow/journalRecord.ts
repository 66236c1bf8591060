/**
 * The journal's language: everything that is ever written down about jobs, runs and steps. The state of a job
 * is the fold of its records (jobs/jobReducer.ts), live and after a restart alike, so the two cannot differ.
 */
import * as z from 'zod';
import { deviceReadingSchema } from '../inventory/readings.ts';
import { serialSchema } from '../panos/serial.ts';
import type { Trouble } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { pinSchema, sitesSchema } from './setByHand.ts';
import { checkResultSchema, factsSchema, withChecks } from './stepFindings.ts';
import type { StorageLoss } from './storageLoss.ts';
import { inWords } from './workflowTroubles.ts';

export const stepKinds = [
  'software_check',
  'readiness',
  'back_up',
  'check_room',
  'delete_image',
  'check_pair',
  'pre_snapshot',
  'download',
  'prove_images',
  'suspend',
  'prove_failover',
  'install',
  'restart',
  'prove_back',
  'make_functional',
  'sync_config',
  'prove_pair',
  'post_snapshot',
  'compare',
] as const;

export const stepSchema = z.object({
  /** Unique in its job, e.g. `001701000101.hop1.install`. */
  id: z.string(),
  kind: z.enum(stepKinds),
  serial: serialSchema,
  /** From 1. */
  hop: z.number().int(),
  /** The version the device runs when the hop begins. */
  fromVersion: z.string(),
  /** The image to download or install, the version to expect; the hop's version otherwise. */
  version: z.string(),
  title: z.string(),
  /** Why this step exists, for people. */
  reason: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

/** What was known of a device right before an effect: section "Restart and readiness" of docs/PANOS.md. */
export const evidenceSchema = z.object({
  /** Another serial at the same address is another device, of which this says nothing. */
  serial: serialSchema,
  swVersion: z.string(),
  uptimeSeconds: z.number().nullable(),
  deviceClock: z.number().nullable(),
  newestDeviceJob: z.number().nullable(),
  /** The engine's clock when the evidence was read. */
  at: z.number(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What went wrong, as a code and its data. Other releases may know others: what is not known has no help of its own. */
export const troubleSchema: z.ZodType<Trouble> = z.looseObject({
  code: z.string(),
  get because() {
    return troubleSchema.nullish();
  },
  setting: z.string().nullish(),
});

/** Stands where release 0.1.0 kept the words of an ending alone: jobs/jobTrouble.ts finds the trouble by the steps. */
export const TROUBLE_NOT_KEPT: Trouble = { code: 'trouble_not_kept' };

/** A text for people, and, where it tells of trouble, which and in one sentence. Release 0.1.0 wrote the text alone. */
const toldFields = {
  message: z.string(),
  brief: z.string().nullable().default(null),
  trouble: troubleSchema.nullable().default(null),
};

export const jobTypes = z.enum(['standalone', 'ha_pair', 'download_only', 'make_room']);

/** What somebody wants to have deleted on one device, having seen the list. */
export const roomRequestSchema = z.object({
  versions: z.array(z.string()).min(1),
  /** What its other partition has of them, by somebody who was asked; null where nobody had to be. */
  otherPartition: z.array(z.string()).nullable(),
});
export type RoomRequest = z.infer<typeof roomRequestSchema>;

export const stepEndings = z.enum(['done', 'skipped', 'failed', 'cancelled', 'needs_operator']);
export type StepEnding = z.infer<typeof stepEndings>;

export const jobEndings = z.enum(['completed', 'skipped', 'failed', 'cancelled', 'needs_operator']);
export type JobEnding = z.infer<typeof jobEndings>;

/**
 * `look_again`: the device is asked once more. `go_on`: what was found is borne. `sync_config`: the member that leads copies
 * its configuration to its peer.
 */
export const operatorDecisions = z.enum(['happened', 'not_happened', 'look_again', 'go_on', 'sync_config']);
export type OperatorDecision = z.infer<typeof operatorDecisions>;

const at = { job: z.string() };
const atStep = { job: z.string(), serial: serialSchema, step: z.string() };

/** Which checksum an image was judged by, and how: src/validation/imageIntegrity.ts. */
export const integrityVerdicts = z.enum(['passed', 'mismatch', 'not_in_database', 'not_reported']);

/** An image a path needs, as the plan found it. */
export const plannedImageSchema = z.object({
  version: z.string(),
  /** Null where the device does not say. */
  sizeMb: z.number().nullable(),
  /** False: the device does not offer it while it runs its present version, so it has no step. */
  listed: z.boolean(),
});

/** What is appended; the journal adds sequence number, epoch, time and hashes. */
export const entrySchema = z.discriminatedUnion('kind', [
  /** A window took the storage over; every later record carries this epoch. */
  z.object({ kind: z.literal('EPOCH'), data: z.object({ owner: z.string() }) }),

  z.object({
    ...at,
    kind: z.literal('JOB_SUBMITTED'),
    data: z.object({
      type: jobTypes,
      devices: z.array(z.object({ serial: serialSchema, hostname: z.string(), address: z.string() })).min(1),
      dryRun: z.boolean(),
      /** Of a pair: it may be preemptive. */
      allowPreemption: z.boolean().default(false),
      by: z.string(),
      /** What jobs that were asked for together have in common; null for one alone. */
      batch: z.string().nullable().default(null),
      /** The job whose wish this is once more; left out where it is a new one. */
      retryOf: z.string().nullish(),
      /** Of a `make_room` job alone. */
      room: roomRequestSchema.optional(),
    }),
  }),
  z.object({ ...at, kind: z.literal('JOB_STARTED'), data: z.object({}) }),
  z.object({ ...at, kind: z.literal('CANCEL_REQUESTED'), data: z.object({ by: z.string() }) }),
  /** Somebody takes the devices at this moment, wherever they are: nothing more is sent. */
  z.object({ ...at, kind: z.literal('HANDED_OVER'), data: z.object({ by: z.string() }) }),
  /** Queued jobs of a higher priority begin first; 0 unless somebody said otherwise. */
  z.object({
    ...at,
    kind: z.literal('PRIORITY_SET'),
    data: z.object({ priority: z.number().int(), by: z.string() }),
  }),
  /** What this job found kept the rest of its batch from beginning; somebody lets it go on. */
  z.object({ ...at, kind: z.literal('BATCH_RELEASED'), data: z.object({ by: z.string() }) }),
  z.object({
    ...at,
    kind: z.literal('JOB_ENDED'),
    data: z.object({
      ending: jobEndings,
      ...toldFields,
      trouble: troubleSchema.nullable().default(TROUBLE_NOT_KEPT),
      /** What its devices said of themselves last, where it did not end well; earlier releases did not keep it. */
      readings: z.array(deviceReadingSchema).optional(),
    }),
  }),

  /**
   * What the job will do, fixed once from the versions its devices ran at its start. The steps of several devices
   * stand in the order in which they are carried out.
   */
  z.object({
    ...at,
    kind: z.literal('PLAN_FIXED'),
    data: z.object({
      runs: z
        .array(
          z.object({
            serial: serialSchema,
            startingVersion: z.string(),
            /** By the engine's clock: when the device was asked for it; earlier releases did not keep it. */
            readAt: z.number().optional(),
            path: z.array(z.string()).min(1),
            /** Of a download job: all images of the path, base images included, in the order to download. */
            images: z.array(plannedImageSchema).default([]),
          }),
        )
        .min(1),
      steps: z.array(stepSchema).min(1),
    }),
  }),

  /** What remains of the plan, fixed anew: these steps stand in place of all that have not begun. */
  z.object({
    ...at,
    kind: z.literal('PLAN_CHANGED'),
    data: z.object({ why: z.string(), steps: z.array(stepSchema) }),
  }),

  z.object({ ...atStep, kind: z.literal('STEP_BEGIN'), data: z.object({}) }),
  z.object({
    ...atStep,
    kind: z.literal('STEP_END'),
    data: z
      .object({
        ending: stepEndings,
        ...toldFields,
        facts: factsSchema,
        checks: z.array(checkResultSchema).default([]),
        /** What the step proved of devices, and when; earlier releases did not keep it. */
        readings: z.array(deviceReadingSchema).default([]),
      })
      .transform(withChecks),
  }),

  /** About to change the device: durable before the request leaves. */
  z.object({
    ...atStep,
    kind: z.literal('INTENT'),
    data: z.object({ effect: z.string(), evidence: evidenceSchema }),
  }),
  /** The request left. `answered` is false when no answer came; deviceJob is the device's own job id. */
  z.object({
    ...atStep,
    kind: z.literal('ISSUED'),
    data: z.object({ answered: z.boolean(), deviceJob: z.number().nullable() }),
  }),
  /** The device shows that an intent without a known answer was carried out. */
  z.object({
    ...atStep,
    kind: z.literal('ADOPTED'),
    data: z.object({ deviceJob: z.number().nullable(), why: z.string() }),
  }),
  /** Proved. `adopted` says how it was found done without a call of ours; null when ours did it. */
  z.object({ ...atStep, kind: z.literal('DONE'), data: z.object({ adopted: z.string().nullable() }) }),
  z.object({
    ...atStep,
    kind: z.literal('FAILED'),
    /** `refused`: nothing was done; earlier releases did not tell it from what came to nothing. */
    data: z.object({ ...toldFields, refused: z.literal(true).optional() }),
  }),
  /** The request did not leave, or its session was refused: nothing happened, and it does not count as sent. */
  z.object({ ...atStep, kind: z.literal('NOT_SENT'), data: z.object({ why: z.string() }) }),
  /** Proven that the intent was never carried out: it may be sent. */
  z.object({ ...atStep, kind: z.literal('NOT_HAPPENED'), data: z.object({ why: z.string() }) }),

  /**
   * Of a suspension: the member was made functional in the meantime and forwards again, and something is still to be done to it.
   * It is suspended anew before that.
   */
  z.object({ ...atStep, kind: z.literal('SUSPENSION_DUE'), data: z.object({ why: z.string() }) }),

  /** What a person who looked at the device says of a step that the engine could not judge: the job goes on by it. */
  z.object({
    ...atStep,
    kind: z.literal('OPERATOR_DECIDED'),
    data: z.object({
      decision: operatorDecisions,
      by: z.string(),
      /** What is done first, before the step is carried out once more. */
      first: z.array(stepSchema).default([]),
    }),
  }),

  /** A certificate the user trusts: set by hand, so it is part of the truth. */
  z.object({ kind: z.literal('PIN_TRUSTED'), data: pinSchema }),

  /** Devices that share a link: set by hand, so it is part of the truth. */
  z.object({ kind: z.literal('SITE_SET'), data: sitesSchema }),
]);
export type JournalEntry = z.infer<typeof entrySchema>;

export type JournalRecord = JournalEntry & {
  readonly seq: number;
  readonly epoch: number;
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly at: number;
};

/** The append-only truth; implemented by store/journal.ts. */
export interface Journal {
  /**
   * Durable when it returns.
   * @throws StorageLostError when another window has taken the storage over: the caller must stop at once. UserError
   *   when the disk refuses it: it may stand in the journal all the same, but nothing may be done upon it.
   */
  append(entry: JournalEntry): JournalRecord;
}

/** This engine no longer owns its storage; it must not touch a device again. */
export class StorageLostError extends UserError {
  override readonly name = 'StorageLostError';

  constructor(loss: StorageLoss) {
    super(inWords(loss));
  }
}
