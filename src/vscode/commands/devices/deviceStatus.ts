/** *Show Device Status*: one device as JSON, as other programs read it. */
import { workspace } from 'vscode';
import { window } from '../../exits/window.ts';
import { onEngine } from '../asking/commandParts.ts';
import { chosenDevice } from '../asking/picks.ts';

export const showDeviceStatus = onEngine(async ({ engine }, { statusDocuments }, target) => {
  const device = await chosenDevice(engine, target, 'Show the status of which device?');
  if (device === null) return;
  const document = await workspace.openTextDocument(statusDocuments.open(device));
  await window.showTextDocument(document, { preview: true });
});
