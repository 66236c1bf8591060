/** *Start Simulated Fleet* and *Stop Simulated Fleet*. */
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import { editorError } from '../../editorTroubles.ts';
import type { Command, CommandParts } from '../asking/commandParts.ts';

export const startSimulatedFleet: Command = async (parts) => {
  await switchFleet(parts, 'Starting the simulated fleet', () => parts.fleets.start());
  const { settings } = await parts.holder.require();
  void window.showInformationMessage(
    `The simulated fleet runs; its Panorama is ${settings.panorama.host ?? 'not there'}. Next: PAN-OS: Discover Devices.`,
  );
};

export const stopSimulatedFleet: Command = async (parts) => {
  const { simulation } = await parts.holder.require();
  const hasAnswered = await switchFleet(parts, 'Stopping the simulated fleet', () => parts.fleets.stop());
  if (!hasAnswered) throw editorError({ code: 'fleet_did_not_answer' });
  if (simulation === null) return;
  void window.showInformationMessage(
    'The simulated fleet has ended. This window works with real devices now.',
  );
};

async function switchFleet<T>({ holder }: CommandParts, title: string, change: () => Promise<T>): Promise<T> {
  await holder.require();
  if (holder.isBusy) throw editorError({ code: 'jobs_are_active' });
  return window.withProgress({ location: ProgressLocation.Notification, title }, async () => {
    const result = await change();
    await holder.restart();
    return result;
  });
}
