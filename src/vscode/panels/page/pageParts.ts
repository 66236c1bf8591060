/** What pages are made with. */
import type { Uri } from 'vscode';
import type { Log } from '../../../ports/log.ts';
import type { EngineHolder } from '../../engine/engineHolder.ts';
import type { OpenPages } from './openPages.ts';

export interface PageParts {
  readonly holder: EngineHolder;
  readonly extensionUri: Uri;
  readonly log: Log;
  readonly pages: OpenPages;
}
