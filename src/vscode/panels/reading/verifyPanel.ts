/** One Verify page for each wish: reads the devices and shows what is on them. */
import { formatVerifyReport, verifyReportName } from '../../../exchange/verifyReport.ts';
import type { VerifiedDevice } from '../../../jobs/survey/verifiedDevice.ts';
import { verifyPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { type ReadingKind, showReading } from './readingPage.ts';
import { verifyHead, verifyRow } from './verifyTable.ts';

export interface VerifyRequest {
  readonly serials: readonly string[];
  /** How many devices are read at a time, instead of workers.max. */
  readonly workers?: number | undefined;
}

export interface VerifyPanels {
  show(request: VerifyRequest): void;
}

export function createVerifyPanels(parts: PageParts): VerifyPanels {
  return { show: (request) => showReading(verification(request), parts) };
}

function verification({ serials, workers }: VerifyRequest): ReadingKind<VerifiedDevice> {
  return {
    title: 'Verify Downloads',
    panelType: verifyPanelType,
    identity: 'verify',
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
