/** What works on the jobs of images and content: one after the other, in the order in which they came. docs/PANOS.md "Software". */
import type { Firewall } from '../device/firewall.ts';
import { endJob, startJob, type SimJob } from '../device/jobBoard.ts';

const OWN_TYPES: ReadonlySet<string> = new Set(['Downld', 'SWInstall', 'Content']);

/** Lets `work` begin, now or when the jobs before it have ended. */
export function inTurn(firewall: Firewall, job: SimJob, work: () => void): void {
  const start = (): void => {
    startJob(job, firewall.world.agenda.now);
    work();
  };
  const busy = firewall.jobs.unfinished().some((other) => other !== job && OWN_TYPES.has(other.type));
  if (busy) firewall.softwareQueue.push(start);
  else start();
}

/** Ends any job; one of the software manager makes room for the next one. */
export function finishJob(firewall: Firewall, job: SimJob, result: 'OK' | 'FAIL', details: string[]): void {
  endJob(job, firewall.world.agenda.now, result, details);
  if (OWN_TYPES.has(job.type)) firewall.softwareQueue.shift()?.();
}

/** True when a fault lets the job stop in the middle for ever. */
export function stalls(firewall: Firewall, job: SimJob): boolean {
  if (firewall.faults.take('job_stalls', (fault) => fault.type === job.type) === undefined) return false;
  job.progressAt = () => 43;
  return true;
}

/** What going down does to work in progress. */
export function breakOffJobs(firewall: Firewall): void {
  firewall.softwareQueue.length = 0;
  for (const job of firewall.jobs.unfinished()) if (job.startedAt !== null) job.brokenOff();
}
