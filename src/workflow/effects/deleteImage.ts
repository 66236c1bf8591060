/**
 * Deletes one old image to make room for others. The device itself holds back nothing but the running version, so the law is
 * ours: planning/oldImages.ts judged when the step was planned, and what may have changed is looked at again right before.
 */
import { showDiskSpace, showSystemInfo } from '../../panos/commands/device.ts';
import { deleteSoftware, showSoftware } from '../../panos/commands/software.ts';
import { keptWords, type KeptFor } from '../../planning/oldImages.ts';
import { freeForImages, gigabytes, IMAGE_FILE_SYSTEM } from '../../validation/checks/diskSpace.ts';
import { isAboutOneQuestion } from '../../validation/oneQuestion.ts';
import type { StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import type { Obstacle } from '../obstacles.ts';
import { carryEffect } from './carryEffect.ts';
import { isWorthAnotherTry } from '../proof/deviceWords.ts';
import { readWhenIdle } from '../proof/foreignWork.ts';
import { createIntentAge } from '../proof/intentAge.ts';
import { hasInstalled, readOtherPartition } from '../proof/otherPartition.ts';
import { versionsOfPath } from '../stepState.ts';
import type { StepResult } from '../stepResult.ts';
import { startStopwatch } from '../stopwatch.ts';
import { JOB_SETTLE_MS, settlePollMs, SOFTWARE_SENDS } from '../timeLimits.ts';
import type { Evidence } from '../journalRecord.ts';

/** One image, and how much room there is then. */
export async function deleteImage(context: StepContext): Promise<StepResult> {
  const { version } = context.step();
  const result = await carryEffect(context, deleteImageEffect(version));
  if (result.ending !== 'done') return result;
  const free = await freeNow(context);
  return free === null
    ? result
    : { ...result, message: `${result.message} ${free} GB free on ${IMAGE_FILE_SYSTEM} now.` };
}

/** Gigabytes; null where the device does not tell: the image is deleted all the same. */
async function freeNow({ client, stop }: StepContext): Promise<string | null> {
  try {
    const free = freeForImages(await client.read(showDiskSpace, { signal: stop }));
    return free === null ? null : gigabytes(free);
  } catch (error) {
    if (isAboutOneQuestion(error)) return null;
    throw error;
  }
}

function deleteImageEffect(version: string): DeviceEffect {
  return {
    name: `delete ${version}`,
    command: deleteSoftware(version),
    // What is gone cannot be deleted once more, and before each request it is looked at again what must stay.
    isRepeatable: true,
    sends: () => SOFTWARE_SENDS,
    bearsRefusal: (_context, words) => isWorthAnotherTry(words),
    observe: (context) => observe(context, version),
    probe: (context, evidence) => probe(context, evidence, version),

    async follow(context): Promise<Outcome> {
      const seen = await lookFor(context, version);
      if (seen !== 'gone') return { kind: 'not_now', why: `The device still lists ${version}.` };
      return { kind: 'done', message: `${version} is deleted.` };
    },
  };
}

async function observe(context: StepContext, version: string): Promise<Observation> {
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', by: idle.blockedBy };
  const seen = await lookFor(context, version);
  if (seen === 'gone') return { kind: 'already', why: `${version} is not on the device.` };
  if (seen === 'not_told') return { kind: 'blocked', by: { code: 'image_not_listed', version } };
  const { fromVersion } = context.step();
  const { swVersion } = idle.info;
  // Whatever else it runs: what was judged was judged for another device.
  if (swVersion !== fromVersion) {
    return { kind: 'blocked', by: { code: 'runs_other_version', runs: swVersion, planned: fromVersion } };
  }
  const keptFor = await whyKept(context, version, swVersion, idle.jobs);
  if (keptFor !== null) return { kind: 'blocked', by: needed(version, keptFor) };
  return { kind: 'needed', evidence: idle.evidence };
}

async function whyKept(
  context: StepContext,
  version: string,
  runs: string,
  jobs: Parameters<typeof readOtherPartition>[1],
): Promise<KeptFor | null> {
  if (version === runs) return 'runs';
  const { serial } = context.step();
  if (versionsOfPath(context.steps(), serial).includes(version)) return 'path';
  const told = await readOtherPartition(context.client, jobs, context.stop);
  const other = told ?? context.saidOtherPartition;
  if (other?.includes(version) === true) return 'other_partition';
  // Nothing was deleted after an installation that left nobody knows what: then it came after the plan.
  return other === null && hasInstalled(jobs) ? 'may_be_other_partition' : null;
}

/** @param keptFor why it stays. */
function needed(version: string, keptFor: KeptFor): Obstacle {
  return { code: 'image_needed', version, keptFor: keptWords[keptFor] };
}

/** Nothing but the list tells. A request may be carried out late, so one that is still there is looked at for a while. */
async function probe(context: StepContext, evidence: Evidence, version: string): Promise<Probe> {
  const age = createIntentAge(context, evidence);
  const watch = startStopwatch(context);
  for (;;) {
    const ageMs = age.atLeastMs(await context.client.read(showSystemInfo, { signal: context.stop }));
    const seen = await lookFor(context, version);
    if (seen === 'gone') {
      return { kind: 'happened', deviceJob: null, why: `${version} is not on the device any more.` };
    }
    if (ageMs >= JOB_SETTLE_MS) {
      const minutes = Math.round(JOB_SETTLE_MS / 60_000);
      return seen === 'there'
        ? { kind: 'not_happened', why: `${version} is still there more than ${minutes} minutes later.` }
        : { kind: 'cannot_tell', known: 'The device has no list of its images.' };
    }
    context.live(null, `looking whether ${version} is deleted`);
    await watch.sleep(settlePollMs(watch.elapsedMs()));
  }
}

/** `not_told`: it has no list, as after a restart. An image that was uploaded may leave the list with its file. */
async function lookFor(context: StepContext, version: string): Promise<'there' | 'gone' | 'not_told'> {
  const listed = await context.client.read(showSoftware, { signal: context.stop });
  if (listed.length === 0) return 'not_told';
  return listed.find((image) => image.version === version)?.downloaded === 'yes' ? 'there' : 'gone';
}
