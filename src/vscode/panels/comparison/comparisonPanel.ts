/** The Comparison pages: one for each hop of a job, and for each member of an active/active pair, found again instead of opened twice. */
import * as z from 'zod';
import { window } from '../../exits/window.ts';
import { comparisonReportName, formatComparisonReport } from '../../../exchange/comparisonReport.ts';
import type { Job } from '../../../jobs/job.ts';
import { type ComparedPart, comparedParts, type JobComparison } from '../../../jobs/outcome/jobComparison.ts';
import { systemClock } from '../../../ports/systemClock.ts';
import {
  areaTitles,
  isTableArea,
  type TableArea,
  tableAreas,
} from '../../../validation/comparison/areaTitles.ts';
import { judgeArea } from '../../../validation/comparison/areaVerdict.ts';
import type { ComparedTableDocuments } from '../../documents/comparedTableDocuments.ts';
import { comparisonPanelType } from '../../commandIds.ts';
import { counted } from '../../words/quantities.ts';
import { hostnameOf, jobDevices } from '../../words/jobTexts.ts';
import { saveReport } from '../../documents/saveReport.ts';
import { timeWords } from '../../engine/times.ts';
import { serialSchema } from '../../../panos/serial.ts';
import { comparisonHead, comparisonRow, type ComparisonState } from './comparisonTable.ts';
import { tellFailure } from '../page/pageFailure.ts';
import type { PageParts } from '../page/pageParts.ts';
import type { OpenPage } from '../page/openPages.ts';
import { TablePanel } from '../page/tablePanel.ts';

export interface ComparisonPanels {
  show(job: Job, part: ComparedPart): void;
}

type Parts = PageParts & { readonly tableDocuments: ComparedTableDocuments };

const FAILURE_TITLE = 'Show Comparison';

const aboutSchema = z.object({
  jobId: z.string(),
  part: z.object({ hop: z.int(), member: serialSchema.nullable() }),
});

export function createComparisonPanels(parts: Parts): ComparisonPanels {
  parts.pages.add({
    viewType: comparisonPanelType,
    fill(page) {
      const about = aboutSchema.safeParse(page.about);
      if (about.success) fillComparisonPanel(page, about.data, parts);
      return about.success;
    },
  });
  return {
    show(job, part) {
      const about = { jobId: job.id, part };
      parts.pages.show(comparisonPanelType, JSON.stringify(about), titleOf(job, part), about);
    },
  };
}

/** `Comparison: fw-a, hop 2`; without the hop where there is only one. */
function titleOf(job: Job, { hop, member }: ComparedPart): string {
  const isOnly = comparedParts(job).every((part) => part.hop === hop);
  const whose = member === null ? jobDevices(job) : hostnameOf(job, member);
  return `Comparison: ${whose}${isOnly ? '' : `, hop ${hop}`}`;
}

function fillComparisonPanel(
  opened: OpenPage,
  { jobId, part }: z.infer<typeof aboutSchema>,
  { holder, extensionUri, log, tableDocuments }: Parts,
): void {
  const { panel } = opened;
  const { title } = panel;
  let state: ComparisonState = { title, job: undefined, comparison: null, isReading: true, failure: null };
  let ids: readonly string[] = [];
  /** The margins may be others since it was compared. */
  let isOutdated = false;
  let newest = 0;

  const compare = async (): Promise<void> => {
    isOutdated = false;
    const own = (newest += 1);
    state = { ...state, isReading: true, failure: null };
    page.changed([]);
    try {
      const { engine } = await holder.require();
      const comparison = await engine.comparison(jobId, part);
      if (own !== newest) return;
      ids = comparison?.differences.map((_, at) => String(at)) ?? [];
      state = { ...state, job: engine.jobs.get(jobId), comparison, isReading: false };
    } catch (error) {
      if (own !== newest) return;
      state = { ...state, isReading: false, failure: tellFailure(FAILURE_TITLE, error, log) };
    }
    page.allChanged();
  };

  const openTables = async (area: TableArea | null): Promise<void> => {
    const { job, comparison } = state;
    if (area === null || job === undefined || comparison === null) return;
    await tableDocuments.show(job, comparison, area);
  };

  const save = async (): Promise<void> => {
    const { comparison } = state;
    if (comparison === null) return;
    const clock = holder.opened?.clock ?? systemClock;
    const text = await formatComparisonReport(comparison, () => systemClock.sleep(0));
    await saveReport('Save CSV', { name: comparisonReportName(comparison, clock.now()), text });
  };

  const attempt = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      tellFailure(FAILURE_TITLE, error, log);
    }
  };

  const page = new TablePanel({
    page: opened,
    extensionUri,
    log,
    content: {
      head: () => comparisonHead(state, timeWords(holder)),
      ids: () => ids,
      row(id) {
        const { comparison } = state;
        const difference = comparison?.differences[Number(id)];
        if (comparison === null || difference === undefined) return undefined;
        return comparisonRow(id, difference, comparison.summary);
      },
      act(id) {
        const { comparison } = state;
        if (id === 'save') void attempt(save());
        if (id === 'tables' && comparison !== null) void attempt(pickArea(comparison).then(openTables));
      },
      openRow(id) {
        const area = state.comparison?.differences[Number(id)]?.area;
        if (area !== undefined && isTableArea(area)) void attempt(openTables(area));
      },
    },
  });
  const compareIfSeen = (): void => {
    if (isOutdated && panel.visible) void compare();
  };
  const following = holder.follow(() => {
    isOutdated = true;
    compareIfSeen();
    return [];
  });
  panel.onDidChangeViewState(compareIfSeen);
  panel.onDidDispose(() => following.dispose());
}

/** Those with differences first. @returns null when the user turned back */
async function pickArea({ summary }: JobComparison): Promise<TableArea | null> {
  const items = tableAreas
    .map((area) => ({ area, differences: judgeArea(summary, area).differences, table: summary[area] }))
    .sort((one, other) => Number(other.differences > 0) - Number(one.differences > 0))
    .map(({ area, differences, table: { before, after } }) => ({
      area,
      label: areaTitles[area],
      description: differences === 0 ? 'no difference' : counted(differences, 'difference'),
      detail: `${before ?? 'unknown'} before, ${after ?? 'unknown'} afterwards`,
    }));
  const picked = await window.showQuickPick(items, { placeHolder: 'Open which tables side by side?' });
  return picked?.area ?? null;
}
