/** Where the user's checksums of images are. */
import type { Uri } from 'vscode';
import { readFirstText, workspaceFileUri } from './workspaceFile.ts';

/** In the first folder; null when none is open. */
export function versionHashesUri(): Uri | null {
  return workspaceFileUri('version_hashes.json');
}

/** Null when there is none: it is not needed. */
export function readVersionHashesText(): Promise<string | null> {
  return readFirstText(versionHashesUri());
}
