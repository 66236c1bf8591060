/**
 * What each kind of step does, and where it may be stopped. Steps that change the device go through
 * carryEffect; all others only read.
 */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { checkSoftware, showSoftware } from '../../panos/commands/software.ts';
import { type DeviceError, isDeviceError, mayPass } from '../../panos/errors.ts';
import { toldOf } from '../../ports/trouble.ts';
import { UserError } from '../../ports/userError.ts';
import { type SnapshotOf, takeSnapshot } from '../../validation/comparison/takeSnapshot.ts';
import { backUpConfig } from '../backup/backUpConfig.ts';
import { snapshotId } from '../comparedSnapshots.ts';
import { compareHop } from './compareHop.ts';
import type { StepContext } from '../context.ts';
import { inWords } from '../workflowTroubles.ts';
import { endure } from '../patience.ts';
import { done, failed, needsOperator, nothingChanged, type StepResult } from '../stepResult.ts';
import { carryEffect } from '../effects/carryEffect.ts';
import { otherDevice } from '../proof/identity.ts';
import { installEffect } from '../effects/install.ts';
import { carryFunctional } from '../effects/makeFunctional.ts';
import { checkPair, pairOf, proveFailover, provePair } from '../pair/pairSteps.ts';
import { readWhenIdle } from '../proof/foreignWork.ts';
import {
  imagesOfHop,
  isDue,
  type NotReady,
  ownDevice,
  readyToDownload,
  togetherNotReady,
} from '../proof/readyToInstall.ts';
import { proveBack } from '../proof/proveBack.ts';
import { StorageLostError, type stepKinds } from '../journalRecord.ts';
import { restartEffect } from '../effects/restart.ts';
import { checkRoom } from '../effects/roomForImages.ts';
import { deleteImage } from '../effects/deleteImage.ts';
import { stageImage } from '../effects/stageImage.ts';
import { isStorageFull } from '../storageFull.ts';
import { carrySuspension } from '../effects/suspend.ts';
import { syncConfigEffect } from '../effects/syncConfig.ts';
import { stepOf } from '../stepState.ts';

export type StepKind = (typeof stepKinds)[number];

interface StepRules {
  carry(context: StepContext): Promise<StepResult>;
  /** Carried out in a dry run too: it reads, and needs nothing that an earlier step would have changed. */
  readonly inDryRun: boolean;
  /**
   * What a cancel request or a pause does: `at_once` stops in the middle, `before` lets a running step end but
   * does not begin it, `never` carries it out because the device is on its way through a restart, or somebody has asked
   * for just this.
   */
  readonly stops: StepStops;
  /** That it failed does not end the job: the step after it finds what that means, and asks. */
  readonly mayFail?: true;
}

export type StepStops = 'at_once' | 'before' | 'never';

export const stepRules: Readonly<Record<StepKind, StepRules>> = {
  software_check: { carry: softwareCheck, inDryRun: true, stops: 'at_once' },
  readiness: { carry: readiness, inDryRun: true, stops: 'at_once' },
  pre_snapshot: { carry: snapshot, inDryRun: true, stops: 'at_once' },
  check_pair: { carry: checkPair, inDryRun: true, stops: 'at_once' },
  back_up: { carry: backUpConfig, inDryRun: false, stops: 'at_once' },
  check_room: { carry: checkRoom, inDryRun: true, stops: 'at_once' },
  delete_image: { carry: deleteImage, inDryRun: false, stops: 'before' },
  download: { carry: stageImage, inDryRun: false, stops: 'at_once' },
  prove_images: { carry: proveImages, inDryRun: false, stops: 'at_once' },
  suspend: { carry: suspend, inDryRun: false, stops: 'before' },
  prove_failover: { carry: proveFailover, inDryRun: false, stops: 'never' },
  install: { carry: install, inDryRun: false, stops: 'before' },
  restart: { carry: restart, inDryRun: false, stops: 'before' },
  prove_back: { carry: proveBack, inDryRun: false, stops: 'never' },
  make_functional: { carry: carryFunctional, inDryRun: false, stops: 'never' },
  sync_config: { carry: syncConfig, inDryRun: false, stops: 'never', mayFail: true },
  prove_pair: { carry: provePair, inDryRun: false, stops: 'never' },
  post_snapshot: { carry: snapshot, inDryRun: false, stops: 'never' },
  compare: { carry: compareHop, inDryRun: false, stops: 'never' },
};

