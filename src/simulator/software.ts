/** The software manager: the image list, downloads and installs. docs/PANOS.md "Software". */
import { mayInstall, offeredImages, requiredBase } from './catalogue.ts';
import type { CatalogueImage } from './fleetSpec.ts';
import { later, record, timing, varied, type Firewall } from './firewall.ts';
import { endJob, startJob, type SimJob } from './jobBoard.ts';
import { enqueued, failure, notAllowedKeyword, type SimReply } from './replies.ts';

export const NO_LIST = 'No update information available';

/** The images this device knows of, newest first. */
export function knownImages(firewall: Firewall): CatalogueImage[] {
  return offeredImages(firewall.world.fleet.catalogue, firewall.family, firewall.version);
}

/** `request system software download version X`. */
export function download(firewall: Firewall, version: string, user: string): SimReply {
  if (!firewall.softwareListKnown) return failure(NO_LIST);
  const image = knownImages(firewall).find((known) => known.version === version);
  if (image === undefined) {
    return notAllowedKeyword(['request', 'system', 'software', 'download', 'version', version]);
  }
  const job = firewall.jobs.add('Downld', user, firewall.world.agenda.now);
  inTurn(firewall, job, () => transfer(firewall, job, image));
  return enqueued(`Download job enqueued with jobid ${job.id}`, job.id);
}

/** `request system software install version X`. Shows only after the next reboot. */
export function install(firewall: Firewall, version: string, user: string): SimReply {
  const job = firewall.jobs.add('SWInstall', user, firewall.world.agenda.now);
  inTurn(firewall, job, () => runInstall(firewall, job, version));
  return enqueued(
    `Software install job enqueued with jobid ${job.id}. Run 'show jobs id ${job.id}' to monitor its status. Please reboot the device after the installation is done.`,
    job.id,
  );
}

/** The software manager does one thing at a time. */
function inTurn(firewall: Firewall, job: SimJob, work: () => void): void {
  const start = (): void => {
    startJob(job, firewall.world.agenda.now);
    work();
  };
  const busy = firewall.jobs.unfinished().some((other) => other !== job && isSoftwareJob(other));
  if (busy) firewall.softwareQueue.push(start);
  else start();
}

function isSoftwareJob(job: SimJob): boolean {
  return job.type === 'Downld' || job.type === 'SWInstall';
}

/** Ends any job; a software job makes room for the next one. */
export function finishJob(firewall: Firewall, job: SimJob, result: 'OK' | 'FAIL', details: string[]): void {
  endJob(job, firewall.world.agenda.now, result, details);
  if (isSoftwareJob(job)) firewall.softwareQueue.shift()?.();
}

/** True when a fault lets the job stop in the middle for ever. */
function stalls(firewall: Firewall, job: SimJob): boolean {
  if (firewall.faults.take('job_stalls', (fault) => fault.type === job.type) === undefined) return false;
  job.progressAt = () => 43;
  return true;
}

function transfer(firewall: Firewall, job: SimJob, image: CatalogueImage): void {
  const { version, sizeMb } = image;
  record(firewall, { what: 'download_started', version, job: job.id });
  const alreadyThere = firewall.images.get(version) === 'downloaded';
  const begun = firewall.world.agenda.now;
  const transferMs = alreadyThere ? 2000 : varied(firewall, sizeMb / timing(firewall).downloadMbPerSecond);
  job.progressAt = (now) => Math.min(99, Math.floor(((now - begun) / transferMs) * 100));
  if (!alreadyThere) firewall.images.set(version, 'downloading');
  if (stalls(firewall, job)) return;
  const roomForPart = alreadyThere ? 1 : firewall.panrepoFreeMb / sizeMb;
  if (roomForPart < 1) {
    later(firewall, transferMs * Math.max(0, roomForPart), () =>
      failDownload(
        firewall,
        job,
        version,
        'Failed to download: no space left on device /opt/panrepo. Please delete unused software images and try again.',
      ),
    );
    return;
  }
  later(firewall, transferMs, () => {
    const fault = firewall.faults.take('download_fails');
    const base = requiredBase(firewall.world.fleet.catalogue, version);
    if (fault !== undefined) {
      failDownload(
        firewall,
        job,
        version,
        fault.text ?? 'Failed to download due to server error. Please try again later.',
      );
    } else if (base !== null && !baseIsThere(firewall, base, version)) {
      failDownload(firewall, job, version, baseMissing(base));
    } else {
      load(firewall, job, image, alreadyThere);
    }
  });
}

