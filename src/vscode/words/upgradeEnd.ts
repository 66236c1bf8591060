/** How an upgrade that succeeded is told: what its devices run now. And that there is room. */
import type { Job } from '../../jobs/job.ts';
import { jobDevices } from './jobTexts.ts';

/** @returns null for what installs nothing, and for a job that has not succeeded. */
export function upgradeEnd(job: Job): string | null {
  if (job.status !== 'completed' || job.dryRun) return null;
  // Somebody waits for the room.
  if (job.type === 'make_room') return `${jobDevices(job)}: ${job.message ?? ''}`;
  if (job.type === 'download_only') return null;
  const version = job.runs[0]?.currentVersion ?? null;
  if (version === null) return null;
  return `${jobDevices(job)} ${job.runs.length === 1 ? 'runs' : 'run'} ${version} now.`;
}
