/** One Preview page for each wish: reads the devices, shows what would happen, and queues what was not left out. */
import { userInfo } from 'node:os';
import { commands, type Uri, window } from 'vscode';
import type { EngineSettings } from '../../engineContract.ts';
import { formatSurvey } from '../../exchange/surveyReport.ts';
import type { SurveyRow } from '../../jobs/surveyRow.ts';
import type { Log } from '../../ports/log.ts';
import { commandIds, previewPanelType } from '../commandIds.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { errorActions } from '../errorActions.ts';
import { plainMessage } from '../markdown.ts';
import { offerActions } from '../offerActions.ts';
import { saveReport } from '../saveReport.ts';
import { tellFailure } from './pageFailure.ts';
import { type Preview, previewHead, previewRow, queuedSentence, serialsToQueue } from './previewTable.ts';
import { createTablePanel, TablePanel } from './tablePanel.ts';

export interface PreviewRequest {
  readonly title: string;
  /** As asked for, in order; a serial may stand twice. */
  readonly serials: readonly string[];
  /** What is wrong with what was asked for besides, one sentence each. */
  readonly problems: readonly string[];
  readonly dryRun: boolean;
}

export interface PreviewPanels {
  show(request: PreviewRequest): void;
}

export function createPreviewPanels(holder: EngineHolder, extensionUri: Uri, log: Log): PreviewPanels {
  return { show: (request) => showPreview(request, holder, extensionUri, log) };
}

function showPreview(request: PreviewRequest, holder: EngineHolder, extensionUri: Uri, log: Log): void {
  const { title, serials, problems, dryRun } = request;
  const rows: SurveyRow[] = [];
  let preview: Preview = {
    ...{ title, rows, problems, dryRun },
    ...{ isReading: true, failure: null, leftOut: new Set(), workers: null, isQueued: false },
  };
  const stop = new AbortController();
  const actions = new Map<string, (selected: readonly string[]) => void>([
    ['stop', () => stop.abort()],
    ['queue', (selected) => void queue(serialsToQueue(preview, selected))],
    ['save', () => void saveReport('download_preview.csv', formatSurvey(rows))],
    ['close', () => page.close()],
  ]);
  const panel = createTablePanel(previewPanelType, title, extensionUri);
  const page = new TablePanel({
    ...{ panel, identity: 'preview', extensionUri, log },
    content: {
      head: () => previewHead(preview),
      ids: () => rows.map((_, index) => String(index)),
      row(id) {
        const row = rows[Number(id)];
        return row === undefined ? undefined : previewRow(id, row, preview.isReading);
      },
      act: (id, selected) => actions.get(id)?.(selected),
      leaveOut(ids) {
        preview = { ...preview, leftOut: new Set(ids) };
        page.changed([]);
      },
      openRow(id) {
        const outcome = rows[Number(id)]?.outcome;
        if (outcome?.kind !== 'skipped' || outcome.jobId === null) return;
        void commands.executeCommand(commandIds.showJob, { jobId: outcome.jobId });
      },
    },
  });
  panel.onDidDispose(() => stop.abort());

  const read = async (): Promise<void> => {
    let failure: string | null = null;
    try {
      const { engine, settings } = await holder.require();
      preview = { ...preview, workers: fewWorkers(settings) };
      await engine.surveyDownloads({
        serials,
        signal: stop.signal,
        onRow(index, row) {
          rows[index] = row;
          page.changed([String(index)]);
        },
      });
    } catch (error) {
      failure = tellFailure(title, error, log);
    }
    preview = { ...preview, isReading: false, failure };
    page.allChanged();
  };

  const queue = async (wanted: readonly string[]): Promise<void> => {
    if (wanted.length === 0) return;
    preview = { ...preview, isQueued: true };
    page.changed([]);
    try {
      const { engine } = await holder.require();
      const { queued, skipped } = await engine.submitDownloads({ serials: wanted, by: userInfo().username });
      page.close();
      const summary = queuedSentence(queued.length, rows, skipped);
      await offerActions([errorActions.showFleet, errorActions.showJobs], (titles) =>
        window.showInformationMessage(plainMessage(summary), ...titles),
      );
    } catch (error) {
      preview = { ...preview, isQueued: false };
      page.changed([]);
      tellFailure(title, error, log);
    }
  };

  void read();
}

/** Where there are fewer workers than downloads may run at once. */
function fewWorkers({ workers, download }: EngineSettings): number | null {
  return workers.max < download.maxConcurrent ? workers.max : null;
}
