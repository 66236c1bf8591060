/** Fetch one image onto the device. docs/PANOS.md "Software". */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { downloadSoftware, showSoftware } from '../../panos/commands/software.ts';
import type { StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { followJob } from '../proof/followJob.ts';
import { readDeviceNow } from '../proof/evidence.ts';
import { ownWork, type OwnWork, readWhenIdle } from '../proof/foreignWork.ts';
import { isFinalForADownload, isWorthAnotherTry, tellsOfNoRoom } from '../proof/deviceWords.ts';
import { probeForJob } from '../proof/jobProbe.ts';
import { whatToDo } from '../../validation/checks/diskSpace.ts';
import { otherDevice } from '../proof/identity.ts';
import { FOREIGN_WORK_LIMIT_MS, FOREIGN_WORK_POLL_MS, SOFTWARE_SENDS } from '../timeLimits.ts';
import { type DownloadFailure, type OneFailure, oneFailureWords, reasonGiven } from '../downloadFailure.ts';
import type { EffectState } from '../stepState.ts';
import { startStopwatch } from '../stopwatch.ts';

const JOB_TYPE = 'Downld';

export function downloadEffect(version: string): DeviceEffect {
  const failures = { passing: 0, others: 0 };

  function mayAskAgain(context: StepContext, words: string): boolean {
    if (isFinalForADownload(words)) return false;
    const kind = isWorthAnotherTry(words) ? 'passing' : 'others';
    failures[kind] += 1;
    return failures[kind] < tries(context)[kind];
  }

  /** What became of one download, and whether the image is asked for once more. */
  function failedOnce(context: StepContext, sent: EffectState, failure: OneFailure): Outcome {
    const words = failure.how === 'refused' ? failure.details : '';
    const why = oneFailureWords(failure);
    if (mayAskAgain(context, words)) return { kind: 'not_now', why };
    if (tellsOfNoRoom(words)) return noRoom(context, why);
    if (isFinalForADownload(words)) return downloadFailed(failure);
    const { attempts } = sent;
    return downloadFailed(attempts > 1 ? { how: 'kept_failing', version, attempts, why } : failure);
  }

  return {
    name: `download ${version}`,
    command: downloadSoftware(version),
    isRepeatable: true,
    sends: (context) => tries(context).passing + tries(context).others - 1,
    bearsRefusal: mayAskAgain,
    observe: (context) => observe(context, version),

    async follow(context, sent): Promise<Outcome> {
      const { deviceJob } = sent;
      const notThere: OneFailure = { how: 'not_downloaded', version };
      if (deviceJob === null) {
        return (await isThere(context, version)) ? finished(version) : failedOnce(context, sent, notThere);
      }
      const notBefore = sent.evidence?.deviceClock ?? null;
      const label = `Downloading version ${version} ${place(context)}`;
      const end = await followJob(context, { id: deviceJob, type: JOB_TYPE, notBefore, label });
      switch (end.kind) {
        case 'ok':
          if (await isThere(context, version)) return finished(version);
          return sent.phase === 'adopted'
            ? notOurs(`The download that was found on the device was not of ${version}.`)
            : failedOnce(context, sent, notThere);
        case 'fail':
          return sent.phase === 'adopted'
            ? notOurs(`The download that was found on the device failed: ${reasonGiven(end.details)}`)
            : failedOnce(context, sent, { how: 'refused', version, details: end.details });
        case 'unknown':
          return (await isThere(context, version))
            ? finished(version)
            : failedOnce(context, sent, { how: 'lost', version, why: end.why });
        case 'gave_up':
          return downloadFailed({ how: 'given_up', version, why: end.why });
      }
    },

    async probe(context, evidence): Promise<Probe> {
      if (await isThere(context, version)) {
        return { kind: 'happened', deviceJob: null, why: `${version} is on the device.` };
      }
      const found = await probeForJob(context, evidence, JOB_TYPE);
      // A restart ends a download, and an image that is not there can be fetched again without harm.
      return found.kind === 'cannot_tell'
        ? { kind: 'not_happened', why: `${found.known} ${version} is not there.` }
        : found;
    },
  };
}

/** How often an image is asked for: right after a boot of ours the software manager is busy for longer than at other times. */
function tries(context: StepContext): { readonly passing: number; readonly others: number } {
  const others = context.limits.downloadRetryAttempts;
  return { passing: Math.max(context.step().hop > 1 ? SOFTWARE_SENDS : 1, others), others };
}

async function observe(context: StepContext, version: string): Promise<Observation> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return { kind: 'blocked', by: stranger };
  const wanted = { type: JOB_TYPE, version } as const;
  const image = await whenNotDownloading(context, wanted);
  if (image !== undefined && 'why' in image) return { kind: 'under_way', ...image };
  if (image === undefined) {
    return { kind: 'blocked', by: { code: 'image_not_listed', version } };
  }
  if (image.downloaded === 'downloading') {
    const minutes = FOREIGN_WORK_LIMIT_MS / 60_000;
    return { kind: 'blocked', by: { code: 'device_busy', how: 'downloading', minutes } };
  }
  if (image.downloaded === 'yes') {
    return { kind: 'already', why: `${version} is already on the device.` };
  }
  const idle = await readWhenIdle(context, { wanted });
  if ('ours' in idle) return { kind: 'under_way', ...idle.ours };
  if ('blockedBy' in idle) return { kind: 'blocked', by: idle.blockedBy };
  // Somebody else's download that we waited for may have been this very image.
  const listed = await context.client.read(showSoftware, { signal: context.stop });
  if (listed.find((known) => known.version === version)?.downloaded === 'yes') {
    return { kind: 'already', why: `${version} was downloaded meanwhile.` };
  }
  return { kind: 'needed', evidence: idle.evidence };
}

