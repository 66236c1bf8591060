/**
 * One key that is refused, in each way known, at every request of an upgrade of one device and of a pair and of a download:
 * all has to go as without it, and costs one login at most. Everything happens at an account that locks at the third
 * refusal.
 */
import assert from 'node:assert/strict';
import { closingDatabases } from './judges/leftDatabases.ts';
import {
  goThrough,
  isWorking,
  LOCKS_AT_THREE,
  type OnePlace,
  watchRequests,
  type Work,
  WORKS,
} from './keyNights.ts';
import { KEY_TROUBLES } from './keyTroubles.ts';
import { Matrix } from './matrix.ts';
import { oneOf } from './points.ts';

const CREDENTIALS = { lockOut: LOCKS_AT_THREE };
/** Of all cases, in which each trouble and each kind of work comes equally often. */
const ONE_IN = 83;

/** The requests that a working device, or Panorama, is sent in a night in which nothing happens. */
async function placesOf(work: Work): Promise<(OnePlace & { readonly what: string })[]> {
  const places: (OnePlace & { readonly what: string })[] = [];
  const { wrong } = await goThrough(work, CREDENTIALS, (rig) =>
    watchRequests(rig, (target, number, { form }) => {
      if (isWorking(rig, target)) places.push({ target, number, what: form['cmd'] ?? form['type'] ?? '' });
    }),
  );
  assert.deepEqual(wrong, [], 'wrong without any trouble');
  return places;
}

describe('a key that is refused once', function () {
  this.timeout(7_200_000);

  for (const work of WORKS) {
    it(`${work.name}, at every request: ends well after one login at most`, async () => {
      const matrix = new Matrix();
      const places = await placesOf(work);
      const cases = KEY_TROUBLES.flatMap((trouble) => places.map((place) => ({ trouble, place })));
      for (const { trouble, place } of oneOf(cases, ONE_IN)) {
        const night = await closingDatabases(() =>
          goThrough(work, CREDENTIALS, (rig) => trouble.at(rig, place)),
        );
        const wrong = [...night.wrong];
        if (night.logins > trouble.mostLogins) wrong.push(`${night.logins} new logins`);
        matrix.add(
          `${trouble.name} at request ${place.number} of ${place.target} (${place.what})`,
          night.jobs.map(({ status }) => status).join(),
          wrong,
        );
      }
      matrix.isRight();
    });
  }
});
