/** `request system software install`: writes an image to the other partition; it shows after the next reboot. docs/PANOS.md "Software". */
import { featureRelease } from '../../panos/version.ts';
import { mayInstall } from './catalogue.ts';
import { later, record, timing, type Firewall } from '../device/firewall.ts';
import type { SimJob } from '../device/jobBoard.ts';
import { showProgress } from '../device/jobProgress.ts';
import { enqueued, type SimReply } from '../server/replies.ts';
import { isOnDevice } from './deviceImages.ts';
import { finishJob, inTurn, stalls } from './softwareManager.ts';

/** How long it takes to find out that an install cannot be done. */
const REFUSAL_MS = 4000;

/** `request system software install version X`. */
export function install(firewall: Firewall, version: string, user: string): SimReply {
  const job = firewall.jobs.add('SWInstall', user, firewall.world.agenda.now);
  inTurn(firewall, job, () => runInstall(firewall, job, version));
  return enqueued(
    `Software install job enqueued with jobid ${job.id}. Run 'show jobs id ${job.id}' to monitor its status. Please reboot the device after the installation is done.`,
    job.id,
  );
}

function runInstall(firewall: Firewall, job: SimJob, version: string): void {
  record(firewall, { what: 'install_started', version, job: job.id });
  job.brokenOff = () =>
    record(firewall, { what: 'install_failed', version, job: job.id, detail: 'interrupted by the restart' });
  const ms = showProgress(firewall, job, timing(firewall).installSeconds);
  const { progressAt } = job;
  job.progressAt = (now) => onceBack(progressAt(now));
  const obstacle = whyNot(firewall, version);
  if (obstacle !== null) {
    later(firewall, REFUSAL_MS, () => fail(firewall, job, version, obstacle));
    return;
  }
  if (stalls(firewall, job)) return;
  const fault = firewall.faults.take('install_fails');
  if (fault !== undefined) {
    const text = fault.text ?? notInstalled(version, 'Failed to extract the image.');
    later(firewall, ms / 2, () => fail(firewall, job, version, text));
    return;
  }
  later(firewall, ms, () => {
    firewall.pendingVersion = version === firewall.version ? null : version;
    firewall.otherPartition = version;
    record(firewall, { what: 'install_finished', version, job: job.id });
    finishJob(firewall, job, 'OK', [
      `Software installation of version ${version} successfully completed. Please reboot to switch to the new version.`,
    ]);
  });
}

function whyNot(firewall: Firewall, version: string): string | null {
  if (firewall.world.agenda.now < firewall.softwareBusyUntil) {
    return notInstalled(
      version,
      `SW version is ${version}\nThe software manager is currently in use. Please try again later.`,
    );
  }
  if (!isOnDevice(firewall, version)) {
    return notInstalled(version, `Version ${version} has not been downloaded`);
  }
  if (!mayInstall(firewall.version, version)) {
    return notInstalled(version, `Upgrading from ${firewall.version} to ${version} is not supported`);
  }
  return contentTooOld(firewall, version);
}

function notInstalled(version: string, why: string): string {
  return `Failed to install ${version} with the following errors.\n${why}\nFailed to install   version  ${version}  type  panos`;
}

/** Another feature release may need newer content than the device has. */
function contentTooOld(firewall: Firewall, version: string): string | null {
  const release = featureRelease(version);
  const needed = release === null ? undefined : firewall.world.fleet.minimumContent[release];
  const { version: found } = firewall.content;
  const good =
    needed === undefined || release === featureRelease(firewall.version) || parseInt(found, 10) >= needed;
  return good
    ? null
    : `Error: Upgrading from ${firewall.version} to ${version} requires a content version of ${needed} or greater and found ${found}.`;
}

/** Goes down by a fifth once on the way, as on real devices. */
function onceBack(percent: number): number {
  return percent >= 60 && percent < 66 ? percent - 20 : percent;
}

function fail(firewall: Firewall, job: SimJob, version: string, line: string): void {
  record(firewall, { what: 'install_failed', version, job: job.id, detail: line });
  finishJob(firewall, job, 'FAIL', [line]);
}
