/** Cancelling at each step of an upgrade and at each effect on its way, with and without a death afterwards. */
import { cancelled, type Moment, momentsOf } from './cancelledNight.ts';
import {
  activeActiveStory,
  activeActiveTwoHops,
  deviceStory,
  oneDeviceThreeHops,
  pairStory,
  pairThatStaysSuspended,
  pairTwoHops,
} from './nights.ts';
import { PAIRS_OUT_OF_STEP } from './outOfStep.ts';
import { oneOf } from './points.ts';
import type { Expected } from './judges/storyJudge.ts';
import { Cases, pointsOf, type Scenario } from './sweep.ts';

interface CancelSweep {
  readonly name: string;
  readonly scenario: Scenario;
  readonly expected: Expected;
  /** In CI one moment in so many, if not all. */
  readonly oneIn?: number;
  readonly moments?: (moment: Moment) => boolean;
}

const NIGHTS: readonly CancelSweep[] = [
  { name: 'one device', scenario: oneDeviceThreeHops, expected: deviceStory },
  { name: 'a pair', scenario: pairTwoHops, expected: pairStory },
  { name: 'a pair whose members come back suspended', scenario: pairThatStaysSuspended, expected: pairStory },
  { name: 'an active/active pair', scenario: activeActiveTwoHops, expected: activeActiveStory, oneIn: 5 },
  ...PAIRS_OUT_OF_STEP.map((night) => ({
    ...night,
    oneIn: night.name.includes('active-active') ? 2 : 1,
    // What comes before is what every pair goes through.
    moments: ({ step }: Moment) => /prove_pair|sync_config|post_snapshot|compare/.test(step),
  })),
];

describe('crash sweep: cancel', function () {
  this.timeout(7_200_000);

  for (const { name, scenario, expected, oneIn = 1, moments: isMeant = () => true } of NIGHTS) {
    it(`${name}: begins nothing more, and leaves nothing half done, whenever the process dies then`, async () => {
      const moments = oneOf((await momentsOf(scenario)).filter(isMeant), oneIn);
      const cases = new Cases();
      for (const [index, moment] of moments.entries()) {
        const night = cancelled(scenario, expected, moment);
        const where = `cancelled at ${moment.step} (${moment.phase})`;
        // Also says that the cancel alone did no harm.
        const points = await pointsOf(night);
        const places = points.map((_, place) => place + 1);
        for (const place of oneOf(places, 16, index)) await cases.die(night, [place], where);
      }
      console.log(`      ${moments.length} cancels alone, ${cases.areRight()} with a death`);
    });
  }
});
