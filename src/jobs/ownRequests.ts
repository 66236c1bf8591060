/** What jobs of ours have asked a device for, by the journal: what they left on it is not somebody else's work. */
import type { OwnRequest } from '../workflow/ownRequest.ts';
import type { Serial } from '../panos/serial.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { Job } from './job.ts';

/** The steps of an ended job are unpacked when they are read, and a device has lived through few jobs in one boot. */
const JOBS_LOOKED_AT = 10;

/** @param jobs newest first. */
export function ownRequests(jobs: readonly Job[], serial: Serial): OwnRequest[] {
  const requests: OwnRequest[] = [];
  let looked = 0;
  for (const job of jobs) {
    if (job.dryRun || !job.runs.some((run) => run.serial === serial)) continue;
    looked += 1;
    if (looked > JOBS_LOOKED_AT) break;
    requests.push(
      ...job.steps.filter((step) => step.serial === serial).flatMap((step) => requestOf(job.id, step)),
    );
  }
  return requests;
}

const TYPES: Partial<Record<StepState['kind'], OwnRequest['type']>> = {
  download: 'Downld',
  install: 'SWInstall',
};

function requestOf(job: string, { id: step, kind, version, effect }: StepState): OwnRequest[] {
  const type = TYPES[kind];
  return type === undefined || effect === null ? [] : [{ job, step, type, version, effect }];
}
