/**
 * *Show Log*. A window's log begins with the window: of a job that other windows have carried it has nothing, so what is
 * known of the job is written down first.
 */
import { describeJob } from '../../../jobs/outcome/jobLog.ts';
import { isTrouble } from '../../actions/jobActions.ts';
import { timeWords } from '../../engine/times.ts';
import type { CommandParts } from '../asking/commandParts.ts';
import { targetJob } from '../asking/targets.ts';

/** @param target a job, or nothing */
export function showLog(
  { channel, holder }: Pick<CommandParts, 'channel' | 'holder'>,
  target: unknown,
): void {
  const jobs = holder.engine?.jobs;
  const job = jobs === undefined ? null : targetJob(target, jobs);
  // A log whose level leaves out what went well still has what somebody asks for.
  if (job !== null) channel[isTrouble(job) ? 'warn' : 'info'](describeJob(job, timeWords(holder)));
  channel.show();
}
