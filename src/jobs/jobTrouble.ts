/** What a job ended with, as data. Journals of release 0.1.0 kept the words alone: there the step that ended the job tells. */
import type { Trouble } from '../ports/trouble.ts';
import { TROUBLE_NOT_KEPT } from '../workflow/journalRecord.ts';
import type { StepState } from '../workflow/stepState.ts';
import { settingOf } from '../validation/checkResult.ts';
import type { WorkflowTrouble } from '../workflow/workflowTroubles.ts';
import type { Job } from './job.ts';

/**
 * @returns null for a job that has not ended, one in which nothing went wrong, and one whose words alone are known. Reads
 *   the steps only of jobs that an older release ended.
 */
export function jobTrouble(job: Pick<Job, 'status' | 'steps' | 'trouble'>): Trouble | null {
  return job.trouble?.code === TROUBLE_NOT_KEPT.code ? bySteps(job) : job.trouble;
}

function bySteps({ status, steps }: Pick<Job, 'status' | 'steps'>): Trouble | null {
  switch (status) {
    case 'completed': {
      const passed = steps.findLast(({ kind }) => kind === 'compare')?.facts['passed'];
      return passed === false ? of('outside_the_margins') : passed === null ? of('not_compared') : null;
    }
    case 'failed':
    case 'needs_operator': {
      const step = steps.find(({ state }) => state === 'failed' || state === 'needs_operator');
      return step === undefined ? null : ofStep(step);
    }
    case 'queued':
    case 'active':
    case 'cancelled':
    case 'skipped':
      return null;
  }
}

type Code = WorkflowTrouble['code'] | 'image_not_accepted';

function of(code: Code): Trouble {
  return { code };
}

function ofStep({ kind, state, facts, checks }: StepState): Trouble {
  if (facts['checksum'] === 'mismatch') return of('image_not_accepted');
  if (state === 'needs_operator' && kind !== 'compare') return of('cannot_tell');
  const failed = checks.filter(({ verdict }) => verdict === 'fail');
  return kind === 'readiness' ? { code: 'not_ready', setting: settingOf(failed) } : of(codes[kind]);
}

const codes: Readonly<Record<StepState['kind'], Code>> = {
  software_check: 'device_error',
  readiness: 'not_ready',
  back_up: 'not_backed_up',
  check_room: 'disk_full',
  delete_image: 'effect_failed',
  check_pair: 'pair_changed',
  pre_snapshot: 'device_error',
  download: 'download_failed',
  prove_images: 'download_failed',
  suspend: 'failover',
  prove_failover: 'failover',
  install: 'install_failed',
  restart: 'not_back',
  prove_back: 'not_back',
  make_functional: 'left_suspended',
  sync_config: 'config_not_copied',
  prove_pair: 'failover',
  post_snapshot: 'device_error',
  compare: 'outside_the_margins',
};
