/** The Preview page of upgrades: one for each wish; nothing is queued before it was confirmed once more. */
import { userInfo } from 'node:os';
import { window } from '../../exits/window.ts';
import { formatUpgradeSurvey } from '../../../exchange/upgradeSurveyReport.ts';
import type { UpgradeSurveyRow } from '../../../jobs/survey/upgradeSurveyRow.ts';
import { upgradePreviewPanelType } from '../../commandIds.ts';
import { editorError } from '../../editorTroubles.ts';
import type { PageParts } from '../page/pageParts.ts';
import { type PreviewKind, type PreviewPanels, type PreviewRequest, previewPages } from './previewPage.ts';
import { upgradeManyQuestion } from './upgradeManyQuestion.ts';
import { queuedUpgradesSentence, upgradePreviewHead, upgradePreviewRow } from './upgradePreviewTable.ts';

export function createUpgradePreviewPanels(parts: PageParts): PreviewPanels {
  return previewPages(upgradePreviewPanelType, upgrades, parts);
}

function upgrades({ serials, identities: known = [] }: PreviewRequest): PreviewKind<UpgradeSurveyRow> {
  let workers: number | null = null;
  let withReadiness = false;
  let allowPreemption = false;
  const identities = [...known];
  /** Places of the pairs that were refused for their preemption alone, before it was allowed. */
  const refused = new Set<number>();
  return {
    reportName: 'upgrade_preview.csv',
    head: (state) => upgradePreviewHead({ ...state, workers, withReadiness, allowPreemption }),
    row: upgradePreviewRow,
    report: formatUpgradeSurvey,
    serialsOf: ({ members }) => members.map(({ serial }) => serial),

    async survey({ engine, settings }, signal, onRow) {
      workers = settings.workers.max;
      if (!allowPreemption) refused.clear();
      await engine.surveyUpgrades({
        serials,
        readiness: withReadiness,
        allowPreemption,
        signal,
        onRow(index, row) {
          requireSame(identities, index, row);
          if (row.isPreemptive) refused.add(index);
          onRow(index, { ...row, isPreemptive: allowPreemption ? refused.has(index) : row.isPreemptive });
        },
      });
    },

    async confirm(wanted) {
      const { message, detail, confirm } = upgradeManyQuestion(wanted, workers ?? 1);
      return (await window.showWarningMessage(message, { modal: true, detail }, confirm)) === confirm;
    },

    async queue({ engine }, wanted, rows) {
      const { queued, skipped } = await engine.submitUpgrades({
        targets: wanted.map(targetOf),
        dryRun: false,
        by: userInfo().username,
        allowPreemption,
      });
      return queuedUpgradesSentence(queued, rows, skipped);
    },

    identities: () => identities,

    readAgain: new Map([
      ['readiness', () => void (withReadiness = true)],
      ['preemption', () => void (allowPreemption = true)],
    ]),
  };
}

function targetOf({ members: [one, other] }: UpgradeSurveyRow): [string] | [string, string] {
  return other === undefined ? [one.serial] : [one.serial, other.serial];
}

/**
 * Rows are left out by their place: one that stood for another device when it is read again must not be taken for it.
 * @throws UserError
 */
function requireSame(identities: string[], index: number, { members }: UpgradeSurveyRow): void {
  const identity = members
    .map(({ serial }) => serial)
    .toSorted()
    .join('+');
  if ((identities[index] ??= identity) === identity) return;
  throw editorError({ code: 'list_has_changed' });
}
