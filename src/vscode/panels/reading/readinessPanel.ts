/** One Readiness page for each wish: asks the devices and shows how fit they are. */
import { formatReadinessReport, readinessReportName } from '../../../exchange/readinessReport.ts';
import type { CheckedDevice } from '../../../jobs/survey/checkedDevice.ts';
import { readinessPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { type ReadingKind, showReading } from './readingPage.ts';
import { contentNotice, readinessHead, readinessRow } from './readinessTable.ts';

export interface ReadinessRequest {
  readonly serials: readonly string[];
  /** What is wrong with what was asked for besides, one sentence each. */
  readonly problems: readonly string[];
  /** How many devices are read at a time, instead of workers.max. */
  readonly workers?: number | undefined;
}

export interface ReadinessPanels {
  show(request: ReadinessRequest): void;
}

export function createReadinessPanels(parts: PageParts): ReadinessPanels {
  return { show: (request) => showReading(readiness(request), parts) };
}

function readiness({ serials, problems, workers }: ReadinessRequest): ReadingKind<CheckedDevice> {
  let notices = problems;
  return {
    title: 'Check Readiness',
    panelType: readinessPanelType,
    identity: 'readiness',
    serials,
    head: (state) => readinessHead({ ...state, notices }),
    row: readinessRow,
    read({ engine, settings }, signal, onDevice) {
      notices = [...problems, ...contentNotice(settings.readiness)];
      return engine.checkReadiness({ serials, workers, signal, onRow: onDevice });
    },
    report: (devices, at) => ({ name: readinessReportName(at), text: formatReadinessReport(devices) }),
  };
}
