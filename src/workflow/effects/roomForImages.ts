/** Is there room for what is still missing? Asked before the first image, and again before each. docs/PANOS.md "Disk space". */
import type { SoftwareImage } from '../../panos/answers/software.ts';
import { showDiskSpace } from '../../panos/commands/device.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import { UserError } from '../../ports/userError.ts';
import { checkDiskSpace } from '../../validation/checks/diskSpace.ts';
import type { CheckResult } from '../../validation/checkResult.ts';
import type { StepContext } from '../context.ts';
import { done, failed, nothingChanged, type StepResult } from '../stepResult.ts';
import { otherDevice } from '../proof/identity.ts';
import { inWords } from '../workflowTroubles.ts';
import { untilStopped } from '../untilStopped.ts';

/** The step before the first image of a download job. */
export async function checkRoom(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return failed(stranger);
  const listed = await context.client.read(showSoftware, { signal: context.stop });
  const unusable = await whyNoHashes(context);
  if (unusable !== null) return nothingChanged(unusable, 'download');
  const found = await roomForImages(context, listed);
  const { verdict, reason } = found;
  if (verdict !== 'fail') return { ...done(reason), checks: [found] };
  const full = inWords({ code: 'disk_full', reason });
  return { ...nothingChanged(full, 'download'), checks: [found] };
}

/** What is wrong with the user's checksums: better said before the first image than after it. */
async function whyNoHashes(context: StepContext): Promise<UserError | null> {
  if (!context.checks.verifyHashes) return null;
  try {
    await untilStopped(context.knownHashes(), context.stop);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** @param listed the images the device knows of, as read just now. */
export async function roomForImages(
  context: StepContext,
  listed: readonly SoftwareImage[],
): Promise<CheckResult> {
  const fileSystems = await context.client.read(showDiskSpace, { signal: context.stop });
  const { serial, hop } = context.step();
  const wanted = context
    .steps()
    .filter((step) => step.kind === 'download' && step.serial === serial && step.hop === hop)
    .map((step) => step.version);
  return checkDiskSpace({ fileSystems, listed, wanted, minDiskGb: context.checks.minDiskGb });
}
