/**
 * Our own network is away, from every step and around every effect, alive and at the reopening of a window: every job
 * ends as without it, no member is left suspended, and nothing is sent twice. `CASES=all` takes all of them.
 */
import assert from 'node:assert/strict';
import type { NetworkOutage } from '../../src/simulator/network.ts';
import { PAIR } from '../support/sampleSpec.ts';
import {
  activeActiveThatStaysSuspended,
  activeActiveTwoHops,
  oneDeviceTwoHops,
  pairTwoHops,
  pairTwoHopsAmongOthers,
} from './nights.ts';
import { awayAt, type Moment, momentsOf, wordsOf } from './outages.ts';
import { oneOf } from './points.ts';
import type { Scenario } from './sweep.ts';

const SECONDS = [5, 20, 120, 1_200, 7_200] as const;
const FOR_EVERYBODY: readonly NetworkOutage[] = [
  ...SECONDS.flatMap((seconds): NetworkOutage[] => [
    { how: 'refused', seconds },
    { how: 'dropped', seconds },
  ]),
  { how: 'dns', seconds: 120 },
];
const OF_THE_SITE = [20, 1_200].flatMap((seconds): NetworkOutage[] => [
  { how: 'refused', seconds, targets: PAIR },
  { how: 'dropped', seconds, targets: PAIR },
]);
const OF_ONE_MEMBER: readonly NetworkOutage[] = PAIR.flatMap((serial) =>
  [20, 120].flatMap((seconds): NetworkOutage[] => [
    { how: 'refused', seconds, targets: [serial] },
    { how: 'dropped', seconds, targets: [serial] },
  ]),
);

interface Sweep {
  readonly name: string;
  readonly scenario: Scenario;
  readonly outages: readonly NetworkOutage[];
  readonly moments?: (moment: Moment) => boolean;
  /** In CI one in so many is taken. */
  readonly oneIn: number;
}

const SWEEPS: readonly Sweep[] = [
  { name: 'one device, two hops', scenario: oneDeviceTwoHops, outages: FOR_EVERYBODY, oneIn: 29 },
  { name: 'a pair, two hops', scenario: pairTwoHops, outages: FOR_EVERYBODY, oneIn: 41 },
  {
    name: 'the site of a pair, others answer',
    scenario: pairTwoHopsAmongOthers,
    outages: OF_THE_SITE,
    moments: ({ dies }) => !dies,
    oneIn: 23,
  },
  {
    name: 'one member of a pair',
    scenario: pairTwoHops,
    outages: OF_ONE_MEMBER,
    moments: ({ what, dies }) => what === 'step' && !dies,
    oneIn: 13,
  },
  {
    name: 'an active/active pair, two hops',
    scenario: activeActiveTwoHops,
    outages: FOR_EVERYBODY,
    oneIn: 97,
  },
  {
    name: 'one member of an active/active pair whose members come back suspended',
    scenario: activeActiveThatStaysSuspended,
    outages: OF_ONE_MEMBER,
    moments: ({ what, dies }) => what === 'step' && !dies,
    oneIn: 29,
  },
];

describe('network away', function () {
  this.timeout(7_200_000);

  for (const { name, scenario, outages, moments: isMeant = () => true, oneIn } of SWEEPS) {
    it(`costs nothing but time: ${name}`, async () => {
      const moments = (await momentsOf(scenario)).filter(isMeant);
      const all = moments.flatMap((moment) => outages.map((outage) => ({ moment, outage })));
      const cases = oneOf(all, oneIn);
      const wrong: string[] = [];
      for (const { moment, outage } of cases) {
        const found = await awayAt(scenario, moment, outage);
        wrong.push(...found.map((what) => `${wordsOf(moment, outage)}: ${what}`));
      }
      console.log(`      ${cases.length} outages, of ${all.length}, at ${moments.length} moments`);
      assert.deepEqual(wrong, []);
    });
  }
});
