/** Choosing a device or a job when a command comes from the palette. */
import { QuickPickItemKind } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Device } from '../../../inventory/device.ts';
import type { Job } from '../../../jobs/job.ts';
import { editorError } from '../../editorTroubles.ts';
import { jobAim, jobDevices, jobStatusWord } from '../../words/jobTexts.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { targetSerial } from './targets.ts';

/**
 * The device of the row the command was called on; from the palette the one that is picked.
 * @param whyNot a sentence for people when a device cannot be picked; null when it can. Of a row the menus ask.
 * @returns null when the user turned back
 * @throws UserError when it is not known
 */
export async function chosenDevice(
  { inventory }: Pick<Engine, 'inventory'>,
  target: unknown,
  placeHolder: string,
  whyNot: (device: Device) => string | null = () => null,
): Promise<Device | null> {
  const serial = targetSerial(target);
  if (serial === null) return pickDevice(inventory.devices(), whyNot, placeHolder);
  const device = inventory.get(serial);
  if (device === undefined) throw editorError({ code: 'device_not_found', serial });
  return device;
}

/**
 * Devices that cannot be chosen are shown with the reason, at the end; picking one says it in full.
 * @param whyNot a sentence for people; null when the device can be chosen
 * @returns null when the user turned back or picked one that cannot be chosen
 * @throws UserError when no device is known
 */
async function pickDevice(
  devices: readonly Device[],
  whyNot: (device: Device) => string | null,
  placeHolder: string,
): Promise<Device | null> {
  if (devices.length === 0) throw editorError({ code: 'no_devices' });
  const items = devices.map((device) => ({
    label: deviceName(device),
    description: `${device.swVersion} · ${device.model} · ${device.serial}`,
    detail: whyNot(device) ?? '',
    device,
  }));
  const choosable = items.filter(({ detail }) => detail === '');
  const others = items.filter(({ detail }) => detail !== '');
  const separator = { label: 'Cannot be upgraded now', kind: QuickPickItemKind.Separator, device: null };
  const picked = await window.showQuickPick(
    [...choosable, ...(others.length === 0 ? [] : [{ ...separator, detail: '' }]), ...others],
    { placeHolder, matchOnDescription: true },
  );
  if (picked === undefined || picked.device === null) return null;
  if (picked.detail === '') return picked.device;
  void window.showInformationMessage(`${picked.label}: ${picked.detail} Nothing was queued.`);
  return null;
}

/**
 * @returns null when the user turned back
 * @throws UserError when there is nothing to choose from
 */
export async function pickJob(jobs: readonly Job[], placeHolder: string): Promise<Job | null> {
  if (jobs.length === 0) throw editorError({ code: 'no_such_job', asked: 'any' });
  const items = jobs.map((job) => ({
    label: jobDevices(job),
    description: `${jobAim(job)} · ${jobStatusWord(job)}`,
    detail: job.id,
    job,
  }));
  const picked = await window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.job ?? null;
}
