import type { JobTrouble } from '../../../src/jobs/jobTroubles.ts';
import { cause, type SamplesOf, told } from './samplesOf.ts';

const pair = { hostname: 'fw-1', other: 'fw-2' } as const;
const held = {
  code: 'held_by_job',
  hostname: 'fw-1',
  serial: '001',
  jobId: 'job-1',
  type: 'standalone',
  wanted: 'standalone',
} as const;
const notEnded = { maybeSent: null, isMemberSuspended: false } as const;

export const jobSamples: SamplesOf<JobTrouble> = {
  device_not_found: [{ code: 'device_not_found', serial: '001' }],
  no_such_job: [
    { code: 'no_such_job', asked: 'comparison', jobId: 'job-1', hop: 1 },
    { code: 'no_such_job', asked: 'retry', jobId: 'job-1' },
  ],
  no_management_address: [{ code: 'no_management_address', hostname: 'fw-1' }],
  ha_member: [{ code: 'ha_member', hostname: 'fw-1' }],
  type_not_certain: [{ code: 'type_not_certain', hostname: 'fw-1', why: 'Its peer is not known.' }],
  no_pair: [
    { code: 'no_pair', ...pair },
    { code: 'no_pair', ...pair, other: null },
  ],
  held_by_job: [
    { ...held, how: 'other_type', wanted: 'download_only' },
    { ...held, how: 'pending' },
    { ...held, how: 'active' },
  ],
  queue_full: [{ code: 'queue_full', size: 1000 }],
  not_queued: [{ code: 'not_queued', because: cause, told }],
  not_retryable: [
    { code: 'not_retryable', jobId: 'job-1', why: 'open' },
    { code: 'not_retryable', jobId: 'job-1', why: 'undecided' },
    { code: 'not_retryable', jobId: 'job-1', why: 'handed_over' },
    { code: 'not_retryable', jobId: 'job-1', why: 'completed' },
    { code: 'not_retryable', jobId: 'job-1', why: 'skipped' },
    { code: 'not_retryable', jobId: 'job-1', why: 'dry_run' },
  ],
  engine_stopped: [
    { code: 'engine_stopped', what: 'cancelled' },
    { code: 'engine_stopped', what: 'handed_over' },
    { code: 'engine_stopped', what: 'halted', why: 'The disk is full.', left: [] },
    { code: 'engine_stopped', what: 'halted', why: 'The storage was removed.', left: ['fw-1: untouched.'] },
  ],
  engine_waits: [{ code: 'engine_waits', because: cause, told }],
  engine_goes_on: [{ code: 'engine_goes_on', jobs: 2 }],
  not_undecided: [{ code: 'not_undecided', jobId: 'job-1' }],
  taken_meanwhile: [{ code: 'taken_meanwhile', jobId: 'job-1', hostname: 'fw-1', otherJobId: 'job-2' }],
  not_planned: [{ code: 'not_planned', because: cause, told }],
  other_device_at_start: [
    { code: 'other_device_at_start', address: '10.0.0.1', found: '002', serial: '001' },
  ],
  other_device_in_pair: [{ code: 'other_device_in_pair', hostname: 'fw-1', found: '002', serial: '001' }],
  joined_a_pair_before: [{ code: 'joined_a_pair_before', hostname: 'fw-1' }],
  image_not_offered: [
    {
      code: 'image_not_offered',
      devices: [{ hostname: 'fw-1', runs: '10.1.14', versions: ['10.2.0', '10.2.10'] }],
    },
  ],
  journal_of_the_job_damaged: [{ code: 'journal_of_the_job_damaged' }],
  unexpected_error: [
    { code: 'unexpected_error', ...notEnded },
    { code: 'unexpected_error', maybeSent: 'Restart into 10.2.10', isMemberSuspended: true },
  ],
  interrupted: [
    { code: 'interrupted', because: cause, told, ...notEnded },
    { code: 'interrupted', because: cause, told, maybeSent: 'Restart', isMemberSuspended: true },
  ],
};
