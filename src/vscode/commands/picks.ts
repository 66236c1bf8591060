/** Choosing a device or a job when a command comes from the palette. */
import { window } from 'vscode';
import type { Device } from '../../inventory/device.ts';
import type { Job } from '../../jobs/job.ts';
import { UserError } from '../../ports/userError.ts';
import { jobAim, jobDevices, jobStatusWord } from '../jobTexts.ts';
import { deviceName } from '../trees/deviceLook.ts';

/**
 * @returns null when the user turned back
 * @throws UserError when there is nothing to choose from
 */
export async function pickDevice(devices: readonly Device[], placeHolder: string): Promise<Device | null> {
  if (devices.length === 0) {
    throw new UserError('No device can be chosen. Discover devices first, or wait for their jobs to end.');
  }
  const items = devices.map((device) => ({
    label: deviceName(device),
    description: `${device.swVersion} · ${device.model} · ${device.serial}`,
    device,
  }));
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked?.device ?? null;
}

/** As pickDevice. */
export async function pickJob(jobs: readonly Job[], placeHolder: string): Promise<Job | null> {
  if (jobs.length === 0) throw new UserError('There is no such job.');
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
