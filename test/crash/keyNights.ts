/**
 * Nights in which keys end and logins are refused: an upgrade of one device and of a pair, two hops each, and a download
 * job. Each has to go as it goes without that, with no more logins than keys that ended.
 */
import assert from 'node:assert/strict';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { SimRequest } from '../../src/simulator/server/access.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { PAIR_PATHS, pairSpec } from '../support/pairRig.ts';
import { PATHS, Rig } from '../support/rig.ts';
import { CREDENTIALS, PAIR, pair, sampleSpec, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { downloaded, type Expected, installed, wrongNight } from './judges/storyJudge.ts';
import { pairStory } from './nights.ts';

export type CredentialsMore = Partial<FleetSpecInput['credentials']>;

/** Never opens again: whoever locks it has lost. */
export const LOCKS_AT_THREE = { afterRefusals: 3 } as const;

/** What is done in a night. */
export interface Work {
  readonly name: string;
  readonly serials: readonly string[];
  /** @param more of each device. */
  rig(credentials: CredentialsMore, more?: Partial<FirewallSpecInput>): Rig;
  submit(engine: Engine): Promise<Job | undefined>;
  readonly expected: Expected;
}

async function submitUpgrade(engine: Engine, target: readonly [string] | readonly [string, string]) {
  const request = { targets: [target], dryRun: false, allowPreemption: false, by: 'test' };
  return (await engine.submitUpgrades(request)).queued[0];
}

function singleSpec(credentials: CredentialsMore, more?: Partial<FirewallSpecInput>): FleetSpecInput {
  return { ...sampleSpec([standalone(more)]), credentials: { ...CREDENTIALS, ...credentials } };
}

const FIRST_HOP = ['10.2.0', '10.2.10'] as const;
const SECOND_HOP = ['11.1.0', '11.1.4-h7'] as const;

export const single: Work = {
  name: 'an upgrade of one device',
  serials: [STANDALONE],
  rig: (credentials, more) => new Rig({ spec: singleSpec(credentials, more), paths: PATHS }),
  submit: (engine) => submitUpgrade(engine, [STANDALONE]),
  expected: {
    serials: [STANDALONE],
    story: [
      ...[...downloaded(STANDALONE, ...FIRST_HOP), ...installed(STANDALONE, '10.2.10')],
      ...[...downloaded(STANDALONE, ...SECOND_HOP), ...installed(STANDALONE, '11.1.4-h7')],
    ],
  },
};

export const pairOfTwo: Work = {
  name: 'an upgrade of a pair',
  serials: PAIR,
  rig: (credentials, more) =>
    new Rig({
      spec: pairSpec(
        pair().map((member) => ({ ...member, ...more })),
        { credentials: { ...CREDENTIALS, ...credentials } },
      ),
      paths: PAIR_PATHS,
    }),
  submit: (engine) => submitUpgrade(engine, PAIR),
  expected: pairStory,
};

export const download: Work = {
  name: 'a download',
  serials: [STANDALONE],
  rig: (credentials, more) => new Rig({ spec: singleSpec(credentials, more), paths: PATHS }),
  submit: async (engine) => (await engine.submitDownloads({ serials: [STANDALONE], by: 'test' })).queued[0],
  expected: { serials: [STANDALONE], story: downloaded(STANDALONE, ...FIRST_HOP, ...SECOND_HOP) },
};

export const WORKS: readonly Work[] = [single, pairOfTwo, download];

/** Sees every request to a device or Panorama right before it arrives, numbered from 1 for each of them. */
export function watchRequests(
  { fleet }: Rig,
  onRequest: (target: string, number: number, request: SimRequest) => void,
): void {
  const numbers = new Map<string, number>();
  const handle = fleet.handle.bind(fleet);
  fleet.handle = (target, request) => {
    const number = (numbers.get(target) ?? 0) + 1;
    numbers.set(target, number);
    fleet.catchUp();
    onRequest(target, number, request);
    return handle(target, request);
  };
}

/** A request of one night, by its number. */
export interface OnePlace {
  /** A serial, or `panorama`. */
  readonly target: string;
  readonly number: number;
}

/** Whether it answers as itself: faults of calls wait for that. */
export function isWorking({ fleet }: Rig, target: string): boolean {
  return target === 'panorama' || fleet.devices.get(target)?.phase === 'working';
}

/** Counts the keys that were used after their end, from now on. */
export function endedKeys(rig: Rig): () => number {
  const { devices, panorama } = rig.fleet;
  const ended = new Set<string>();
  watchRequests(rig, (target, _number, { key }) => {
    const keys = target === 'panorama' ? panorama.keys : devices.get(target)?.keys;
    const arrivesAt = rig.clock.now() + rig.fleet.spec.timing.latencyMs;
    if (key !== undefined && keys?.stateOf(key, arrivesAt) === 'ended') ended.add(key);
  });
  return () => ended.size;
}

export interface KeyNight {
  readonly jobs: readonly Job[];
  /** Of the work alone, without the discovery before it. */
  readonly logins: number;
  readonly wrong: readonly string[];
}

/** Goes through one night. @param prepare called once the work is submitted, before anything of it has left. */
export async function goThrough(
  work: Work,
  credentials: CredentialsMore,
  prepare: (rig: Rig) => void | Promise<void> = () => undefined,
): Promise<KeyNight> {
  const rig = work.rig(credentials);
  const engine = await rig.start();
  await rig.discover(engine);
  const loginsBefore = rig.fleet.account.logins;
  await prepare(rig);
  const job = await work.submit(engine);
  assert.ok(job !== undefined);
  await rig.clock.run(() => !engine.jobs.all().some(isOpen), 48 * 3_600_000);
  await rig.clock.advanceBy(3_600_000);
  const jobs = engine.jobs.all();
  const { logins, timesLocked } = rig.fleet.account;
  await rig.clock.drive(engine.close());
  return {
    jobs,
    logins: logins - loginsBefore,
    wrong: [
      ...wrongNight(rig.fleet, jobs, [work.expected]),
      ...(timesLocked === 0 ? [] : [`the account was locked ${timesLocked} times`]),
    ],
  };
}
