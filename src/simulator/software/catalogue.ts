/** The releases that exist, as the update server and the software manager see them. docs/PANOS.md "Versions and base images". */
import { compareVersions, featureRelease } from '../../panos/version.ts';
import type { CatalogueImage } from '../spec/fleetSpec.ts';

/** Feature releases in the order of upgrades. */
const TRAINS = ['8.1', '9.0', '9.1', '10.0', '10.1', '10.2', '11.0', '11.1', '11.2', '12.1'];
const FIRST_SKIPPING_TRAIN = TRAINS.indexOf('10.1');
/** From 10.1 on an install may go so many feature releases up, skipping one less. */
const LONGEST_JUMP = 4;
/** How far ahead devices below 10.1 are offered releases. */
const OLD_DEVICE_HORIZON = 3;

/** `400` of PA-440, `3400` of PA-3410, `vm` of PA-VM. */
export function familyOf(model: string): string {
  const digits = model.slice('PA-'.length);
  return digits === 'VM' ? 'vm' : `${digits.slice(0, -2)}00`;
}

function trainOf(version: string): number {
  return TRAINS.indexOf(featureRelease(version) ?? '');
}

/** How many feature releases lie between two versions, whichever is newer; 0 within one. */
export function releasesApart(one: string, other: string): number {
  return Math.abs(trainOf(one) - trainOf(other));
}

/** What the update server offers a device of this family that runs `running`: newest first. */
export function offeredImages(
  catalogue: readonly CatalogueImage[],
  family: string,
  running: string,
): CatalogueImage[] {
  const here = trainOf(running);
  const horizon = here >= FIRST_SKIPPING_TRAIN ? TRAINS.length : here + OLD_DEVICE_HORIZON;
  return catalogue
    .filter((image) => image.families?.includes(family) !== false && trainOf(image.version) <= horizon)
    .sort((a, b) => compareVersions(b.version, a.version));
}

/** The base image that must be on the device before `version` can be loaded; null for a base image itself. */
export function requiredBase(catalogue: readonly CatalogueImage[], version: string): string | null {
  const train = featureRelease(version);
  const base = catalogue.find((image) => image.base && featureRelease(image.version) === train);
  return base === undefined || base.version === version ? null : base.version;
}

/** Whether a device may go from one version to the other with one install. Downwards everything may. */
export function mayInstall(running: string, target: string): boolean {
  const from = trainOf(running);
  const jump = trainOf(target) - from;
  return jump <= (from >= FIRST_SKIPPING_TRAIN ? LONGEST_JUMP : 1);
}
