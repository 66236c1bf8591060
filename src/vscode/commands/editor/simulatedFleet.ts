/** *Start Simulated Fleet* and *Stop Simulated Fleet*. */
import { ProgressLocation, window } from 'vscode';
import { UserError } from '../../../ports/userError.ts';
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
  if (holder.isBusy) {
    throw new UserError(
      'Jobs are active. Cancel them or wait for their end, then try again. Nothing was changed.',
    );
  }
  await window.withProgress({ location: ProgressLocation.Notification, title }, async () => {
    await change();
    await holder.restart();
  });
}
