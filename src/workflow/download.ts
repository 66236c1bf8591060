/** Fetch one image onto the device. docs/PANOS.md "Software". */
import { downloadSoftware, showSoftware } from '../panos/commands/software.ts';
import type { StepContext } from './context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from './effect.ts';
import { followJob } from './followJob.ts';
import { readWhenIdle } from './foreignWork.ts';
import { isWorthAnotherTry } from './deviceWords.ts';
import { probeForJob } from './jobProbe.ts';
import { SOFTWARE_SENDS } from './patience.ts';

const JOB_TYPE = 'Downld';

export function downloadEffect(version: string): DeviceEffect {
  return {
    name: `download ${version}`,
    command: downloadSoftware(version),
    sends: SOFTWARE_SENDS,
    observe: (context) => observe(context, version),

    async follow(context, sent): Promise<Outcome> {
      const { deviceJob } = sent;
      if (deviceJob === null) return (await isThere(context, version)) ? finished(version) : lost(version);
      const notBefore = sent.evidence?.deviceClock ?? null;
      const label = `downloading ${version}`;
      const end = await followJob(context, { id: deviceJob, type: JOB_TYPE, notBefore, label });
      switch (end.kind) {
        case 'ok':
          return (await isThere(context, version)) ? finished(version) : lost(version);
        case 'fail':
          return isWorthAnotherTry(end.details)
            ? { kind: 'not_now', message: end.details }
            : { kind: 'failed', message: `The device could not download ${version}: ${end.details}` };
        case 'unknown':
          return (await isThere(context, version))
            ? finished(version)
            : {
                kind: 'failed',
                message: `The download of ${version} was lost: ${end.why} The image is not there.`,
              };
        case 'gave_up':
          return { kind: 'failed', message: `The download of ${version} was given up: ${end.why}` };
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

async function observe(context: StepContext, version: string): Promise<Observation> {
  const image = await findImage(context, version);
  if (image === undefined) {
    const hint = 'Check its support licence and its connection to the update server, or upload the image.';
    return { kind: 'blocked', message: `the device does not list ${version}. ${hint}` };
  }
  if (image.downloaded === 'yes') {
    return { kind: 'already', why: `${version} is already on the device.` };
  }
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', message: idle.blockedBy };
  // Somebody else's download that we waited for may have been this very image.
  if (await isThere(context, version)) {
    return { kind: 'already', why: `${version} was downloaded meanwhile.` };
  }
  return { kind: 'needed', evidence: idle.evidence };
}

async function findImage(context: StepContext, version: string) {
  const images = await context.client.read(showSoftware, { signal: context.stop });
  return images.find((image) => image.version === version);
}

/** Whether the device lists the image as downloaded: the only proof of a download. */
async function isThere(context: StepContext, version: string): Promise<boolean> {
  return (await findImage(context, version))?.downloaded === 'yes';
}

const finished = (version: string): Outcome => ({ kind: 'done', message: `${version} is on the device.` });

const lost = (version: string): Outcome => ({
  kind: 'failed',
  message: `The device calls the download of ${version} finished but does not list the image as downloaded.`,
});
