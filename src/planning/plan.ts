/**
 * What one device has to go through: its path, and for every hop the images with a plain reason for each.
 * Planned once, at the start of a run; a run keeps its path across restarts (workflow/journalRecord.ts, PLAN_FIXED).
 */
import type { SoftwareImage } from '../panos/answers/software.ts';
import { featureRelease } from '../panos/version.ts';
import { tell, type ToldTrouble } from '../ports/trouble.ts';
import { baseImageOf } from './baseImage.ts';
import { endsBefore } from './lastReleases.ts';
import { pathFrom } from './pathFrom.ts';
import { type NoPlanTrouble, planningWords } from './planningTroubles.ts';
import { checkHop } from './releaseSkips.ts';
import type { UpgradePaths } from './upgradePaths.ts';

/** `stepwise`: every version of the path is installed in turn. `final-only`: all are staged, the last is installed. */
export const installModes = ['stepwise', 'final-only'] as const;
export type InstallMode = (typeof installModes)[number];

export interface PlanRequest {
  /** The version the device runs now, and its model, read from the device. */
  readonly currentVersion: string;
  readonly model: string;
  readonly paths: UpgradePaths;
  /** The images the device knows of; may be empty. */
  readonly listed: readonly SoftwareImage[];
  readonly mode: InstallMode;
}

export interface PlannedImage {
  readonly version: string;
  readonly isBase: boolean;
  /** Why it is needed, for people. */
  readonly reason: string;
}

export interface UpgradeHop {
  readonly from: string;
  readonly to: string;
  /**
   * What must be on the box, in the order to download. A path leads upwards and enters each feature release once,
   * so no image is wanted by two hops.
   */
  readonly images: readonly PlannedImage[];
}

export interface UpgradePlan {
  readonly ok: true;
  /** The versions that are installed after the current one; the last is the target. */
  readonly path: readonly string[];
  /** Whose line of the table it is, for people; null where it is that of the current version. */
  readonly line: string | null;
  /** Which of the path's versions are installed, and why, for people. */
  readonly choice: string;
  readonly hops: readonly UpgradeHop[];
  /** Words of caution, for people. */
  readonly notes: readonly string[];
}

/** Why there is no plan, and what to do. Of one device it is never `half_upgraded`. */
export type NoPlan = { readonly ok: false } & ToldTrouble<NoPlanTrouble>;

export function noPlan(trouble: NoPlanTrouble): NoPlan {
  return { ok: false, ...tell(trouble, planningWords) };
}

/** Plans the upgrade of one device from the user's table of paths. Sends nothing. */
export function planUpgrade(request: PlanRequest): UpgradePlan | NoPlan {
  const plan = planStepwise(request);
  if (!plan.ok || request.mode === 'stepwise' || plan.hops.length === 1) return plan;
  return planFinalOnly(request.currentVersion, plan);
}

function planStepwise({ currentVersion, model, paths, listed }: PlanRequest): UpgradePlan | NoPlan {
  const found = pathFrom(currentVersion, paths);
  if (found === undefined) return withoutPath(currentVersion, paths);
  const { versions: path, target, line } = found;
  if (path.length === 0) return noPlan({ code: 'at_target', version: currentVersion, target });

  const hops: UpgradeHop[] = [];
  const notes: string[] = [];
  for (const [index, to] of path.entries()) {
    const from = path[index - 1] ?? currentVersion;
    const verdict = checkHop(from, to);
    if (verdict.verdict === 'illegal') return noPlan(verdict.trouble);
    if (verdict.note !== null) notes.push(verdict.note);
    const last = endsBefore(model, to);
    if (last !== null) return noPlan({ code: 'illegal_path', why: 'beyond_model', to, model, last });
    hops.push({ from, to, images: imagesOfHop(from, to, listed) });
  }
  const choice =
    hops.length === 1
      ? 'The path has one version.'
      : 'Every version of the path is installed in turn, with a restart each (stepwise).';
  return { ok: true, path, line, choice, hops, notes: [...notes, ...notListed(hops, listed)] };
}

/** One installation instead of several: only where PAN-OS is known to allow it. docs/PANOS.md "Paths between releases". */
function planFinalOnly(currentVersion: string, stepwise: UpgradePlan): UpgradePlan | NoPlan {
  const target = stepwise.path.at(-1) ?? currentVersion;
  const verdict = checkHop(currentVersion, target);
  if (verdict.verdict !== 'legal') {
    const because = verdict.verdict === 'illegal' ? verdict.trouble : null;
    const reason =
      verdict.verdict === 'illegal' ? tell(verdict.trouble, planningWords).message : verdict.note;
    return noPlan({ code: 'illegal_path', why: 'not_at_once', to: target, because, reason });
  }
  const images = stepwise.hops.flatMap((hop) => hop.images).map((image) => staged(image, target));
  return {
    ok: true,
    path: [target],
    line: stepwise.line,
    choice: `All images of the path are staged and only ${target} is installed, with one restart (final-only): PAN-OS allows ${currentVersion} to ${target} directly.`,
    hops: [{ from: currentVersion, to: target, images }],
    notes: [...(verdict.note === null ? [] : [verdict.note]), ...stepwise.notes],
  };
}

function staged(image: PlannedImage, target: string): PlannedImage {
  if (image.isBase || image.version === target) return image;
  return { ...image, reason: `${image.version} is a stop of the path. It is downloaded, not installed.` };
}

function withoutPath(version: string, paths: UpgradePaths): NoPlan {
  if ([...paths.values()].some((path) => path.at(-1) === version))
    return noPlan({ code: 'at_target', version, target: version });
  const through = [...paths].find(([, path]) => path.includes(version))?.[0] ?? null;
  return noPlan({ code: 'no_path', version, through });
}

function imagesOfHop(from: string, to: string, listed: readonly SoftwareImage[]): PlannedImage[] {
  const target = { version: to, isBase: false, reason: `${to} is installed in this step of the path.` };
  const release = featureRelease(to);
  if (release === null || release === featureRelease(from)) return [target];
  const base = baseImageOf(release, listed);
  if (base === to) {
    return [
      {
        ...target,
        isBase: true,
        reason: `${to} is installed in this step of the path. It is the base image of ${release}.`,
      },
    ];
  }
  return [
    {
      version: base,
      isBase: true,
      reason: `Base image of ${release}: PAN-OS wants it on the box before ${to} can be loaded. It is downloaded, not installed.`,
    },
    target,
  ];
}

/** An older release lists the newer ones only once it runs a version close enough, so this is no refusal. */
function notListed(hops: readonly UpgradeHop[], listed: readonly SoftwareImage[]): string[] {
  if (listed.length === 0) return [];
  const known = new Set(listed.map((image) => image.version));
  return hops
    .flatMap(({ images }) => images)
    .filter(({ version }) => !known.has(version))
    .map(
      ({ version }) =>
        `${version} is not in the device's list of images yet. Many releases list it only later on the path.`,
    );
}
