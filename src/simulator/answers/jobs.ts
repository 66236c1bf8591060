/** `show jobs id N | all | pending | processed`. docs/PANOS.md "Jobs". */
import { compareVersions } from '../../panos/version.ts';
import { stampText, timeText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import type { SimJob } from '../device/jobBoard.ts';
import { element, failure, fields, success, type SimReply } from '../server/replies.ts';

const FAILED_JOB =
  '<job><type>Failed-Job</type><details><line>job failed because of configd restart</line></details><warnings/></job>';

const STOPPABLE = new Set(['Downld', 'Commit']);

/** From this release on an id can be listed twice. */
const LISTS_TWICE_FROM = '10.2.0';

export function jobById(firewall: Firewall, id: string): SimReply {
  const job = firewall.jobs.find(Number(id));
  return job === undefined ? failure(`job ${id} not found`) : success(jobXml(firewall, job));
}

export function allJobs(firewall: Firewall): SimReply {
  const jobs = firewall.jobs.shown();
  const listed = jobs.map((job) => jobXml(firewall, job));
  if (compareVersions(firewall.version, LISTS_TWICE_FROM) >= 0) listed.push(...listedAgain(firewall, listed));
  const { failedJob } = firewall.spec;
  const hasFailedJob = failedJob === 'always' || (failedJob && firewall.boots === 0);
  return success((hasFailedJob ? FAILED_JOB : '') + listed.join(''));
}

/** `show jobs pending`: what has not ended. */
export function pendingJobs(firewall: Firewall): SimReply {
  return success(jobsXml(firewall, (job) => job.endedAt === null));
}

/** `show jobs processed`: what has ended. */
export function processedJobs(firewall: Firewall): SimReply {
  return success(jobsXml(firewall, (job) => job.endedAt !== null));
}

function jobsXml(firewall: Firewall, wanted: (job: SimJob) => boolean): string {
  const jobs = firewall.jobs.shown().filter(wanted);
  return jobs.map((job) => jobXml(firewall, job)).join('');
}

function listedAgain(firewall: Firewall, listed: readonly string[]): readonly string[] {
  switch (firewall.spec.duplicateJobs) {
    case 'none':
      return [];
    case 'oldest':
      return listed.length > 3 ? listed.slice(-1) : [];
    case 'all':
      return listed;
  }
}

function jobXml(firewall: Firewall, job: SimJob): string {
  const queued = localTime(firewall, job.queuedAt);
  const ended = job.endedAt === null ? null : localTime(firewall, job.endedAt);
  // Downloads show the time of their end where others show 100.
  const finishedProgress = (at: number): string => (job.type === 'Downld' ? timeText(at) : '100');
  const running = ended === null && job.startedAt !== null;
  return element(
    'job',
    fields({
      tenq: stampText(queued),
      tdeq: timeText(localTime(firewall, job.startedAt ?? job.queuedAt)),
      id: job.id,
      user: job.user,
      type: job.type,
      status: ended !== null ? 'FIN' : running ? 'ACT' : 'PEND',
      queued: running || ended !== null ? 'NO' : 'YES',
      stoppable: ended === null && STOPPABLE.has(job.type) ? 'yes' : 'no',
      result: job.result,
      tfin: ended === null ? 'Still Active' : stampText(ended),
      description: '',
      positionInQ: running || ended !== null ? 0 : 1,
      progress: ended === null ? job.progressAt(firewall.world.agenda.now) : finishedProgress(ended),
    }) +
      element('details', job.details.map((line) => fields({ line })).join('')) +
      '<warnings/>',
  );
}
