/** Why a job failed, in the two or three words that a column or a tree row has room for. */
import type { Job } from '../../jobs/job.ts';
import type { Step } from '../../workflow/journalRecord.ts';
import { shownStep, type ShownStep } from './jobTexts.ts';

/** `Wrong checksum: 11.1.4-h7`; null for a job that did not fail in one of its steps. */
export function failureCause(job: Job): string | null {
  if (job.status !== 'failed') return null;
  const step = job.steps
    .map((one) => shownStep(job, one))
    // A copy of a configuration that failed ends no job.
    .find(({ state, kind }) => state === 'failed' && kind !== 'sync_config');
  return step === undefined ? null : causeOf(step);
}

function causeOf({ kind, version, facts }: ShownStep): string {
  if (facts['checksum'] === 'mismatch') return `Wrong checksum: ${version}`;
  return causes[kind](version);
}

const causes: Readonly<Record<Step['kind'], (version: string) => string>> = {
  software_check: () => 'Image list not read',
  readiness: () => 'Not ready',
  back_up: () => 'Backup failed',
  check_room: () => 'Not enough room',
  delete_image: (version) => `Not deleted: ${version}`,
  check_pair: () => 'Pair not fit',
  pre_snapshot: () => 'Snapshot failed',
  download: (version) => `Download failed: ${version}`,
  prove_images: () => 'Images not proved',
  suspend: () => 'Not suspended',
  prove_failover: () => 'Failover not proved',
  install: (version) => `Install failed: ${version}`,
  restart: (version) => `Restart failed: ${version}`,
  prove_back: (version) => `Not back: ${version}`,
  make_functional: () => 'Not functional',
  sync_config: () => 'Configuration not copied',
  prove_pair: () => 'Pair not whole',
  post_snapshot: () => 'Snapshot failed',
  compare: () => 'Outside the margins',
};