/**
 * The device may be fetching it: for us before a crash, for an earlier job, or for somebody else. Its job may have left the list
 * long ago.
 * @returns the image, or the download of ours that is to be followed.
 */
async function whenNotDownloading(
  context: StepContext,
  wanted: { readonly type: typeof JOB_TYPE; readonly version: string },
): Promise<SoftwareImage | OwnWork | undefined> {
  const { version } = wanted;
  const watch = startStopwatch(context);
  for (;;) {
    const image = await findImage(context, version);
    if (image?.downloaded !== 'downloading' || watch.elapsedMs() >= FOREIGN_WORK_LIMIT_MS) return image;
    const ours = ownWork(context, await readDeviceNow(context), wanted);
    if (ours !== null) return ours;
    context.live(null, `waiting until the device has downloaded ${version}`);
    await context.safePoint();
    await watch.sleep(FOREIGN_WORK_POLL_MS);
  }
}

async function findImage(context: StepContext, version: string) {
  const images = await context.client.read(showSoftware, { signal: context.stop });
  return images.find((image) => image.version === version);
}

/** `(2/3)`: which of the images of this device it is. */
function place(context: StepContext): string {
  const { id, serial } = context.step();
  const images = context.steps().filter((step) => step.kind === 'download' && step.serial === serial);
  return `(${images.findIndex((step) => step.id === id) + 1}/${images.length})`;
}

/** Whether the device lists the image as downloaded: the only proof of a download. */
async function isThere(context: StepContext, version: string): Promise<boolean> {
  return (await findImage(context, version))?.downloaded === 'yes';
}

const finished = (version: string): Outcome => ({ kind: 'done', message: `${version} is on the device.` });

/** What was found instead of started may have been the download of another image: ours can still be asked for. */
const notOurs = (why: string): Outcome => ({ kind: 'not_now', why });

/** Somebody else took what was there when room was judged. */
function noRoom({ checks: { makeRoom } }: StepContext, why: string): Outcome {
  const reason = `${why} ${whatToDo[makeRoom === 'never' ? 'never' : 'ask']}`;
  return { kind: 'failed', trouble: { code: 'disk_full', reason, offersRoom: makeRoom !== 'never' } };
}

function downloadFailed(failure: DownloadFailure): Outcome {
  return { kind: 'failed', trouble: { code: 'download_failed', ...failure } };
}
