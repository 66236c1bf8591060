/** The one Fleet page: opened once, found again, restored with the window. */
import { commands } from 'vscode';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Subscription } from '../../../ports/events.ts';
import { type CommandId, commandIds, fleetPanelType } from '../../commandIds.ts';
import type { EngineHolder } from '../../engine/engineHolder.ts';
import { NewestJobs } from '../../../jobs/newestJobs.ts';
import { closedFleetHead, fleetHead, fleetRow } from './fleetTable.ts';
import type { TableContent } from '../page/tableFeed.ts';
import type { OpenPage } from '../page/openPages.ts';
import type { PageParts } from '../page/pageParts.ts';
import { TablePanel } from '../page/tablePanel.ts';

export interface FleetPanels {
  show(): void;
}

const TITLE = 'Fleet';
/** There is one. */
const KEY = 'fleet';

/** By the ids of the buttons, which are the page's word. */
const actionCommands: ReadonlyMap<string, CommandId> = new Map([
  ['downloadAll', commandIds.downloadImagesToAll],
  ['verify', commandIds.verifyDownloads],
  ['retryFailed', commandIds.retryAllFailed],
  ['pause', commandIds.pauseEngine],
  ['resume', commandIds.resumeEngine],
]);

export function createFleetPanels({ holder, extensionUri, log, pages }: PageParts): FleetPanels {
  pages.add({
    viewType: fleetPanelType,
    fill(page) {
      const filled = fillFleetPanel(page, { holder, extensionUri, log });
      page.panel.onDidDispose(() => filled.dispose());
      return true;
    },
  });
  return { show: () => pages.show(fleetPanelType, KEY, TITLE) };
}

function fillFleetPanel(
  opened: OpenPage,
  { holder, extensionUri, log }: Omit<PageParts, 'pages'>,
): Subscription {
  const newest = new NewestJobs();
  const page = new TablePanel({
    page: opened,
    extensionUri,
    log,
    content: fleetContent(holder, newest),
  });
  const parts = [
    holder.onDidChange(() => {
      newest.forget();
      page.allChanged();
    }),
    holder.follow((engine) => [
      engine.jobs.onDidChange((job) => {
        newest.forget();
        page.changed(job.runs.map(({ serial }) => serial));
      }),
      engine.inventory.onDidChange((serials) => page.changed(serials)),
      engine.onDidChangeState(() => page.changed([])),
    ]),
  ];
  return {
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}

function fleetContent(holder: EngineHolder, newest: NewestJobs): TableContent {
  const shown = (): Engine | null => holder.engine;
  return {
    head() {
      const engine = shown();
      const { opened } = holder;
      if (engine === null || opened === null) return closedFleetHead(holder.status);
      const moment = { now: opened.clock.now(), isSimulated: opened.simulation !== null };
      return fleetHead(engine, newest.ofReal(engine.jobs), moment);
    },
    ids: () =>
      shown()
        ?.inventory.devices()
        .map(({ serial }) => serial) ?? [],
    row(serial) {
      const engine = shown();
      const device = engine?.inventory.get(serial);
      if (engine === null || device === undefined) return undefined;
      return fleetRow(engine, device, newest.ofReal(engine.jobs).get(serial));
    },
    act(id) {
      const command = actionCommands.get(id);
      if (command !== undefined) void commands.executeCommand(command);
    },
    openRow(serial) {
      const engine = shown();
      const job = engine === null ? undefined : newest.ofReal(engine.jobs).get(serial);
      if (job !== undefined) void commands.executeCommand(commandIds.showJob, { jobId: job.id });
    },
  };
}
