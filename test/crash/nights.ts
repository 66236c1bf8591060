/** The nights that the crash sweeps go through: one device, pairs in several conditions, and a lot of both. */
import assert from 'node:assert/strict';
import { decisionsFor, undecidedStep } from '../../src/jobs/work/operator.ts';
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

type Pair = readonly [string, string];

export const PAIR_PATH = { '10.2.10': ['11.1.4-h7', '12.1.4'] };
const FIRST_IMAGES = ['11.1.0', '11.1.4-h7'];
const SECOND_IMAGES = ['12.1.2', '12.1.4'];

interface PairRules {
  readonly mode?: 'active-passive' | 'active-active';
  readonly staysSuspended?: boolean;
}

/**
 * Each hop the member first that does not lead. One that forwards is taken out before it restarts: of an active/active
 * pair both.
 * @param active the member that leads in the beginning; after each hop it is the other one.
 */
function twoHopsOf([active, standby]: Pair, { mode, staysSuspended = false }: PairRules = {}): string[] {
  const outFor = (serial: string, version: string): string[] => [
    ...[`${serial} suspended`, ...installed(serial, version)],
    ...(staysSuspended ? [`${serial} functional`] : []),
  ];
  const standingBy = mode === 'active-active' ? outFor : installed;
  return [
    ...[active, standby].flatMap((serial) => downloaded(serial, ...FIRST_IMAGES, ...SECOND_IMAGES)),
    ...[...standingBy(standby, '11.1.4-h7'), ...outFor(active, '11.1.4-h7')],
    ...[...standingBy(active, '12.1.4'), ...outFor(standby, '12.1.4')],
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

/**
 * Its configuration is out of step after its hop, and somebody has it copied: asked again after a death, too, since an answer
 * that was not written down was not given.
 */
export const pairOutOfStep: Scenario = async (): Promise<Night> => {
  const [active, standby] = PAIR;
  const spec = pairSpec(pair({ unsyncedByUpgrade: true }, { unsyncedByUpgrade: true }));
  const rig = await submitted({ spec, paths: { '10.2.10': ['11.1.4-h7'] } }, [PAIR]);
  const story = [
    ...[active, standby].flatMap((serial) => downloaded(serial, ...FIRST_IMAGES)),
    ...installed(standby, '11.1.4-h7'),
    ...[`${active} suspended`, ...installed(active, '11.1.4-h7')],
  ];
  return {
    rig,
    isPoint,
    act(engine) {
      const answer = (): void => {
        for (const job of engine.jobs.all()) {
          const step = undecidedStep(job);
          if (step === undefined || !decisionsFor(step).includes('sync_config')) continue;
          engine.decide({ jobId: job.id, stepId: step.id, decision: 'sync_config', by: 'test' });
        }
      };
      engine.jobs.onDidChange(() => void Promise.resolve().then(answer));
      answer();
    },
    judge: (jobs) => [
      ...wrongNight(rig.fleet, jobs, [{ serials: PAIR, story }]),
      ...wrongCopies(rig.fleet, { from: standby, to: active }),
    ],
  };
};

function wrongCopies({ log }: Rig['fleet'], { from, to }: { from: string; to: string }): string[] {
  const copies = log.all().filter(({ what }) => what === 'config_sync_started');
  const isRight =
    copies.length === 1 && copies.every(({ serial, detail }) => serial === to && detail === `from ${from}`);
  return isRight
    ? []
    : [`copies: ${copies.map(({ serial, detail }) => `${serial} ${detail ?? ''}`).join(', ') || 'none'}`];
}

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
