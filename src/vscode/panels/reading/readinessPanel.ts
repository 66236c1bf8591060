/** One Readiness page for each wish: asks the devices and shows how fit they are. */
import { formatReadinessReport, readinessReportName } from '../../../exchange/readinessReport.ts';
import type { CheckedDevice } from '../../../jobs/survey/checkedDevice.ts';
import { readinessPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { type ReadingKind, readingPages, type ReadingRequest } from './readingPage.ts';
import { contentNotice, readinessHead, readinessRow } from './readinessTable.ts';

const TITLE = 'Check Readiness';

export interface ReadinessPanels {
  show(request: ReadingRequest): void;
}

export function createReadinessPanels(parts: PageParts): ReadinessPanels {
  return { show: readingPages(readinessPanelType, TITLE, readiness, parts) };
}

function readiness({ serials, problems = [], workers }: ReadingRequest): ReadingKind<CheckedDevice> {
  let notices = problems;
  return {
    title: TITLE,
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
