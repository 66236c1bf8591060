/** The progress of a job whose work takes a known time. docs/PANOS.md "Jobs". */
import { varied, type Firewall } from './firewall.ts';
import type { SimJob } from './jobBoard.ts';

/**
 * Lets the job show from now on how far it is with work that takes about `seconds`.
 * @returns how long it takes, in milliseconds.
 */
export function showProgress(firewall: Firewall, job: SimJob, seconds: number): number {
  const begun = firewall.world.agenda.now;
  const ms = varied(firewall, seconds);
  job.progressAt = (now) => Math.min(99, Math.floor(((now - begun) / Math.max(1, ms)) * 100));
  return ms;
}
