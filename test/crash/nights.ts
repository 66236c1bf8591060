/** The nights that the crash sweeps go through: one device, pairs in several conditions, and a lot of both. */
import assert from 'node:assert/strict';
import type { UpgradeTarget } from '../../src/jobs/submission/upgradeTarget.ts';
import type { FirewallSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { begunEarly } from '../support/begunEarly.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { pairSpec } from '../support/pairRig.ts';
import { Rig, type RigOptions } from '../support/rig.ts';
import { activeActive, PAIR, pair, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { isPoint } from './points.ts';
import { downloaded, type Expected, installed, wrongNight } from './judges/storyJudge.ts';
import type { Night, Scenario } from './sweep.ts';

/** Discovers the fleet and submits, and closes the window before anything begins. */
export async function submitted(options: RigOptions, targets: readonly UpgradeTarget[]): Promise<Rig> {
  const rig = new Rig(options);
  const engine = await rig.start();
  await rig.discover(engine);
  engine.pause();
  const request = { targets, dryRun: false, allowPreemption: false, by: 'test' };
  const { skipped } = await rig.clock.drive(engine.submitUpgrades(request));
  assert.deepEqual(skipped, []);
  await rig.clock.drive(engine.close());
  return rig;
}

/** A night in which all has to go as expected, whatever happens to the process. */
function goesWell(
  options: RigOptions,
  targets: readonly UpgradeTarget[],
  expected: readonly Expected[],
): Scenario {
  return async (): Promise<Night> => {
    const rig = await submitted(options, targets);
    return { rig, isPoint, judge: (jobs) => wrongNight(rig.fleet, jobs, expected) };
  };
}

const LONG_PATH = ['10.2.10', '11.1.4-h7', '12.1.4'];

function threeHopsOf(serial: string): string[] {
  return [
    ...downloaded(serial, '10.2.0', '10.2.10'),
    ...installed(serial, '10.2.10'),
    ...downloaded(serial, '11.1.0', '11.1.4-h7'),
    ...installed(serial, '11.1.4-h7'),
    ...downloaded(serial, '12.1.2', '12.1.4'),
    ...installed(serial, '12.1.4'),
  ];
}

function twoHopsAlone(serial: string): string[] {
  return [
    ...[...downloaded(serial, '10.2.0', '10.2.10'), ...installed(serial, '10.2.10')],
    ...[...downloaded(serial, '11.1.0', '11.1.4-h7'), ...installed(serial, '11.1.4-h7')],
  ];
}

export const deviceStory: Expected = { serials: [STANDALONE], story: threeHopsOf(STANDALONE) };
export const oneDeviceThreeHops: Scenario = goesWell(
  { firewalls: [standalone({ panrepoFreeMb: 12_000 })], paths: { '10.1.14': LONG_PATH } },
  [[STANDALONE]],
  [deviceStory],
);

export const oneDeviceTwoHops: Scenario = goesWell(
  { paths: { '10.1.14': ['10.2.10', '11.1.4-h7'] } },
  [[STANDALONE]],
  [{ serials: [STANDALONE], story: twoHopsAlone(STANDALONE) }],
);

const MAKES_ROOM = {
  ...defaultSettings,
  validation: { ...defaultSettings.validation, makeRoom: 'auto' },
} as const;

/** It has to delete both of its old images before it fetches anything, and tells what it falls back to. */
export const roomMadeFirst: Scenario = goesWell(
  {
    settings: MAKES_ROOM,
    paths: { '10.2.10': ['11.1.4-h7'] },
    firewalls: [
      standalone({
        version: '10.2.10',
        otherPartition: '10.2.0',
        downloaded: ['9.1.13', '10.1.14', '10.2.0'],
        panrepoFreeMb: 900,
        answers: { partitions: 'told' },
      }),
    ],
  },
  [[STANDALONE]],
  [
    {
      serials: [STANDALONE],
      story: [
        ...[`${STANDALONE} image_deleted 9.1.13`, `${STANDALONE} image_deleted 10.1.14`],
        ...[...downloaded(STANDALONE, '11.1.0', '11.1.4-h7'), ...installed(STANDALONE, '11.1.4-h7')],
      ],
    },
  ],
);

type Pair = readonly [string, string];

export const PAIR_PATH = { '10.2.10': ['11.1.4-h7', '12.1.4'] };
export const FIRST_IMAGES = ['11.1.0', '11.1.4-h7'];
const SECOND_IMAGES = ['12.1.2', '12.1.4'];

export interface PairRules {
  readonly mode?: 'active-passive' | 'active-active';
  readonly staysSuspended?: boolean;
}

/**
 * The member first that does not lead. One that forwards is taken out before it restarts: of an active/active pair both.
 * @param active the member that leads in the beginning; afterwards it is the other one.
 */
export function hopOf(
  [active, standby]: Pair,
  version: string,
  { mode, staysSuspended = false }: PairRules = {},
): string[] {
  const outFor = (serial: string): string[] => [
    ...[`${serial} suspended`, ...installed(serial, version)],
    ...(staysSuspended ? [`${serial} functional`] : []),
  ];
  const first = mode === 'active-active' ? outFor(standby) : installed(standby, version);
  return [...first, ...outFor(active)];
}

function twoHopsOf([active, standby]: Pair, rules: PairRules = {}): string[] {
  return [
    ...[active, standby].flatMap((serial) => downloaded(serial, ...FIRST_IMAGES, ...SECOND_IMAGES)),
    ...hopOf([active, standby], '11.1.4-h7', rules),
    ...hopOf([standby, active], '12.1.4', rules),
  ];
}

function pairThrough(members: FirewallSpecInput[], story: readonly string[]): Scenario {
  return goesWell({ spec: pairSpec(members), paths: PAIR_PATH }, [PAIR], [{ serials: PAIR, story }]);
}

export const pairStory: Expected = { serials: PAIR, story: twoHopsOf(PAIR) };
export const pairTwoHops: Scenario = pairThrough(pair(), pairStory.story);

/** Others answer when the pair does not. */
export const pairTwoHopsAmongOthers: Scenario = pairThrough([...pair(), standalone()], pairStory.story);

/** Its members are still suspended when they come back from a restart. */
export const pairThatStaysSuspended: Scenario = pairThrough(
  pair({ staysSuspended: true }, { staysSuspended: true }),
  twoHopsOf(PAIR, { staysSuspended: true }),
);

/** Both members forward. */
export const activeActiveStory: Expected = {
  serials: PAIR,
  story: twoHopsOf(PAIR, { mode: 'active-active' }),
};
export const activeActiveTwoHops: Scenario = pairThrough(activeActive(), activeActiveStory.story);

export const activeActiveThatStaysSuspended: Scenario = pairThrough(
  activeActive({ staysSuspended: true }, { staysSuspended: true }),
  twoHopsOf(PAIR, { mode: 'active-active', staysSuspended: true }),
);

/** Somebody has already upgraded the secondary. */
export const activeActiveHalfUpgraded: Scenario = pairThrough(
  activeActive().map((member, index) => (index === 1 ? { ...member, version: '11.1.4-h7' } : member)),
  [
    ...downloaded(PAIR[0], ...FIRST_IMAGES, ...SECOND_IMAGES),
    ...downloaded(PAIR[1], ...SECOND_IMAGES),
    ...[`${PAIR[0]} suspended`, ...installed(PAIR[0], '11.1.4-h7')],
    ...[`${PAIR[0]} suspended`, ...installed(PAIR[0], '12.1.4')],
    ...[`${PAIR[1]} suspended`, ...installed(PAIR[1], '12.1.4')],
  ],
);

/** Somebody has already upgraded the member that stands by. */
export const pairHalfUpgraded: Scenario = pairThrough(
  pair().map((member, index) => (index === 1 ? { ...member, version: '11.1.4-h7' } : member)),
  [
    ...downloaded(PAIR[0], ...FIRST_IMAGES, ...SECOND_IMAGES),
    ...downloaded(PAIR[1], ...SECOND_IMAGES),
    ...[`${PAIR[0]} suspended`, ...installed(PAIR[0], '11.1.4-h7')],
    ...installed(PAIR[0], '12.1.4'),
    ...[`${PAIR[1]} suspended`, ...installed(PAIR[1], '12.1.4')],
  ],
);

const SINGLES = ['001701000301', '001701000302', '001701000303', '001701000304', '001701000305'];
const PAIRS: readonly Pair[] = [PAIR, ['001701000211', '001701000212']];

/** Five devices, two hops each, and two pairs, carried by three workers: one pair goes ahead over each hop. */
export const bulk: Scenario = async () => {
  const night = await devicesAndPairs();
  const { log } = night.rig.fleet;
  return {
    ...night,
    judge: (jobs) => [
      ...night.judge(jobs),
      ...['11.1.4-h7', '12.1.4'].flatMap((version) => {
        const early = begunEarly(log, PAIRS, version);
        return early.length === 1 ? [] : [`begun with ${version} beside each other: ${early.join(' and ')}`];
      }),
    ],
  };
};

const devicesAndPairs: Scenario = goesWell(
  {
    spec: pairSpec([
      ...SINGLES.map((serial) => standalone({ serial, hostname: `fw-${serial.slice(-3)}` })),
      ...PAIRS.flatMap(([active, standby]) => membersOf(active, standby)),
    ]),
    paths: { '10.1.14': ['10.2.10', '11.1.4-h7'], ...PAIR_PATH },
    settings: { ...defaultSettings, workers: { ...defaultSettings.workers, max: 3 } },
  },
  [...SINGLES.map((serial): UpgradeTarget => [serial]), ...PAIRS],
  [
    ...SINGLES.map((serial) => ({ serials: [serial], story: twoHopsAlone(serial) })),
    ...PAIRS.map((members) => ({ serials: members, story: twoHopsOf(members) })),
  ],
);

function membersOf(active: string, standby: string): FirewallSpecInput[] {
  return pair({ peer: standby }, { peer: active }).map((member, index) => {
    const serial = index === 0 ? active : standby;
    return { ...member, serial, hostname: `fw-${serial.slice(-3)}` };
  });
}
