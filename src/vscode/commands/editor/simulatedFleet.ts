/** *Start Simulated Fleet* and *Stop Simulated Fleet*. */
import { ProgressLocation, window } from 'vscode';
import { editorError } from '../../editorTroubles.ts';
import type { Command, CommandParts } from '../asking/commandParts.ts';

export const startSimulatedFleet: Command = async (parts) => {
  await switchFleet(parts, 'Starting the simulated fleet', () => parts.fleets.start());
  const { settings } = await parts.holder.require();
  void window.showInformationMessage(
    `The simulated fleet runs; its Panorama is ${settings.panorama.host ?? 'not there'}. Next: PAN-OS: Discover Devices.`,
  );
};

export const stopSimulatedFleet: Command = (parts) =>
  switchFleet(parts, 'Stopping the simulated fleet', () => parts.fleets.stop());

async function switchFleet(
  { holder }: CommandParts,
  title: string,
  change: () => Promise<void>,
): Promise<void> {
  await holder.require();
  if (holder.isBusy) throw editorError({ code: 'jobs_are_active' });
  await window.withProgress({ location: ProgressLocation.Notification, title }, async () => {
    await change();
    await holder.restart();
  });
}
