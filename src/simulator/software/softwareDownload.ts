/** `request system software download`: the transfer, then the software manager takes the image. docs/PANOS.md "Software". */
import { requiredBase } from './catalogue.ts';
import { later, record, timing, type Firewall } from '../device/firewall.ts';
import type { CatalogueImage } from '../spec/fleetSpec.ts';
import type { SimJob } from '../device/jobBoard.ts';
import { showProgress } from '../device/jobProgress.ts';
import { enqueued, failure, notAllowedKeyword, type SimReply } from '../server/replies.ts';
import { isOnDevice, knownImages, NO_LIST } from './deviceImages.ts';
import { finishJob, inTurn, stalls } from './softwareManager.ts';

const NO_ROOM =
  'Failed to download: no space left on device /opt/panrepo. Please delete unused software images and try again.';
const SERVER_ERROR = 'Failed to download due to server error. Please try again later.';
/** For an image that is there already nothing is transferred. */
const REPEATED_SECONDS = 2;

/** What else is done with an image that was loaded; gives what its job says of it. */
type OnLoaded = (image: CatalogueImage) => string[];

/** `request system software download version X`. */
export function download(
  firewall: Firewall,
  version: string,
  user: string,
  onLoaded: OnLoaded = () => [],
): SimReply {
  if (!firewall.softwareListKnown) return failure(NO_LIST);
  const image = knownImages(firewall).find((known) => known.version === version);
  if (image === undefined) {
    return notAllowedKeyword(['request', 'system', 'software', 'download', 'version', version]);
  }
  const job = firewall.jobs.add('Downld', user, firewall.world.agenda.now);
  inTurn(firewall, job, () => transfer(firewall, job, image, onLoaded));
  return enqueued(`Download job enqueued with jobid ${job.id}`, job.id);
}

function transfer(firewall: Firewall, job: SimJob, image: CatalogueImage, onLoaded: OnLoaded): void {
  const { version, sizeMb } = image;
  record(firewall, { what: 'download_started', version, job: job.id });
  const repeated = isOnDevice(firewall, version);
  if (!repeated) firewall.images.set(version, 'downloading');
  job.brokenOff = () => {
    if (!repeated) firewall.images.delete(version);
    record(firewall, { what: 'download_failed', version, job: job.id, detail: 'interrupted by the restart' });
  };
  const seconds = repeated ? REPEATED_SECONDS : sizeMb / timing(firewall).downloadMbPerSecond;
  const ms = showProgress(firewall, job, seconds);
  if (stalls(firewall, job)) return;
  const room = repeated ? 1 : Math.max(0, firewall.panrepoFreeMb / sizeMb);
  later(firewall, ms * Math.min(1, room), () => {
    const text = whyNotLoad(firewall, image, repeated);
    if (text === null) load(firewall, job, image, { repeated, onLoaded });
    else fail(firewall, job, version, text, repeated);
  });
}

/** What the software manager says against an image whose bytes have arrived, as far as there was room for them. */
function whyNotLoad(
  firewall: Firewall,
  { version, sizeMb }: CatalogueImage,
  repeated: boolean,
): string | null {
  if (repeated) return downloadFault(firewall);
  if (firewall.panrepoFreeMb < sizeMb) return NO_ROOM;
  const base = requiredBase(firewall.world.fleet.catalogue, version);
  return downloadFault(firewall) ?? (base === null || hasBase(firewall, base) ? null : baseMissing(base));
}

function downloadFault(firewall: Firewall): string | null {
  const fault = firewall.faults.take('download_fails');
  return fault === undefined ? null : (fault.text ?? SERVER_ERROR);
}

function hasBase(firewall: Firewall, base: string): boolean {
  return (
    isOnDevice(firewall, base) || requiredBase(firewall.world.fleet.catalogue, firewall.version) === base
  );
}

function baseMissing(base: string): string {
  return `The required '${base}' base image must be loaded before this image can be loaded.  You do not have to install or run the base image, only download it.  Once the base is loaded, re-download your target image.`;
}

/** The bytes are there; now the software manager takes them, and the progress begins again. */
function load(
  firewall: Firewall,
  job: SimJob,
  image: CatalogueImage,
  { repeated, onLoaded }: { readonly repeated: boolean; readonly onLoaded: OnLoaded },
): void {
  job.details = ['Successfully downloaded', 'Preloading into software manager'];
  const ms = showProgress(firewall, job, repeated ? REPEATED_SECONDS : timing(firewall).loadSeconds);
  later(firewall, ms, () => {
    firewall.images.set(image.version, 'downloaded');
    if (!repeated) firewall.panrepoFreeMb -= image.sizeMb;
    record(firewall, { what: 'download_finished', version: image.version, job: job.id });
    const details = [...job.details, 'Successfully loaded into software manager', ...onLoaded(image)];
    finishJob(firewall, job, 'OK', details);
  });
}

function fail(firewall: Firewall, job: SimJob, version: string, line: string, repeated: boolean): void {
  if (!repeated) firewall.images.delete(version);
  record(firewall, { what: 'download_failed', version, job: job.id, detail: line });
  finishJob(firewall, job, 'FAIL', [line]);
}
