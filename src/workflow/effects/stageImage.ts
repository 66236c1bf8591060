/**
 * Brings one image onto the device and judges it by its checksum. Whether it was fetched or had been there is kept
 * beside the verdict: people are told what was done, and never more than was checked.
 */
import { showSoftware } from '../../panos/commands/software.ts';
import { hashesFor } from '../../planning/knownHashes.ts';
import { UserError } from '../../ports/userError.ts';
import { HashError } from '../../validation/hashErrors.ts';
import { judgeImage, requireIntegrity } from '../../validation/imageIntegrity.ts';
import type { StepContext } from '../context.ts';
import { done, failed, failedBy, type StepResult } from '../stepResult.ts';
import { downloadEffect } from './download.ts';
import { carryEffect } from './carryEffect.ts';
import type { Facts } from '../stepFindings.ts';
import { untilStopped } from '../untilStopped.ts';

export async function stageImage(context: StepContext): Promise<StepResult> {
  const { version } = context.step();
  const result = await carryEffect(context, downloadEffect(version));
  return result.ending === 'done' ? judged(context, version) : result;
}

async function judged(context: StepContext, version: string): Promise<StepResult> {
  // Nothing was ever sent: the device had it, or somebody else fetched it.
  const wasThere = context.step().effect?.attempts === 0;
  const listed = await context.client.read(showSoftware, { signal: context.stop });
  const image = listed.find((candidate) => candidate.version === version);
  if (image?.downloaded !== 'yes') {
    return failed({ code: 'download_failed', how: 'gone', version });
  }
  const facts: Facts = { image: wasThere ? 'present' : 'downloaded', sizeMb: image.sizeMb };
  const what = wasThere ? `${version} is already on the device` : `Downloaded ${version}`;
  if (!context.checks.verifyHashes) return done(`${what}.`, facts);

  const known = await untilStopped(context.knownHashes(), context.stop).catch(asUnusable);
  if (known instanceof UserError) return failedBy(known, facts);
  const integrity = judgeImage(image, hashesFor(known, image));
  const { verdict, reported, expected, sources, reason } = integrity;
  const judgedFacts: Facts = {
    ...facts,
    checksum: verdict,
    sha256: reported,
    expectedSha256: expected,
    checksumSource: sources.length === 0 ? null : sources.join(', '),
  };
  try {
    requireIntegrity(context.hostname, version, integrity, context.checks.failOnMissingHash);
  } catch (error) {
    if (error instanceof HashError) return failedBy(error, judgedFacts);
    throw error;
  }
  return done(
    verdict === 'passed' && !wasThere
      ? `Downloaded and verified ${version}. ${reason}`
      : `${what}. ${reason}`,
    judgedFacts,
  );
}

/** What is wrong with the user's own file of checksums ends the step; nothing else does. */
function asUnusable(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}
