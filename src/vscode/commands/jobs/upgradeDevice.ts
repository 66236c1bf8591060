/** *Upgrade Device…* and *Dry Run*: what would happen, one question, and a job. */
import { userInfo } from 'node:os';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Device } from '../../../inventory/device.ts';
import type { JobPanels } from '../../panels/job/jobPanels.ts';
import { whyNotUpgradable } from '../../trees/capabilities.ts';
import { type Command, onEngine } from '../asking/commandParts.ts';
import { confirmUpgrade } from '../asking/askForUpgrade.ts';
import { chosenDevice } from '../asking/picks.ts';
import { isHeldByJob, showRefusal } from '../asking/refusals.ts';

export const upgradeDevice: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Upgrade which device?', whyNotUpgradable);
  if (device === null || isHeldByJob(engine, [device.serial], 'standalone')) return;
  if (await confirmUpgrade(engine, device)) submit(engine, jobPanels, device, false);
});

/** Sends nothing that changes a device, so nothing has to be confirmed. */
export const dryRun: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Try the upgrade of which device?', whyNotUpgradable);
  if (device === null || isHeldByJob(engine, [device.serial], 'standalone')) return;
  submit(engine, jobPanels, device, true);
});

function submit(engine: Engine, jobPanels: JobPanels, { serial, hostname }: Device, isDryRun: boolean): void {
  const submission = engine.submitUpgrade({ serial, dryRun: isDryRun, by: userInfo().username });
  if (submission.ok) jobPanels.showNew(submission.job);
  else void showRefusal(engine, { ...submission, trouble: submission.error.trouble, hostname }, 'standalone');
}
