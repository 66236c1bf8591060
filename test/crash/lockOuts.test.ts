/**
 * Sixty deaths in one night, with keys that end in 20 minutes, devices that let nobody in for minutes while they boot, and
 * an account that is locked for good at the third refused login: it never is, and all jobs end well.
 */
import assert from 'node:assert/strict';
import { type Rng, seededRng } from '../../src/ports/rng.ts';
import { LOCKS_AT_THREE, pairOfTwo, single, type Work } from './keyNights.ts';
import { isPoint, oneOf } from './points.ts';
import { type Death, dieAt, type Scenario } from './sweep.ts';
import { wrongNight } from './judges/storyJudge.ts';

const DEATHS = 60;
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
/** Most processes die while they find out where they are. */
const SHORT_LIFE = 60;
const LONG_LIFE = 400;
const AWAY_MS = [2_000, 100_000, 20 * 60_000];

const LOGINS_WHILE_BOOTING = ['not_connected', 'invalid_credential'] as const;

function scenario(
  work: Work,
  loginWhileBooting: (typeof LOGINS_WHILE_BOOTING)[number],
  logins: number[],
): Scenario {
  return async () => {
    const boot = { noAuthenticationMinutes: 4, loginWhileBooting };
    const rig = work.rig({ keyLifetimeMinutes: 20, lockOut: LOCKS_AT_THREE }, { boot });
    const engine = await rig.start();
    await rig.discover(engine);
    engine.pause();
    assert.ok((await rig.clock.drive(work.submit(engine))) !== undefined);
    await rig.clock.drive(engine.close());
    return {
      rig,
      isPoint,
      judge(jobs) {
        const { account } = rig.fleet;
        logins.push(account.logins);
        return [
          ...wrongNight(rig.fleet, jobs, [work.expected]),
          ...(account.timesLocked === 0 ? [] : [`the account was locked after ${account.refusals} refusals`]),
        ];
      },
    };
  };
}

function deathsOf(rng: Rng): Death[] {
  return Array.from({ length: DEATHS }, () => ({
    point: 1 + Math.floor(rng.next() * (rng.next() < 0.8 ? SHORT_LIFE : LONG_LIFE)),
    awayMs: AWAY_MS[Math.floor(rng.next() * AWAY_MS.length)] ?? 0,
  }));
}

describe('an account that locks at the third refusal', function () {
  this.timeout(7_200_000);

  for (const work of [single, pairOfTwo]) {
    for (const loginWhileBooting of LOGINS_WHILE_BOOTING) {
      it(`is never locked in a night of ${DEATHS} deaths: ${work.name}, ${loginWhileBooting}`, async () => {
        const wrong: string[] = [];
        const logins: number[] = [];
        for (const seed of oneOf(SEEDS, 10)) {
          const found = await dieAt(scenario(work, loginWhileBooting, logins), deathsOf(seededRng(seed)));
          wrong.push(...found.map((what) => `seed ${seed}: ${what}`));
        }
        console.log(`      ${logins.length} nights, logins: ${logins.join(', ')}`);
        assert.deepEqual(wrong, []);
      });
    }
  }
});