function baseIsThere(firewall: Firewall, base: string, version: string): boolean {
  const runsThisRelease = requiredBase(firewall.world.fleet.catalogue, firewall.version) === base;
  return (
    runsThisRelease ||
    firewall.images.get(base) === 'downloaded' ||
    firewall.images.get(version) === 'downloaded'
  );
}

function baseMissing(base: string): string {
  return `The required '${base}' base image must be loaded before this image can be loaded.  You do not have to install or run the base image, only download it.  Once the base is loaded, re-download your target image.`;
}

/** The bytes are there; now the software manager takes them, and the progress begins again. */
function load(firewall: Firewall, job: SimJob, image: CatalogueImage, alreadyThere: boolean): void {
  const begun = firewall.world.agenda.now;
  const loadMs = alreadyThere ? 1000 : varied(firewall, timing(firewall).loadSeconds);
  job.details = ['Successfully downloaded', 'Preloading into software manager'];
  job.progressAt = (now) => Math.min(99, Math.floor(((now - begun) / Math.max(1, loadMs)) * 100));
  later(firewall, loadMs, () => {
    firewall.images.set(image.version, 'downloaded');
    if (!alreadyThere) firewall.panrepoFreeMb -= image.sizeMb;
    record(firewall, { what: 'download_finished', version: image.version, job: job.id });
    finishJob(firewall, job, 'OK', [...job.details, 'Successfully loaded into software manager']);
  });
}

function failDownload(firewall: Firewall, job: SimJob, version: string, line: string): void {
  firewall.images.delete(version);
  record(firewall, { what: 'download_failed', version, job: job.id, detail: line });
  finishJob(firewall, job, 'FAIL', [line]);
}

function runInstall(firewall: Firewall, job: SimJob, version: string): void {
  record(firewall, { what: 'install_started', version, job: job.id });
  const begun = firewall.world.agenda.now;
  const installMs = varied(firewall, timing(firewall).installSeconds);
  job.progressAt = (now) => installProgress((now - begun) / Math.max(1, installMs));
  const obstacle = whyNotInstall(firewall, version);
  if (obstacle !== null) {
    later(firewall, 4000, () => failInstall(firewall, job, version, obstacle));
    return;
  }
  if (stalls(firewall, job)) return;
  const fault = firewall.faults.take('install_fails');
  if (fault !== undefined) {
    const text =
      fault.text ?? `Failed to install ${version} with the following errors.\nFailed to extract the image.`;
    later(firewall, installMs / 2, () => failInstall(firewall, job, version, text));
    return;
  }
  later(firewall, installMs, () => {
    firewall.pendingVersion = version === firewall.version ? null : version;
    record(firewall, { what: 'install_finished', version, job: job.id });
    finishJob(firewall, job, 'OK', [
      `Software installation of version ${version} successfully completed. Please reboot to switch to the new version.`,
    ]);
  });
}

function whyNotInstall(firewall: Firewall, version: string): string | null {
  if (firewall.world.agenda.now < firewall.softwareBusyUntil) {
    return `Failed to install ${version} with the following errors.\nSW version is ${version}\nThe software manager is currently in use. Please try again later.\nFailed to install   version  ${version}  type  panos`;
  }
  if (firewall.images.get(version) !== 'downloaded') {
    return `Failed to install ${version} with the following errors.\nVersion ${version} has not been downloaded\nFailed to install   version  ${version}  type  panos`;
  }
  if (!mayInstall(firewall.version, version)) {
    return `Failed to install ${version} with the following errors.\nUpgrading from ${firewall.version} to ${version} is not supported\nFailed to install   version  ${version}  type  panos`;
  }
  return null;
}

/** Goes down by a fifth once on the way, as on real devices. */
function installProgress(part: number): number {
  const percent = Math.min(99, Math.floor(part * 100));
  return percent >= 60 && percent < 66 ? percent - 20 : percent;
}

function failInstall(firewall: Firewall, job: SimJob, version: string, line: string): void {
  record(firewall, { what: 'install_failed', version, job: job.id, detail: line });
  finishJob(firewall, job, 'FAIL', [line]);
}

/** What going down does to work in progress. */
export function interruptSoftware(firewall: Firewall): void {
  firewall.softwareQueue.length = 0;
  for (const job of firewall.jobs.unfinished()) {
    if (!isSoftwareJob(job) || job.startedAt === null) continue;
    const what = job.type === 'Downld' ? 'download_failed' : 'install_failed';
    record(firewall, { what, job: job.id, detail: 'interrupted by the restart' });
  }
  for (const [version, state] of firewall.images)
    if (state === 'downloading') firewall.images.delete(version);
}
