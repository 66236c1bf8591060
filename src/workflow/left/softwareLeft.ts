/**
 * How far the software of each device has come by the effects that a job has done: what is installed and waits, what was
 * asked for and not seen to end. From the steps alone; left/settled.ts puts the device's later answers beside it.
 */
import * as z from 'zod';
import { serialSchema } from '../../panos/serial.ts';
import { evidenceSchema } from '../journalRecord.ts';
import { stepOf, type EffectState, type StepState } from '../stepState.ts';

const about = {
  serial: serialSchema,
  version: z.string(),
  /** What it ran before. */
  ran: z.string(),
  /** By the engine's clock: a device that was asked before this says nothing of it. */
  since: z.number(),
  /** What was known right before; null where it was not kept. */
  before: evidenceSchema.nullable(),
};

export const leftSoftwareSchema = z.discriminatedUnion('kind', [
  /** Its end was not seen; where it was not even `isSent` for certain, it may never have begun. */
  z.object({
    ...about,
    kind: z.literal('installing'),
    isSent: z.boolean(),
    /** By which the device knows it. */
    deviceJob: z.number().nullable(),
  }),
  /** The device goes on running `ran` until somebody restarts it. */
  z.object({ ...about, kind: z.literal('installed') }),
  /** That it is back on `version` was not seen. */
  z.object({ ...about, kind: z.literal('restarting'), isSent: z.boolean() }),
  /** Proved. */
  z.object({ ...about, kind: z.literal('runs') }),
]);
export type LeftSoftware = z.infer<typeof leftSoftwareSchema>;

/** @param steps of one job. @returns at most one a device, of its newest hop; none for a device on which nothing was installed. */
export function softwareLeft(steps: readonly StepState[]): readonly LeftSoftware[] {
  const newest = new Map<string, LeftSoftware>();
  for (const step of steps) {
    if (step.kind !== 'install') continue;
    const left = ofHop(steps, step);
    if (left !== null) newest.set(step.serial, left);
  }
  return [...newest.values()];
}

function ofHop(steps: readonly StepState[], install: StepState): LeftSoftware | null {
  const back = stepOf(steps, install, 'prove_back');
  if (back?.state === 'done') {
    return { ...of(install), kind: 'runs', since: back.endedAt ?? back.startedAt ?? 0 };
  }
  const { effect } = install;
  if (effect === null) return null;
  switch (effect.phase) {
    case 'not_happened':
    case 'failed':
      return null;
    case 'intended':
    case 'issued':
    case 'adopted':
      return {
        ...of(install),
        kind: 'installing',
        isSent: effect.phase !== 'intended',
        deviceJob: effect.deviceJob,
      };
    case 'done':
      return afterInstall(steps, install, effect);
  }
}

function afterInstall(
  steps: readonly StepState[],
  install: StepState,
  { attempts, deviceJob }: EffectState,
): LeftSoftware | null {
  const restart = stepOf(steps, install, 'restart');
  const asked = restart?.effect ?? null;
  if (restart === undefined || asked === null || !mayRestart(restart)) {
    // Where the device said that it runs the version already, nothing was installed.
    return attempts === 0 && deviceJob === null ? null : { ...of(install), kind: 'installed' };
  }
  return { ...of(restart), kind: 'restarting', isSent: asked.phase !== 'intended' };
}

/** A restart that was refused did not happen; one from which a device was not seen to come back did. */
function mayRestart({ effect, trouble }: StepState): boolean {
  return effect?.phase === 'failed' ? trouble?.code === 'not_back' : effect?.phase !== 'not_happened';
}

function of({
  serial,
  version,
  fromVersion,
  effect,
  startedAt,
}: StepState): Pick<LeftSoftware, keyof typeof about> {
  const before = effect?.evidence ?? null;
  return { serial, version, ran: fromVersion, since: before?.at ?? startedAt ?? 0, before };
}
