/** Why each comes, and what was not done: section "A job that is not taken" of docs/ERRORS.md. */
import type { Cause } from './cause.ts';

export const notTaken = {
  held_by_job: { cause: 'one job a device', notDone: 'nothing was queued' },
  list_has_changed: {
    cause: 'a discovery found other pairs while the Preview page was open',
    notDone: 'nothing was queued',
  },
  not_queued: {
    cause: 'the journal could not be written; the message says why',
    notDone: 'this one and those behind it were not queued',
  },
  not_retryable: {
    cause: 'only what failed or was cancelled may be tried again without anybody looking first',
    notDone: 'nothing was queued',
  },
  not_undecided: {
    cause: 'it was decided meanwhile, here or in another window',
    notDone: 'the job goes on as it was decided first',
  },
  taken_meanwhile: {
    cause: 'a new job of the device was begun after this one had stopped',
    notDone: 'the new job goes on',
  },
  queue_full: { cause: 'more jobs wait than the setting allows', notDone: 'nothing was queued' },
  ha_member: { cause: 'the other member would be left alone', notDone: 'nothing was queued' },
  type_not_certain: {
    cause: 'the firewall or its peer did not answer the last discovery',
    notDone: 'nothing was queued',
  },
  no_management_address: { cause: 'Panorama tells none', notDone: 'nothing was queued' },
  no_pair: { cause: 'the pair was changed since it was discovered', notDone: 'nothing was queued' },
} as const satisfies Readonly<Record<string, Cause>>;
