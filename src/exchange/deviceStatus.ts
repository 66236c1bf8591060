/**
 * What is known of one device and its newest job, as a JSON document. People and programs know its names and words from
 * `status/devices/<serial>.json`, so they stay as they are (docs/ARCHITECTURE.md, "Words").
 */
import type { Device } from '../inventory/device.ts';
import { downloadMessage, isReadyForInstall } from '../jobs/outcome/downloadMessage.ts';
import { type Job, type Run, type RunImage, type RunStatus } from '../jobs/job.ts';
import { knownHaState } from '../jobs/outcome/shownHaState.ts';
import type { SuspendedNow } from '../jobs/outcome/suspendedNow.ts';
import { jobProgress, type LiveProgress } from '../jobs/progress.ts';
import type { Step } from '../workflow/journalRecord.ts';

export interface DeviceStatus {
  readonly serial: string;
  readonly hostname: string;
  readonly ha_role: string;
  readonly current_version: string;
  readonly starting_version: string | null;
  readonly target_version: string | null;
  readonly upgrade_path: readonly string[];
  readonly current_path_index: number;
  /** `pending` without a job. */
  readonly upgrade_status: RunStatus;
  /** 0 to 100. */
  readonly progress: number;
  readonly current_phase: string;
  readonly upgrade_message: string;
  readonly downloaded_versions: readonly string[];
  readonly skipped_versions: readonly string[];
  /** As the device reported them. */
  readonly version_hashes: Readonly<Record<string, string>>;
  /** `passed`, `mismatch`, `not_in_database` or `not_reported`. */
  readonly hash_verification: Readonly<Record<string, string>>;
  readonly ready_for_install: boolean;
  readonly skip_reason: string;
  /** ISO 8601, UTC. */
  readonly last_updated: string | null;
}

/** The words of `current_phase`, which are fewer than our steps. */
const phases: Readonly<Record<Step['kind'], string>> = {
  software_check: 'software_check',
  readiness: 'pre_flight_validation',
  check_pair: 'pre_flight_validation',
  back_up: 'pre_flight_validation',
  check_room: 'pre_flight_disk_check',
  delete_image: 'download',
  pre_snapshot: 'pre_flight_validation',
  download: 'download',
  prove_images: 'download',
  suspend: 'install',
  prove_failover: 'install',
  install: 'install',
  restart: 'reboot',
  prove_back: 'reboot',
  make_functional: 'reboot',
  sync_config: 'reboot',
  prove_pair: 'reboot',
  post_snapshot: 'post_flight_validation',
  compare: 'post_flight_validation',
};

/**
 * @param job the newest one of the device that is no dry run; undefined when it never had one.
 * @param suspended members that are suspended because of us.
 * @param waits what the job waits for, for people; empty where nothing.
 */
export function deviceStatus(
  device: Device,
  job: Job | undefined,
  live: LiveProgress | null,
  suspended: readonly SuspendedNow[],
  waits: string,
): DeviceStatus {
  const run = job?.runs.find(({ serial }) => serial === device.serial);
  const images = run?.images ?? [];
  const path = run?.path ?? [];
  const running = job?.steps.find(({ state }) => state === 'running');
  const updatedAt = job?.endedAt ?? running?.startedAt ?? job?.startedAt ?? device.lastSeenAt;
  return {
    serial: device.serial,
    hostname: device.hostname,
    ha_role:
      knownHaState(device, { suspended, peer: undefined, job }) ??
      (device.deviceType === 'standalone' ? 'standalone' : 'unknown'),
    // It has what jobs have proved, and what was seen since.
    current_version: device.swVersion,
    starting_version: run?.startingVersion ?? null,
    target_version: path.at(-1) ?? null,
    upgrade_path: path,
    current_path_index: path.indexOf(run?.currentVersion ?? '') + 1,
    upgrade_status: run?.status ?? 'pending',
    progress: job === undefined ? 0 : jobProgress(job, live),
    current_phase: running === undefined ? '' : phases[running.kind],
    upgrade_message: job === undefined ? '' : waits || messageOf(job, run, live),
    downloaded_versions: versionsOf(images, 'downloaded'),
    skipped_versions: versionsOf(images, 'present'),
    version_hashes: byVersion(images, ({ sha256 }) => sha256),
    hash_verification: byVersion(images, ({ integrity }) => integrity),
    ready_for_install: run !== undefined && isReadyForInstall(run),
    skip_reason: job?.status === 'skipped' ? (job.message ?? '') : '',
    last_updated: updatedAt === null ? null : new Date(updatedAt).toISOString(),
  };
}

function messageOf(job: Job, run: Run | undefined, live: LiveProgress | null): string {
  if (job.message !== null) return job.message;
  if (live !== null && live.message !== '') return live.message;
  const done = run?.images.filter(({ state }) => state === 'downloaded' || state === 'present') ?? [];
  return done.length === 0 ? '' : downloadMessage(done, run?.startingVersion ?? '');
}

function versionsOf(images: readonly RunImage[], state: RunImage['state']): string[] {
  return images.flatMap((image) => (image.state === state ? [image.version] : []));
}

function byVersion(
  images: readonly RunImage[],
  valueOf: (image: RunImage) => string | null,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    images.flatMap((image) => {
      const value = valueOf(image);
      return value === null ? [] : [[image.version, value]];
    }),
  );
}
