/** All open Job pages, one a job. */
import type { Job } from '../../../jobs/job.ts';
import { jobPanelType } from '../../commandIds.ts';
import type { PageParts } from '../page/pageParts.ts';
import { earlierDryRuns } from './earlierDryRuns.ts';
import { JobPanel, jobTitle } from './jobPanel.ts';

export interface JobPanels {
  show(jobId: string): void;
  /** Whether its page is in sight. */
  isVisible(jobId: string): boolean;
  /** Shows a job that was just asked for. A dry run takes the place of earlier ones of its device. */
  showNew(job: Job): void;
}

export function createJobPanels({ holder, extensionUri, pages }: PageParts): JobPanels {
  pages.add({
    viewType: jobPanelType,
    fill(page) {
      new JobPanel(page, holder, extensionUri);
      return true;
    },
  });
  const show = (jobId: string): void =>
    pages.show(jobPanelType, jobId, jobTitle(holder.engine?.jobs.get(jobId)));
  return {
    show,
    isVisible: (jobId) => pages.find(jobPanelType, jobId)?.visible ?? false,
    showNew(job) {
      const all = holder.engine?.jobs.all() ?? [];
      const shown = all.filter(({ id }) => pages.find(jobPanelType, id) !== undefined);
      show(job.id);
      for (const id of earlierDryRuns(job, shown)) pages.find(jobPanelType, id)?.dispose();
    },
  };
}
