/** What the devices of a job were seen to be last, with when: what its ending may claim of them, and nothing more. */
import type { Job, Run } from '../../jobs/job.ts';
import { because } from '../../validation/validationTroubles.ts';
import type { TimeWords } from '../engine/times.ts';

/** `Seen last: fw-1 ran 11.1.4 (02:14), suspended (02:16).`; empty for a job that goes on or ended well. */
export function lastSeenWords({ status, runs, dryRun }: Job, time: TimeWords): string {
  if (dryRun || (status !== 'failed' && status !== 'needs_operator' && status !== 'cancelled')) return '';
  const seen = runs.flatMap((run) => {
    const words = runWords(run, time);
    return words === null ? [] : [`${run.hostname} ${words}`];
  });
  return seen.length === 0 ? '' : `Seen last: ${seen.join('; ')}.`;
}

function runWords({ seen }: Run, time: TimeWords): string | null {
  const { version = null, haState = null } = seen ?? {};
  const parts = [
    version === null ? null : `ran ${version.value} (${time(version.at)})`,
    haState === null ? null : `was ${haState.value}${because(haState.reason)} (${time(haState.at)})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}
