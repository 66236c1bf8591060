/** *Upgrade Device…* and *Dry Run*: what would happen, one question, and a job. */
import { userInfo } from 'node:os';
import { window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import { conflictWith } from '../../jobs/conflict.ts';
import type { NoPlan, UpgradePlan } from '../../planning/plan.ts';
import { errorActions } from '../errorActions.ts';
import { plainMessage } from '../markdown.ts';
import { offerActions } from '../offerActions.ts';
import type { JobPanels } from '../panels/jobPanels.ts';
import { whyNotUpgradable } from '../trees/capabilities.ts';
import { deviceName } from '../trees/deviceLook.ts';
import { troubleActions } from '../troubles.ts';
import { type Command, onEngine } from './commandParts.ts';
import { chosenDevice } from './picks.ts';
import { upgradeQuestion } from './upgradeQuestion.ts';

export const upgradeDevice: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Upgrade which device?', whyNotUpgradable);
  if (device === null || isHeld(engine, device)) return;
  const plan = await engine.previewUpgrade(device.serial);
  if (!plan.ok) {
    void showNoPlan(device, plan);
    return;
  }
  if (await isConfirmed(device, plan)) submit(engine, jobPanels, device, false);
});

/** Sends nothing that changes a device, so nothing has to be confirmed. */
export const dryRun: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Try the upgrade of which device?', whyNotUpgradable);
  if (device !== null && !isHeld(engine, device)) submit(engine, jobPanels, device, true);
});

/** Said before anything is asked; the submission looks again. */
function isHeld(engine: Engine, device: Device): boolean {
  const other = engine.jobs.openJobOf(device.serial);
  if (other !== undefined) void showRefusal(conflictWith(device, other, 'standalone').message, other.id);
  return other !== undefined;
}

async function isConfirmed(device: Device, plan: UpgradePlan): Promise<boolean> {
  const { message, detail, confirm } = upgradeQuestion(device, plan);
  return (await window.showWarningMessage(message, { modal: true, detail }, confirm)) === confirm;
}

async function showNoPlan(device: Device, { kind, reason }: NoPlan): Promise<void> {
  const text = plainMessage(`${deviceName(device)}: ${reason}`);
  if (kind === 'at_target') {
    await window.showInformationMessage(text);
    return;
  }
  await offerActions([errorActions.openUpgradePaths], (titles) =>
    window.showErrorMessage(`${text} Nothing was queued.`, ...titles),
  );
}

function submit(engine: Engine, jobPanels: JobPanels, device: Device, isDryRun: boolean): void {
  const submission = engine.submitUpgrade({
    serial: device.serial,
    dryRun: isDryRun,
    by: userInfo().username,
  });
  if (submission.ok) jobPanels.showNew(submission.job);
  else void showRefusal(submission.reason, submission.conflictingJobId);
}

async function showRefusal(reason: string, otherJob: string | null): Promise<void> {
  await offerActions(
    troubleActions(reason) ?? [],
    (titles) => window.showErrorMessage(plainMessage(`${reason} Nothing was queued.`), ...titles),
    otherJob === null ? undefined : { jobId: otherJob },
  );
}
