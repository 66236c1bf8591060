/** Where the upgrade paths are: the workspace's file, or, for the simulated fleet only, the example. */
import type { Uri } from 'vscode';
import { readFirstText, workspaceFileUri } from './workspaceFile.ts';

/** Of the first folder; null when none is open. */
export function upgradePathsUri(): Uri | null {
  return workspaceFileUri('upgrade_paths.json');
}

/** @param example used when the workspace has no file of its own; null: none is */
export function readUpgradePathsText(example: Uri | null): Promise<string | null> {
  return readFirstText(upgradePathsUri(), example);
}
