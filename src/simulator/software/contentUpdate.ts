/** Applications and threats content: what a device has, and how it gets newer. docs/PANOS.md "Content". */
import { later, record, timing, type Firewall } from '../device/firewall.ts';
import type { FleetSpec } from '../spec/fleetSpec.ts';
import type { SimJob } from '../device/jobBoard.ts';
import { showProgress } from '../device/jobProgress.ts';
import { enqueued, failure, notAllowedKeyword, type SimReply } from '../server/replies.ts';
import { finishJob, inTurn } from './softwareManager.ts';

/** Below 0 when `one` is older. Both numbers count, as numbers. */
function compareContent(one: string, other: string): number {
  const [mine, theirs] = [one, other].map((text) => text.split('-').map(Number));
  return (mine?.[0] ?? 0) - (theirs?.[0] ?? 0) || (mine?.[1] ?? 0) - (theirs?.[1] ?? 0);
}

/** What the update server offers last. */
export function newestContent(fleet: FleetSpec): string {
  return fleet.contentVersions.reduce((newest, other) =>
    compareContent(other, newest) > 0 ? other : newest,
  );
}

/** `request content upgrade download latest`. */
export function downloadContent(firewall: Firewall, _argument: string, user: string): SimReply {
  const version = newestContent(firewall.world.fleet);
  if (compareContent(version, firewall.content.version) <= 0) return failure('No update available');
  const job = firewall.jobs.add('Downld', user, firewall.world.agenda.now);
  inTurn(firewall, job, () => {
    record(firewall, { what: 'content_download_started', version, job: job.id });
    run(firewall, job, version, timing(firewall).contentDownloadSeconds, () => {
      firewall.content.downloaded.add(version);
      record(firewall, { what: 'content_downloaded', version, job: job.id });
      finishJob(firewall, job, 'OK', ['File successfully downloaded']);
    });
  });
  return enqueued(`Download job enqueued with jobid ${job.id}`, job.id);
}

/** `request content upgrade install version latest`, or one that was downloaded. */
export function installContent(firewall: Firewall, wanted: string, user: string): SimReply {
  const { content } = firewall;
  const version = wanted === 'latest' ? [...content.downloaded].sort(compareContent).at(-1) : wanted;
  const isThere =
    version !== undefined && (content.downloaded.has(version) || version === previousContent(firewall));
  if (!isThere) {
    return notAllowedKeyword(['request', 'content', 'upgrade', 'install', 'version', wanted]);
  }
  return startInstall(firewall, version, user);
}

/** The version before the running one: what the device had, else the next older one that is offered; null without any. */
export function previousContent({ content, world }: Firewall): string | null {
  const older = world.fleet.contentVersions.filter((version) => compareContent(version, content.version) < 0);
  return content.previous ?? older.sort(compareContent).at(-1) ?? null;
}

/** `request content downgrade install previous`. */
export function installPreviousContent(firewall: Firewall, _argument: string, user: string): SimReply {
  const version = previousContent(firewall);
  return version === null
    ? failure('There is no previous version to install')
    : startInstall(firewall, version, user);
}

/** The version that an installation is at work on; null without one. */
export function installingContent(firewall: Firewall): string | null {
  const job = firewall.jobs
    .unfinished()
    .find(({ type, startedAt }) => type === 'Content' && startedAt !== null);
  return (job === undefined ? undefined : INSTALLED_BY.get(job)) ?? null;
}

const INSTALLED_BY = new WeakMap<SimJob, string>();

function startInstall(firewall: Firewall, version: string, user: string): SimReply {
  const { content } = firewall;
  const job = firewall.jobs.add('Content', user, firewall.world.agenda.now);
  INSTALLED_BY.set(job, version);
  inTurn(firewall, job, () => {
    record(firewall, { what: 'content_install_started', version, job: job.id });
    run(firewall, job, version, timing(firewall).contentInstallSeconds, () => {
      if (version !== content.version) content.previous = content.version;
      content.version = version;
      record(firewall, { what: 'content_installed', version, job: job.id });
      finishJob(firewall, job, 'OK', ['Configuration committed successfully']);
    });
  });
  return enqueued(`Content install job enqueued with jobid ${job.id}`, job.id);
}

function run(firewall: Firewall, job: SimJob, version: string, seconds: number, end: () => void): void {
  job.brokenOff = () =>
    record(firewall, {
      what: 'content_job_failed',
      version,
      job: job.id,
      detail: 'interrupted by the restart',
    });
  later(firewall, showProgress(firewall, job, seconds), end);
}
