/** A process that dies at an effect, and the next one while it finds out what became of it. */
import { activeActiveTwoHops, oneDeviceThreeHops, pairTwoHops } from './nights.ts';
import { PAIRS_OUT_OF_STEP, placesOfCopy } from './outOfStep.ts';
import { effectPoints, oneOf } from './points.ts';
import type { Touch } from '../support/rig.ts';
import { Cases, pointsOf } from './sweep.ts';

/** In the second process: while it takes the journal over, at its first questions to the device, while it probes. */
const NEXT_POINTS = [2, 5, 7, 8, 9, 11, 14, 18, 30];

describe('crash sweep: two deaths close together', function () {
  this.timeout(7_200_000);

  for (const { name, scenario, oneIn, places = effectPoints } of [
    { name: 'one device', scenario: oneDeviceThreeHops, oneIn: 2 },
    { name: 'a pair', scenario: pairTwoHops, oneIn: 4 },
    { name: 'an active/active pair', scenario: activeActiveTwoHops, oneIn: 17 },
    ...PAIRS_OUT_OF_STEP.filter(({ name }) => name.includes('sync_config')).map(({ name, scenario }) => ({
      ...{ name, scenario, oneIn: 5 },
      places: (points: readonly Touch[]) => placesOfCopy(points, 6),
    })),
  ]) {
    it(`${name}: never repeat, skip or reorder an effect`, async () => {
      const first = places(await pointsOf(scenario));
      const both = first.flatMap((place) => NEXT_POINTS.map((next) => [place, next] as const));
      const cases = new Cases();
      for (const places of oneOf(both, oneIn)) await cases.die(scenario, places);
      console.log(`      ${cases.areRight()} pairs of deaths`);
    });
  }
});
