/** One Preview page for each wish: reads the devices, shows what would happen, and queues what was not left out. */
import { userInfo } from 'node:os';
import { type Uri, window } from 'vscode';
import { formatSurvey } from '../../exchange/surveyReport.ts';
import type { SurveyRow } from '../../jobs/surveyRow.ts';
import { previewPanelType } from '../commandIds.ts';
import { describeFailure } from '../commands/failures.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { errorActions } from '../errorActions.ts';
import { plainMessage } from '../markdown.ts';
import { offerActions } from '../offerActions.ts';
import { saveText } from '../saveText.ts';
import { type Preview, previewHead, previewRow, skippedSentence } from './previewTable.ts';
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

export function createPreviewPanels(holder: EngineHolder, extensionUri: Uri): PreviewPanels {
  return { show: (request) => showPreview(request, holder, extensionUri) };
}

function showPreview(request: PreviewRequest, holder: EngineHolder, extensionUri: Uri): void {
  const { title, serials, problems, dryRun } = request;
  const rows: SurveyRow[] = [];
  let preview: Preview = { title, rows, problems, dryRun, isReading: true, failure: null };
  const stop = new AbortController();
  const panel = createTablePanel(previewPanelType, title, extensionUri);
  const page = new TablePanel(
    panel,
    'preview',
    {
      head: () => previewHead(preview),
      ids: () => rows.map((_, index) => String(index)),
      row(id) {
        const row = rows[Number(id)];
        return row === undefined ? undefined : previewRow(id, row);
      },
      act(id, selected) {
        const act: Readonly<Record<string, () => void>> = {
          stop: () => stop.abort(),
          queue: () => void queue(selected.flatMap((one) => rows[Number(one)]?.serial ?? [])),
          save: () => void saveText('Save Report', 'download_preview.csv', formatSurvey(rows)),
          close: () => page.close(),
        };
        act[id]?.();
      },
      openRow: () => undefined,
    },
    extensionUri,
  );
  panel.onDidDispose(() => stop.abort());

  const read = async (): Promise<void> => {
    try {
      const { engine } = await holder.require();
      await engine.surveyDownloads({
        serials,
        signal: stop.signal,
        onRow(index, row) {
          rows[index] = row;
          page.changed([String(index)]);
        },
      });
      preview = { ...preview, isReading: false };
    } catch (error) {
      const failure = describeFailure(title, error)?.message ?? null;
      preview = { ...preview, isReading: false, failure };
    }
    page.allChanged();
  };

  const queue = async (wanted: readonly string[]): Promise<void> => {
    try {
      const { engine } = await holder.require();
      const { queued, skipped } = engine.submitDownloads({ serials: wanted, by: userInfo().username });
      page.close();
      const refused = skipped.map(({ hostname, reason }) => `${hostname}: ${reason}`);
      const parts = [
        `Queued ${queued.length} ${queued.length === 1 ? 'device' : 'devices'} for download.`,
        ...[skippedSentence(rows)].filter((part) => part !== '').map((part) => `${part}.`),
        ...refused.slice(0, 3),
        ...(refused.length > 3 ? [`And ${refused.length - 3} more were refused.`] : []),
      ];
      await offerActions([errorActions.showFleet, errorActions.showJobs], (titles) =>
        window.showInformationMessage(plainMessage(parts.join(' ')), ...titles),
      );
    } catch (error) {
      const failure = describeFailure(title, error);
      if (failure === null) return;
      await offerActions(failure.actions, (titles) =>
        window.showErrorMessage(plainMessage(failure.message), ...titles),
      );
    }
  };

  void read();
}
