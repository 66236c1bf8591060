/** The context keys our menus and welcome texts ask for, written only when they change. */
import { commands } from 'vscode';
import type { EngineStatus } from './engineHolder.ts';

interface ContextValues {
  'panosUpgrade.engine': EngineStatus;
  'panosUpgrade.paused': boolean;
  'panosUpgrade.simulated': boolean;
  'panosUpgrade.panoramaConfigured': boolean;
  'panosUpgrade.hasDevices': boolean;
}

const written = new Map<string, unknown>();

export function setContext<K extends keyof ContextValues>(key: K, value: ContextValues[K]): void {
  if (written.get(key) === value) return;
  written.set(key, value);
  void commands.executeCommand('setContext', key, value);
}