async function softwareCheck(context: StepContext): Promise<StepResult> {
  // The update server can tell nothing that is needed then, and takes its time.
  if ((await missingImages(context)).length === 0)
    return done('Every image is on the device: the update server is not asked.', { refreshed: false });
  const endurance = endure(context);
  for (let tries = 1; ; tries += 1) {
    try {
      const images = await context.client.read(checkSoftware, { signal: context.stop, attempts: 1 });
      return done(`The device knows ${images.length} images.`, { images: images.length });
    } catch (error) {
      context.stop.throwIfAborted();
      if (!isDeviceError(error)) throw error;
      // A device that was not reached has not even tried to ask its update server.
      const isAsked = !isDeviceError(error, 'unreachable', 'session_ended', 'authentication');
      if (isAsked && (tries >= SOFTWARE_CHECKS || !mayPass(error))) {
        // Images that were staged or uploaded before need no update server. A device that cannot be asked for its own list, either, is in trouble.
        const missing = await missingImages(context);
        if (missing.length === 0 || !mayPass(error)) return notRefreshed(error, missing);
        if (await endurance.bears(error)) continue;
        return notRefreshed(error, missing);
      }
      await endurance.bear(error);
    }
  }
}

function notRefreshed(error: DeviceError, missing: readonly string[]): StepResult {
  const then =
    missing.length === 0
      ? 'Every image is on the device.'
      : `Not on the device yet: ${missing.join(', ')}. Whether they can be downloaded shows when they are.`;
  return done(`The update server could not be asked: ${error.message} ${then}`, { refreshed: false });
}

/** It asks somebody else, and may hang each time. */
const SOFTWARE_CHECKS = 2;

/** @returns versions of this hop that the device does not list as downloaded. */
async function missingImages(context: StepContext): Promise<string[]> {
  const there = await context.client.read(showSoftware, { signal: context.stop });
  return imagesOfHop(context, context.step().serial).filter(
    (version) => there.find((image) => image.version === version)?.downloaded !== 'yes',
  );
}

async function readiness(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return nothingChanged(inWords(stranger), 'hop');
  // The check tells what is still in the way afterwards.
  if (!context.dryRun && context.readiness.policies.device_jobs !== 'off')
    await readWhenIdle(context, { bearsInstallations: true });
  const { results, notReady } = await readyToDownload(context, ownDevice(context));
  if (notReady !== null) {
    const peers = await whatElseOfPeer(context);
    return { ...failed({ code: 'not_ready', ...ofBoth(context, notReady, peers) }), checks: results };
  }
  const doubts = results.filter((result) => result.verdict !== 'pass').map((result) => result.reason);
  return { ...done(['Ready.', ...doubts].join(' ')), checks: results };
}

/** What the peer's own step would find: both are put right before the next try. Null where nothing, or it cannot be asked. */
async function whatElseOfPeer(context: StepContext): Promise<NotReady | null> {
  const { pair } = context;
  if (pair === null || !isDue(context, pair.peer.serial)) return null;
  try {
    return (await readyToDownload(context, pair.peer)).notReady;
  } catch (error) {
    if (!isDeviceError(error) || context.stop.aborted) throw error;
    return null;
  }
}

function ofBoth(context: StepContext, own: NotReady, peers: NotReady | null): NotReady {
  if (peers === null || context.pair === null) return own;
  return togetherNotReady([
    { hostname: context.hostname, notReady: own },
    { hostname: context.pair.peer.hostname, notReady: peers },
  ]);
}

