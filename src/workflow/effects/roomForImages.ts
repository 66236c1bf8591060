/** Is there room for what is still missing? Asked once, before the first image. docs/PANOS.md "Disk space". */
import { showDiskSpace } from '../../panos/commands/device.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import { UserError } from '../../ports/userError.ts';
import { checkDiskSpace } from '../../validation/checks/diskSpace.ts';
import type { StepContext } from '../context.ts';
import { done, failed, nothingChanged, type StepResult } from '../stepResult.ts';
import { otherDevice } from '../proof/identity.ts';
import { inWords } from '../workflowTroubles.ts';
import { imagesToDelete, versionsOfPath } from '../stepState.ts';
import { untilStopped } from '../untilStopped.ts';

/** The step before the first image of a download job. */
export async function checkRoom(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return failed(stranger);
  const listed = await context.client.read(showSoftware, { signal: context.stop });
  const unusable = await whyNoHashes(context);
  if (unusable !== null) return nothingChanged(unusable, 'download');
  const fileSystems = await context.client.read(showDiskSpace, { signal: context.stop });
  const { serial } = context.step();
  const found = checkDiskSpace({
    ...context.checks,
    fileSystems,
    listed,
    wanted: versionsOfPath(context.steps(), serial),
    deletes: imagesToDelete(context.steps(), serial),
  });
  const { verdict, reason } = found;
  if (verdict !== 'fail') return { ...done(reason), checks: [found] };
  const { makeRoom } = context.checks;
  const full = inWords({ code: 'disk_full', reason, offersRoom: makeRoom !== 'never' });
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
