/** *Show Device Status*: one device as JSON, in the words of the original tool. */
import { window, workspace } from 'vscode';
import { deviceStatus } from '../../exchange/deviceStatus.ts';
import { newestJobs } from '../trees/attention.ts';
import { onEngine } from './commandParts.ts';
import { chosenDevice } from './picks.ts';

export const showDeviceStatus = onEngine(async ({ engine }, _parts, target) => {
  const device = await chosenDevice(engine, target, 'Show the status of which device?');
  if (device === null) return;
  const job = newestJobs(engine.jobs.all().filter(({ dryRun }) => !dryRun)).get(device.serial);
  const status = deviceStatus(device, job, job === undefined ? null : engine.jobs.live(job.id));
  const document = await workspace.openTextDocument({
    language: 'json',
    content: `${JSON.stringify(status, null, 2)}\n`,
  });
  await window.showTextDocument(document, { preview: true });
});