async function snapshot(context: StepContext): Promise<StepResult> {
  const expected = { serial: context.step().serial, swVersion: versionAtSnapshot(context) };
  const found = await takeSnapshot(context.client, expected, context.clock, context.stop);
  if (found.kind === 'other') return notTaken(context, expected, found.answers);
  const taken = found.snapshot;
  try {
    await context.snapshots.save(snapshotId(context.job, context.step()), taken);
  } catch (error) {
    // Without it nobody could say later what an upgrade has changed.
    if (!(error instanceof UserError) || error instanceof StorageLostError || isStorageFull(error))
      throw error;
    const { trouble: because } = error;
    return failed({ code: 'snapshot_not_kept', because, told: toldOf(error), runs: taken.swVersion });
  }
  const facts = {
    tcpSessions: taken.tcpSessions,
    routes: taken.routes?.length ?? null,
    arp: taken.arp?.length ?? null,
  };
  const counted = [
    countOf(facts.tcpSessions, 'TCP sessions'),
    countOf(facts.routes, 'routes'),
    countOf(facts.arp, 'ARP entries'),
  ];
  return done(`${counted.join(', ')}.`, facts);
}

function countOf(count: number | null, name: string): string {
  return count === null ? `${name} not known` : `${count} ${name}`;
}

/** A member that a hop leaves alone runs the same before and after it. */
function versionAtSnapshot(context: StepContext): string {
  const { kind, fromVersion, version } = context.step();
  const isAfterUpgrade =
    kind === 'post_snapshot' && stepOf(context.steps(), context.step(), 'install') !== undefined;
  return isAfterUpgrade ? version : fromVersion;
}

function notTaken(context: StepContext, expected: SnapshotOf, answers: SnapshotOf): StepResult {
  const { serial: at, swVersion: version } = expected;
  const { serial: found, swVersion: runs } = answers;
  if (context.step().kind === 'post_snapshot')
    return failed({ code: 'not_the_same', at, found, runs, version });
  const obstacle =
    found === at
      ? ({ code: 'runs_other_version', runs, planned: version } as const)
      : ({ code: 'other_device', found, at } as const);
  return nothingChanged(inWords(obstacle), 'hop');
}

async function proveImages(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return nothingChanged(inWords(stranger), 'install');
  const missing = await missingImages(context);
  return missing.length === 0
    ? done('Every image is on the device.')
    : failed({ code: 'download_failed', how: 'missing', versions: missing }, { missing: missing.join(', ') });
}

function install(context: StepContext): Promise<StepResult> {
  const { fromVersion, version } = context.step();
  return carryEffect(context, installEffect(fromVersion, version));
}

function suspend(context: StepContext): Promise<StepResult> {
  return carrySuspension(context, pairOf(context));
}

function syncConfig(context: StepContext): Promise<StepResult> {
  return carryEffect(context, syncConfigEffect(context, pairOf(context)));
}

async function restart(context: StepContext): Promise<StepResult> {
  const { fromVersion, version } = context.step();
  const installed = stepOf(context.steps(), context.step(), 'install');
  // The order of steps already sees to it; a restart without a proved installation must be impossible.
  if (installed?.state !== 'done') return failed({ code: 'not_installed' });
  if (installed.effect?.attempts === 0 && installed.effect.deviceJob === null)
    return nothingToRestartFor(context, version);
  return carryEffect(context, restartEffect(fromVersion, version));
}

/** Nothing was installed because the device said that it runs the version: no restart is ever sent then. */
async function nothingToRestartFor(context: StepContext, version: string): Promise<StepResult> {
  const { swVersion } = await context.client.read(showSystemInfo, { signal: context.stop });
  if (swVersion === version) return done(`The device already runs ${version}.`);
  return needsOperator({ code: 'cannot_tell', how: 'version_disputed', said: version, says: swVersion });
}
