/**
 * Keys that live for minutes: an upgrade of one device and of a pair and a download go as they go with keys that never
 * end, with one login for each key that ended in use, at an account that locks at the third refusal.
 */
import { closingDatabases } from './judges/leftDatabases.ts';
import { type CredentialsMore, endedKeys, goThrough, LOCKS_AT_THREE, WORKS } from './keyNights.ts';
import { Matrix } from './matrix.ts';
import { oneOf } from './points.ts';

const LIFETIMES = [3, 7, 20, 40, 60, 90];
const OLD_KEY_ANSWERS = ['key_expired', 'invalid_credential'] as const;
/** How old a key is when the work begins, in parts of its lifetime: each ends at another moment of the work. */
const AGES = Array.from({ length: 24 }, (_, index) => index / 24);
const ONE_IN = 23;

describe('keys that end in the middle of the work', function () {
  this.timeout(7_200_000);

  for (const work of WORKS) {
    it(`${work.name}: ends well, with one login for each of them`, async () => {
      const matrix = new Matrix();
      const cases = AGES.flatMap((age) =>
        LIFETIMES.flatMap((minutes) => OLD_KEY_ANSWERS.map((answer) => ({ age, minutes, answer }))),
      );
      for (const { age, minutes, answer } of oneOf(cases, ONE_IN)) {
        const credentials: CredentialsMore = {
          keyLifetimeMinutes: minutes,
          oldKeyAnswer: answer,
          lockOut: LOCKS_AT_THREE,
        };
        let ended: () => number = () => 0;
        const night = await closingDatabases(() =>
          goThrough(work, credentials, async (rig) => {
            await rig.clock.advanceBy(age * minutes * 60_000);
            ended = endedKeys(rig);
          }),
        );
        const wrong = [...night.wrong];
        if (night.logins > ended()) wrong.push(`${night.logins} new logins for ${ended()} keys that ended`);
        matrix.add(
          `keys of ${minutes} minutes, ${answer}, the first ${Math.round(age * minutes)} minutes old`,
          night.jobs.map(({ status }) => status).join(),
          wrong,
        );
      }
      matrix.isRight();
    });
  }
});
