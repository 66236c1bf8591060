/** All open Job pages: one a job, found again instead of opened twice, restored when the window is. */
import type { Uri, WebviewPanel } from 'vscode';
import { restorePanels } from '../../exits/page.ts';
import type { Job } from '../../../jobs/job.ts';
import type { Subscription } from '../../../ports/events.ts';
import { jobPanelType } from '../../commandIds.ts';
import type { EngineHolder } from '../../engine/engineHolder.ts';
import { earlierDryRuns } from './earlierDryRuns.ts';
import { createJobPanel, JobPanel } from './jobPanel.ts';
import { readPageState } from '../page/pageMessages.ts';

export interface JobPanels extends Subscription {
  show(jobId: string): void;
  /** Whether its page is in sight. */
  isVisible(jobId: string): boolean;
  /** Shows a job that was just asked for. A dry run takes the place of earlier ones of its device. */
  showNew(job: Job): void;
}

export function createJobPanels(holder: EngineHolder, extensionUri: Uri): JobPanels {
  const open = new Map<string, WebviewPanel>();
  const fill = (panel: WebviewPanel, jobId: string): void => {
    open.set(jobId, panel);
    panel.onDidDispose(() => open.delete(jobId));
    new JobPanel(panel, jobId, holder, extensionUri);
  };
  const serializer = restorePanels(jobPanelType, {
    async deserializeWebviewPanel(panel, state: unknown) {
      const jobId = readPageState(state);
      if (jobId === null || open.has(jobId)) panel.dispose();
      else fill(panel, jobId);
    },
  });
  const show = (jobId: string): void => {
    const panel = open.get(jobId);
    if (panel === undefined) fill(createJobPanel(holder.engine?.jobs.get(jobId), extensionUri), jobId);
    else panel.reveal();
  };
  return {
    show,
    isVisible: (jobId) => open.get(jobId)?.visible ?? false,
    showNew(job) {
      const shown = (holder.engine?.jobs.all() ?? []).filter(({ id }) => open.has(id));
      show(job.id);
      for (const id of earlierDryRuns(job, shown)) open.get(id)?.dispose();
    },
    // The pages themselves stay: VS Code restores them with the window.
    dispose: () => void serializer.dispose(),
  };
}
