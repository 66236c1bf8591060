/** Install one image; the device goes on running the old version until its restart. docs/PANOS.md "Software". */
import { installSoftware, showSoftware } from '../../panos/commands/software.ts';
import type { StepContext } from '../context.ts';
import { installationNamed, isWorthAnotherTry } from '../proof/deviceWords.ts';
import { reasonGiven } from '../downloadFailure.ts';
import type { DeviceEffect, Observation, Outcome } from '../effect.ts';
import { followJob } from '../proof/followJob.ts';
import { readBeforeHop } from '../proof/hopVersion.ts';
import { probeForJob } from '../proof/jobProbe.ts';
import { neededWhileIdle } from '../pair/pairReading.ts';
import { SOFTWARE_SENDS } from '../timeLimits.ts';

const JOB_TYPE = 'SWInstall';

export function installEffect(fromVersion: string, version: string): DeviceEffect {
  return {
    name: `install ${version}`,
    command: installSoftware(version),
    isRepeatable: false,
    sends: () => SOFTWARE_SENDS,
    observe: (context) => observe(context, fromVersion, version),
    probe: (context, evidence) => probeForJob(context, evidence, JOB_TYPE),

    async follow(context, sent): Promise<Outcome> {
      const { deviceJob } = sent;
      if (deviceJob === null) return unclear(version, 'The device gave no job number.');
      const notBefore = sent.evidence?.deviceClock ?? null;
      const label = `installing ${version}`;
      const end = await followJob(context, { id: deviceJob, type: JOB_TYPE, notBefore, label });
      switch (end.kind) {
        case 'ok':
          return installedVersion(end.job.details, version, sent.phase === 'adopted');
        case 'fail':
          return isWorthAnotherTry(end.details)
            ? {
                kind: 'not_now',
                why: `The device could not install ${version}: ${reasonGiven(end.details)}`,
              }
            : { kind: 'failed', trouble: { code: 'install_failed', version, details: end.details } };
        case 'unknown':
        case 'gave_up':
          return unclear(version, end.why);
      }
    },
  };
}

async function observe(context: StepContext, fromVersion: string, version: string): Promise<Observation> {
  const now = await readBeforeHop(context, fromVersion, version, JOB_TYPE);
  if ('kind' in now) return now;
  const images = await context.client.read(showSoftware, { signal: context.stop });
  if (images.find((image) => image.version === version)?.downloaded !== 'yes') {
    return { kind: 'blocked', by: { code: 'image_missing', version } };
  }
  return neededWhileIdle(context, now.evidence);
}

/** A job that was found instead of started may be somebody's installation of another version; its words tell. */
function installedVersion(details: readonly string[], version: string, adopted: boolean): Outcome {
  const named = installationNamed(details);
  if (named !== undefined && named !== version) {
    return unclear(version, `The installation on the device was of ${named}.`);
  }
  if (named === undefined && adopted) {
    return unclear(version, 'An installation was found on the device that does not say of which version.');
  }
  return { kind: 'done', message: `${version} is installed and waits for the restart.` };
}

function unclear(version: string, why: string): Outcome {
  return { kind: 'unclear', trouble: { code: 'cannot_tell', how: 'installation', version, why } };
}
