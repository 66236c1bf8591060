/** The Preview page of downloads: one for each wish. */
import { userInfo } from 'node:os';
import type { EngineSettings } from '../../../engine/settings/engineSettings.ts';
import { formatDownloadSurvey } from '../../../exchange/downloadSurveyReport.ts';
import type { SurveyRow } from '../../../jobs/survey/downloadSurveyRow.ts';
import { downloadPreviewPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { downloadPreviewHead, downloadPreviewRow, queuedDownloadsSentence } from './downloadPreviewTable.ts';
import { type PreviewKind, type PreviewPanels, type PreviewRequest, previewPages } from './previewPage.ts';

export function createDownloadPreviewPanels(parts: PageParts): PreviewPanels {
  return previewPages(downloadPreviewPanelType, downloads, parts);
}

function downloads({ serials }: PreviewRequest): PreviewKind<SurveyRow> {
  let workers: number | null = null;
  return {
    reportName: 'download_preview.csv',
    head: (state) => downloadPreviewHead({ ...state, workers }),
    row: downloadPreviewRow,
    report: formatDownloadSurvey,
    serialsOf: ({ serial }) => [serial],
    async survey({ engine, settings }, signal, onRow) {
      workers = fewWorkers(settings);
      await engine.surveyDownloads({ serials, signal, onRow });
    },
    confirm: async () => true,
    async queue({ engine }, wanted, rows) {
      const { queued, skipped } = await engine.submitDownloads({
        serials: wanted.map(({ serial }) => serial),
        by: userInfo().username,
      });
      return queuedDownloadsSentence(queued.length, rows, skipped);
    },
    identities: () => [],
    readAgain: new Map(),
  };
}

/** Where there are fewer workers than downloads may run at once. */
function fewWorkers({ workers, download }: EngineSettings): number | null {
  return workers.max < download.maxConcurrent ? workers.max : null;
}
