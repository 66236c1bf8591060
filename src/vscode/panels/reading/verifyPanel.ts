/** One Verify page for each wish: reads the devices and shows what is on them. */
import { formatVerifyReport, verifyReportName } from '../../../exchange/verifyReport.ts';
import type { VerifiedDevice } from '../../../jobs/survey/verifiedDevice.ts';
import { verifyPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { type ReadingKind, readingPages, type ReadingRequest } from './readingPage.ts';
import { verifyHead, verifyRow } from './verifyTable.ts';

const TITLE = 'Verify Downloads';

export interface VerifyPanels {
  show(request: ReadingRequest): void;
}

export function createVerifyPanels(parts: PageParts): VerifyPanels {
  return { show: readingPages(verifyPanelType, TITLE, verification, parts) };
}

function verification({ serials, workers }: ReadingRequest): ReadingKind<VerifiedDevice> {
  return {
    title: TITLE,
    serials,
    head: verifyHead,
    row: verifyRow,
    read: ({ engine }, signal, onDevice) =>
      engine.verifyDownloads({
        serials,
        workers,
        signal,
        onProgress: (_done, _total, device) => onDevice(device),
      }),
    report: (devices, at) => ({ name: verifyReportName(at), text: formatVerifyReport(devices) }),
  };
}
