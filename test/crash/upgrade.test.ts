/**
 * A process that dies at every point where it touches a device or the disk, before and after, and a new one from the
 * same files. What the devices went through must be the same as without the death.
 */
import {
  activeActiveHalfUpgraded,
  activeActiveThatStaysSuspended,
  activeActiveTwoHops,
  bulk,
  oneDeviceThreeHops,
  pairHalfUpgraded,
  pairThatStaysSuspended,
  pairTwoHops,
  roomMadeFirst,
} from './nights.ts';
import { PAIRS_OUT_OF_STEP, placesOfCopy } from './outOfStep.ts';
import type { Touch } from '../support/rig.ts';
import { effectPoints, oneOf, pointsNearEffects } from './points.ts';
import { Cases, pointsOf, type Scenario } from './sweep.ts';

interface Sweep {
  readonly name: string;
  readonly scenario: Scenario;
  /** The places to die at, from 1. */
  readonly places: (points: readonly Touch[]) => readonly number[];
}

const SWEEPS: readonly Sweep[] = [
  {
    name: 'one device, three hops',
    scenario: oneDeviceThreeHops,
    places: (points) => pointsNearEffects(points, 20),
  },
  {
    name: 'one device that needs room first',
    scenario: roomMadeFirst,
    places: (points) => pointsNearEffects(points, 20),
  },
  { name: 'an HA pair, two hops', scenario: pairTwoHops, places: (points) => pointsNearEffects(points, 40) },
  {
    name: 'a pair whose members come back suspended',
    scenario: pairThatStaysSuspended,
    places: effectPoints,
  },
  { name: 'a half-upgraded pair', scenario: pairHalfUpgraded, places: effectPoints },
  ...PAIRS_OUT_OF_STEP.filter(({ name }) => name.includes('sync_config')).map(({ name, scenario }) => ({
    ...{ name, scenario },
    places: (points: readonly Touch[]) =>
      oneOf(placesOfCopy(points, 40), name.includes('active-active') ? 4 : 1),
  })),
  {
    name: 'an active/active pair, two hops',
    scenario: activeActiveTwoHops,
    places: (points) => oneOf(pointsNearEffects(points, 40), 7),
  },
  {
    name: 'an active/active pair whose members come back suspended',
    scenario: activeActiveThatStaysSuspended,
    places: (points) => oneOf(effectPoints(points), 3),
  },
  {
    name: 'a half-upgraded active/active pair',
    scenario: activeActiveHalfUpgraded,
    places: (points) => oneOf(effectPoints(points), 3, 1),
  },
  {
    name: 'five devices and two pairs with three workers',
    scenario: bulk,
    places: (points) => oneOf(effectPoints(points), 8),
  },
];

describe('crash sweep', function () {
  this.timeout(7_200_000);

  for (const { name, scenario, places } of SWEEPS) {
    it(`never repeats, skips or reorders an effect, whenever the process dies: ${name}`, async () => {
      const points = await pointsOf(scenario);
      const cases = new Cases();
      for (const place of places(points)) {
        const { when, what, name: call } = points[place - 1] ?? { when: '', what: '', name: '' };
        await cases.die(scenario, [place], `${when} ${what} ${call}`);
      }
      console.log(`      ${cases.areRight()} deaths, of ${points.length} points`);
    });
  }
});
