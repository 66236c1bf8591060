/** What a page that shows a table is handed. */
import type { Uri } from 'vscode';
import type { Log } from '../../../ports/log.ts';
import type { EngineHolder } from '../../engine/engineHolder.ts';

export interface PageParts {
  readonly holder: EngineHolder;
  readonly extensionUri: Uri;
  readonly log: Log;
}
