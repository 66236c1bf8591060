/** Work on a device that is not the tool's: another administrator's commit, another window's download. */
import { later, type Firewall } from '../device/firewall.ts';
import { startJob } from '../device/jobBoard.ts';
import { finishJob } from './softwareManager.ts';

/** Such a job begins now and ends well after `seconds`. A software job keeps the software manager busy so long. */
export function startForeignJob(firewall: Firewall, type: string, user: string, seconds: number): void {
  const begun = firewall.world.agenda.now;
  const job = firewall.jobs.add(type, user, begun);
  startJob(job, begun);
  job.progressAt = (now) => Math.min(99, Math.floor(((now - begun) / (seconds * 1000)) * 100));
  later(firewall, seconds * 1000, () => finishJob(firewall, job, 'OK', []));
}
