/**
 * Is a device ready for what its job is about to install on it? One rule for whoever asks: the step before the first
 * download, the check of a pair for both members right before the first is touched, and the suspension of the second.
 */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showSoftware } from '../../panos/commands/software.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import type { Serial } from '../../panos/serial.ts';
import type { PeerBefore } from '../../validation/check.ts';
import {
  type CheckId,
  type CheckPolicies,
  type CheckResult,
  settingOf,
} from '../../validation/checkResult.ts';
import { UPGRADE_CHECKS } from '../../validation/readiness/allChecks.ts';
import { blockingResults, checkReadiness } from '../../validation/readiness/checkReadiness.ts';
import { policiesInPair } from '../../validation/readiness/readinessSettings.ts';
import type { StepContext } from '../context.ts';
import { NOT_LISTED_HELP } from '../obstacles.ts';
import { configBorneBy, imagesToDelete, type StepState, versionsOfPath } from '../stepState.ts';

interface Device {
  readonly serial: Serial;
  readonly hostname: string;
  readonly client: DeviceClient;
}

/** What forbids the installation. */
export interface NotReady {
  readonly checks: readonly CheckId[];
  /** Whole sentences. */
  readonly reasons: readonly string[];
  readonly setting: string | null;
  /** Old images may be in the way, and something may be done about them. */
  readonly offersRoom?: boolean | undefined;
}

export interface Readiness {
  readonly results: CheckResult[];
  /** Null where nothing does. */
  readonly notReady: NotReady | null;
}

/** The step's own device, as one of those that may be asked. */
export function ownDevice(context: StepContext): Device {
  const { hostname, client } = context;
  return { serial: context.step().serial, hostname, client };
}

/** Whether this hop installs something on the device. */
export function isDue(context: StepContext, serial: Serial): boolean {
  const { hop } = context.step();
  return context
    .steps()
    .some((step) => step.kind === 'install' && step.serial === serial && step.hop === hop);
}

/** Before anything is downloaded: room for the images of the whole path, those of this hop known to the device, and all checks. @throws DeviceError. */
export async function readyToDownload(context: StepContext, device: Device): Promise<Readiness> {
  const wanted = versionsOfPath(context.steps(), device.serial);
  const judgesRoom = !isRoomJudged(context, device.serial);
  const results = await runChecks(context, device, { wanted, judgesRoom, onlyOwn: false });
  return { results, notReady: notReady(context, results, await notListed(context, device)) };
}

/**
 * Once the images are there: they still must be, and all checks that do not ask for room.
 * @param onlyOwn true where its peer has been upgraded: what an upgrade does not ask by itself has been judged before, and is
 *   no reason to leave a pair on two versions.
 * @throws DeviceError.
 */
export async function readyToInstall(
  context: StepContext,
  device: Device,
  onlyOwn = false,
): Promise<NotReady | null> {
  const results = await runChecks(context, device, { wanted: [], judgesRoom: false, onlyOwn });
  return notReady(context, results, await notDownloaded(context, device));
}

/**
 * Room for the whole path is judged once. Later hops ask only where an earlier one could not tell: room that somebody else has
 * taken meanwhile is told by the download.
 */
function isRoomJudged(context: StepContext, serial: Serial): boolean {
  const { hop } = context.step();
  return context
    .steps()
    .some(
      (step) =>
        step.serial === serial &&
        step.hop < hop &&
        step.checks.some(({ check, verdict }) => check === 'disk_space' && verdict === 'pass'),
    );
}

/** Versions of the images that this hop needs on the device: those it fetches, and the one it installs. */
export function imagesOfHop(context: StepContext, serial: Serial): string[] {
  return [
    ...new Set([...versionsOf(context, serial, 'download'), ...versionsOf(context, serial, 'install')]),
  ];
}

function versionsOf(context: StepContext, serial: Serial, kind: StepState['kind']): string[] {
  const { hop } = context.step();
  return context
    .steps()
    .flatMap((step) =>
      step.kind === kind && step.serial === serial && step.hop === hop ? [step.version] : [],
    );
}

interface Asking {
  readonly wanted: readonly string[];
  readonly judgesRoom: boolean;
  readonly onlyOwn: boolean;
}

