/** *Upgrade Device…* and *Dry Run*: what would happen, one question, and a job. */
import { userInfo } from 'node:os';
import { commands, window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import type { NoPlan, UpgradePlan } from '../../planning/plan.ts';
import { UserError } from '../../ports/userError.ts';
import { commandIds } from '../commandIds.ts';
import { plainMessage } from '../markdown.ts';
import type { JobPanels } from '../panels/jobPanels.ts';
import { deviceName } from '../trees/deviceLook.ts';
import { type Command, onEngine } from './commandParts.ts';
import { pickDevice } from './picks.ts';
import { targetSerial, whyNotNow } from './targets.ts';
import { upgradeQuestion } from './upgradeQuestion.ts';

export const upgradeDevice: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Upgrade which device?');
  if (device === null) return;
  const plan = await engine.previewUpgrade(device.serial);
  if (!plan.ok) {
    void showNoPlan(device, plan);
    return;
  }
  if (await isConfirmed(device, plan)) submit(engine, jobPanels, device, false);
});

/** Sends nothing that changes a device, so nothing has to be confirmed. */
export const dryRun: Command = onEngine(async ({ engine }, { jobPanels }, target) => {
  const device = await chosenDevice(engine, target, 'Try the upgrade of which device?');
  if (device !== null) submit(engine, jobPanels, device, true);
});

async function chosenDevice(engine: Engine, target: unknown, placeHolder: string): Promise<Device | null> {
  const serial = targetSerial(target);
  if (serial === null) {
    return pickDevice(engine.inventory.devices(), (device) => whyNotNow(device, engine.jobs), placeHolder);
  }
  const device = engine.inventory.get(serial);
  if (device === undefined) throw new UserError(`The firewall ${serial} is not in the inventory.`);
  return device;
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
  const open = 'Open Upgrade Paths';
  const chosen = await window.showErrorMessage(`${text} Nothing was queued.`, open);
  if (chosen === open) await commands.executeCommand(commandIds.openUpgradePaths);
}

function submit(engine: Engine, jobPanels: JobPanels, device: Device, isDryRun: boolean): void {
  const submission = engine.submitUpgrade({
    serial: device.serial,
    dryRun: isDryRun,
    by: userInfo().username,
  });
  if (submission.ok) jobPanels.showNew(submission.job);
  else void showRefusal(device, submission.reason, submission.conflictingJobId);
}

async function showRefusal(device: Device, reason: string, otherJob: string | null): Promise<void> {
  const show = 'Show Job';
  const cancel = 'Cancel It…';
  const buttons = otherJob === null ? [] : [show, cancel];
  const chosen = await window.showErrorMessage(
    plainMessage(`${deviceName(device)}: ${reason} Nothing was queued.`),
    ...buttons,
  );
  const command = { [show]: commandIds.showJob, [cancel]: commandIds.cancelJob }[chosen ?? ''];
  if (command !== undefined) await commands.executeCommand(command, { jobId: otherJob });
}
