/** Turns a plan into the steps of a run, in the order in which they are carried out. */
import type { PlannedImage, UpgradeHop } from '../../planning/plan.ts';
import type { Step } from '../journalRecord.ts';
import type { Serial } from '../../panos/serial.ts';

/**
 * @param hops of one device, in order.
 * @param backsUp the configuration is saved before the first effect.
 * @param deletes old images that make room for the others.
 * @returns its steps, in order; ids are `<serial>.hop<N>.<kind>`, and downloads and deletions also carry their version.
 */
export function planSteps(
  serial: Serial,
  hops: readonly UpgradeHop[],
  backsUp: boolean,
  deletes: readonly string[] = [],
): Step[] {
  return hops.flatMap((hop, index) =>
    index === 0
      ? stepsOfHop(serial, hop, 1, backsUp, deletes)
      : stepsOfHop(serial, hop, index + 1, false, []),
  );
}

/**
 * The steps of a job that only downloads: all of hop 1, since the device runs one version throughout.
 * @param images in the order to download, only those that the device lists.
 */
export function planDownloadSteps(
  serial: Serial,
  fromVersion: string,
  target: string,
  images: readonly PlannedImage[],
  deletes: readonly string[] = [],
): Step[] {
  const step = (kind: Step['kind'], title: string, reason: string, version = target): Step => ({
    id: [serial, 'hop1', kind, ...(kind === 'download' ? [version] : [])].join('.'),
    kind,
    serial,
    hop: 1,
    fromVersion,
    version,
    title,
    reason,
  });
  return [
    step('check_room', 'Check room', 'Room on /opt/panrepo for all images that are missing.'),
    ...deletes.map((version) => deletionOf(serial, fromVersion, version)),
    ...images.map((image) => step('download', `Download ${image.version}`, image.reason, image.version)),
    step('prove_images', 'Prove images', 'The device lists every image as downloaded.'),
  ];
}

/** The steps of a job that only makes room. @param versions of the images to delete, in order. */
export function planRoomSteps(serial: Serial, fromVersion: string, versions: readonly string[]): Step[] {
  return versions.map((version) => deletionOf(serial, fromVersion, version));
}

/** @param hostname of a member of a pair; left out for a device that the job carries alone. */
export function deletionOf(serial: Serial, fromVersion: string, version: string, hostname?: string): Step {
  return {
    id: `${serial}.hop1.delete_image.${version}`,
    kind: 'delete_image',
    serial,
    hop: 1,
    fromVersion,
    version,
    title: hostname === undefined ? `Delete ${version}` : `Delete ${version} on ${hostname}`,
    reason: 'An old image that nothing needs any more: room for others.',
  };
}

export const BACKUP_REASON =
  'A way back that does not depend on the device, before anything on it is changed.';

function stepsOfHop(
  serial: Serial,
  hop: UpgradeHop,
  number: number,
  backsUp: boolean,
  deletes: readonly string[],
): Step[] {
  const { from, to } = hop;
  const step = (kind: Step['kind'], title: string, reason: string, version = to): Step => ({
    id: [serial, `hop${number}`, kind, ...(kind === 'download' ? [version] : [])].join('.'),
    kind,
    serial,
    hop: number,
    fromVersion: from,
    version,
    title,
    reason,
  });
  return [
    step(
      'software_check',
      'Check for software',
      'The device learns from the update server which images exist.',
    ),
    step(
      'readiness',
      'Check readiness',
      'Room for the images, content new enough, no pending changes or locks, nobody else at work on it.',
    ),
    ...(backsUp ? [step('back_up', 'Back up the configuration', BACKUP_REASON)] : []),
    step('pre_snapshot', 'Snapshot before', 'Sessions, routes and ARP, to compare with after the restart.'),
    ...deletes.map((version) => deletionOf(serial, from, version)),
    ...hop.images.map((image) => step('download', `Download ${image.version}`, image.reason, image.version)),
    step(
      'prove_images',
      'Prove images',
      'Nothing is installed before the device lists every image as downloaded.',
    ),
    step('install', `Install ${to}`, `${from} goes on running: an installation alone restarts nothing.`),
    step('restart', `Restart into ${to}`, 'The installed version becomes active with a restart, sent once.'),
    step(
      'prove_back',
      `Prove it is back on ${to}`,
      'Right version, auto-commit ended, then the settle delay.',
    ),
    step('post_snapshot', 'Snapshot after', 'The same facts as before the restart.'),
    step('compare', 'Compare', 'What changed, and whether it is within the margins.'),
  ];
}
