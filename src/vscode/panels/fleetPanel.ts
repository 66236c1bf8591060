/** The one Fleet page: opened once, found again, restored with the window. */
import { commands, type Uri, type WebviewPanel, window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { Subscription } from '../../ports/events.ts';
import { type CommandId, commandIds, fleetPanelType } from '../commandIds.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { NewestJobs } from '../trees/attention.ts';
import { fleetHead, fleetRow } from './fleetTable.ts';
import { createTablePanel, type TableContent, TablePanel } from './tablePanel.ts';

export interface FleetPanels extends Subscription {
  show(): void;
}

const TITLE = 'Fleet';

const actionCommands: Readonly<Record<string, CommandId>> = {
  downloadAll: commandIds.downloadImagesToAll,
  verify: commandIds.verifyDownloads,
  retryFailed: commandIds.retryAllFailed,
  pause: commandIds.pauseEngine,
  resume: commandIds.resumeEngine,
};

export function createFleetPanels(holder: EngineHolder, extensionUri: Uri): FleetPanels {
  let open: WebviewPanel | null = null;
  const fill = (panel: WebviewPanel): void => {
    open = panel;
    const page = fillFleetPanel(panel, holder, extensionUri);
    panel.onDidDispose(() => {
      open = null;
      page.dispose();
    });
  };
  const serializer = window.registerWebviewPanelSerializer(fleetPanelType, {
    async deserializeWebviewPanel(panel) {
      if (open === null) fill(panel);
      else panel.dispose();
    },
  });
  return {
    show() {
      if (open === null) fill(createTablePanel(fleetPanelType, TITLE, extensionUri));
      else open.reveal();
    },
    // The page itself stays: VS Code restores it with the window.
    dispose: () => void serializer.dispose(),
  };
}

function fillFleetPanel(panel: WebviewPanel, holder: EngineHolder, extensionUri: Uri): Subscription {
  const newest = new NewestJobs();
  const page = new TablePanel(panel, 'fleet', fleetContent(holder, newest), extensionUri);
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
      const now = holder.opened?.clock.now() ?? 0;
      return engine === null ? closedHead : fleetHead(engine, newest.ofReal(engine.jobs), now);
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
      const command = actionCommands[id];
      if (command !== undefined) void commands.executeCommand(command);
    },
    openRow(serial) {
      const engine = shown();
      const job = engine === null ? undefined : newest.ofReal(engine.jobs).get(serial);
      if (job !== undefined) void commands.executeCommand(commandIds.showJob, { jobId: job.id });
    },
  };
}

const closedHead = {
  title: TITLE,
  lead: 'Opening what is stored about your devices.',
  ...{ notices: [], percent: null, progressText: '', counters: [], actions: [], columns: [] },
  ...{ canSelect: false, empty: '' },
};