async function runChecks(
  context: StepContext,
  { serial, client }: Device,
  { wanted, judgesRoom, onlyOwn }: Asking,
): Promise<CheckResult[]> {
  const { pair, readiness, checks: settings } = context;
  const named = onlyOwn ? ofUpgrades(readiness.policies) : readiness.policies;
  const bearsSome = pair?.allowPreemption === true || configBorneBy(context.steps()) !== null;
  const policies = pair === null ? named : policiesInPair(named, bearsSome);
  return checkReadiness(client, {
    ...readiness,
    policies: judgesRoom ? policies : { ...policies, disk_space: 'off' },
    wanted,
    deletes: imagesToDelete(context.steps(), serial),
    installs: stillToInstall(context, serial).map(({ version }) => version),
    peerBefore: peerBefore(context, serial),
    contentDemands: context.contentDemands(),
    settings,
    signal: context.stop,
  });
}

/** The policies of those checks that an upgrade makes by itself. */
function ofUpgrades(policies: CheckPolicies): CheckPolicies {
  const own = new Set<string>(UPGRADE_CHECKS.map(({ id }) => id));
  return Object.fromEntries(Object.entries(policies).filter(([id]) => own.has(id)));
}

/** In this hop and the later ones: nothing that we do makes the device's content newer on the way. */
function stillToInstall(context: StepContext, serial: Serial): StepState[] {
  const { hop } = context.step();
  return context
    .steps()
    .filter((step) => step.kind === 'install' && step.serial === serial && step.hop >= hop);
}

function peerBefore(context: StepContext, serial: Serial): PeerBefore | undefined {
  const { pair } = context;
  if (pair === null) return undefined;
  const peer = [ownDevice(context), pair.peer].find((device) => device.serial !== serial);
  const [firstToInstall] = context
    .steps()
    .filter(({ kind, hop }) => kind === 'install' && hop === context.step().hop);
  if (peer === undefined || firstToInstall?.serial !== peer.serial) return undefined;
  const { hostname, client } = peer;
  return {
    hostname,
    content: async () => (await client.read(showSystemInfo, { signal: context.stop })).appVersion,
  };
}

/** An image that was fetched long before is forgotten with a restart, until the update server has answered. */
async function notListed(context: StepContext, { serial, client }: Device): Promise<string[]> {
  const needed = imagesOfHop(context, serial);
  if (needed.length === 0) return [];
  const listed = await client.read(showSoftware, { signal: context.stop });
  const unknown = needed.filter((version) => !listed.some((image) => image.version === version));
  if (unknown.length === 0) return [];
  return [`The device does not list ${unknown.join(', ')}. ${NOT_LISTED_HELP}`];
}

async function notDownloaded(context: StepContext, { serial, client }: Device): Promise<string[]> {
  const next = stillToInstall(context, serial)[0]?.version;
  if (next === undefined) return [];
  const listed = await client.read(showSoftware, { signal: context.stop });
  const isThere = listed.find(({ version }) => version === next)?.downloaded === 'yes';
  return isThere ? [] : [`The device does not list ${next} as downloaded.`];
}

function notReady(
  { checks: { makeRoom } }: StepContext,
  results: readonly CheckResult[],
  ofImages: readonly string[],
): NotReady | null {
  const bad = blockingResults(results);
  const reasons = [...ofImages, ...bad.map(({ reason }) => reason)];
  const checks = bad.map(({ check }) => check);
  const offersRoom = makeRoom !== 'never' && checks.includes('disk_space');
  return reasons.length === 0 ? null : { checks, reasons, setting: settingOf(bad), offersRoom };
}

/** Of more than one device it is said which is meant. */
export function togetherNotReady(
  members: readonly { readonly hostname: string; readonly notReady: NotReady }[],
): NotReady {
  return {
    checks: [...new Set(members.flatMap(({ notReady: { checks } }) => checks))],
    reasons: members.flatMap(({ hostname, notReady: { reasons } }) =>
      reasons.map((reason) => `${hostname}: ${reason}`),
    ),
    setting: members.map(({ notReady: { setting } }) => setting).find((setting) => setting !== null) ?? null,
    offersRoom: members.some(({ notReady: { offersRoom } }) => offersRoom === true),
  };
}
