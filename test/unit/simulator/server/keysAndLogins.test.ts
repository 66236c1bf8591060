import assert from 'node:assert/strict';
import type { FirewallSpecInput, FleetSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import type { SimReply } from '../../../../src/simulator/server/replies.ts';
import { CREDENTIALS, PAIR, pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

type CredentialsMore = Partial<FleetSpecInput['credentials']>;

const MINUTE = 60_000;
const REFUSED = '403 Invalid Credential';
const EXPIRED = '400 Key Expired: 0123456789 has expired.';

function benchWith(more: CredentialsMore, firewalls: FirewallSpecInput[] = [standalone()]): Bench {
  return new Bench(firewalls, 1, { credentials: { ...CREDENTIALS, ...more } });
}

function reply(bench: Bench, target: string, password: string, user: string): Promise<SimReply> {
  return bench.clock.drive(bench.fleet.handle(target, { form: { type: 'keygen', user, password } }));
}

/** The key, or how the login was refused. */
async function login(
  bench: Bench,
  target: string = STANDALONE,
  { password = CREDENTIALS.password, user = CREDENTIALS.username } = {},
): Promise<string> {
  return short(await reply(bench, target, password, user));
}

/** What is said to a key. */
async function told(bench: Bench, key: string, target: string = STANDALONE): Promise<string> {
  const form = { type: 'op', cmd: SHOW.systemInfo };
  return short(await bench.clock.drive(bench.fleet.handle(target, { form, key })));
}

function short(answer: SimReply): string {
  if (answer.kind !== 'answer') return answer.kind;
  const body = String(answer.body);
  if (answer.status === 200) return textOf(body, 'key') ?? 'let in';
  return `${answer.status} ${textOf(body, 'msg') ?? ''}`;
}

const wrong = { password: 'wrong' };

describe('simulator: API keys', () => {
  it('are the same at every login and have no end, unless the fleet file gives them a lifetime', async () => {
    const bench = benchWith({});
    const key = await login(bench);
    assert.equal(await login(bench), key);
    await bench.clock.advanceBy(1000 * MINUTE);
    assert.equal(await told(bench, key), 'let in');
  });

  for (const target of [STANDALONE, 'panorama']) {
    it(`end after their lifetime, each by itself, at ${target}`, async () => {
      for (const [oldKeyAnswer, answer] of [
        ['key_expired', EXPIRED],
        ['invalid_credential', REFUSED],
      ] as const) {
        const bench = benchWith({ keyLifetimeMinutes: 20, oldKeyAnswer });
        const first = await login(bench, target);
        await bench.clock.advanceBy(15 * MINUTE);
        const second = await login(bench, target);
        assert.notEqual(second, first);
        assert.deepEqual(
          [await told(bench, first, target), await told(bench, second, target)],
          ['let in', 'let in'],
        );
        await bench.clock.advanceBy(6 * MINUTE);
        assert.deepEqual(
          [await told(bench, first, target), await told(bench, second, target)],
          [answer, 'let in'],
        );
        await bench.clock.advanceBy(15 * MINUTE);
        assert.equal(await told(bench, second, target), answer);
        assert.equal(await told(bench, 'never given', target), REFUSED);
      }
    });

    it(`all end when they are made to, and a new one works, at ${target}`, async () => {
      for (const keyLifetimeMinutes of [undefined, 60]) {
        const bench = benchWith(keyLifetimeMinutes === undefined ? {} : { keyLifetimeMinutes });
        const first = await login(bench, target);
        bench.fleet.fault(target, { kind: 'keys_expire' });
        const second = await login(bench, target);
        assert.notEqual(second, first);
        assert.deepEqual(
          [await told(bench, first, target), await told(bench, second, target)],
          [EXPIRED, 'let in'],
        );
        bench.fleet.fault(target, { kind: 'keys_expire' });
        assert.equal(await told(bench, second, target), EXPIRED);
      }
    });
  }

  it('that were made to end are answered as the fleet file says', async () => {
    const bench = benchWith({ oldKeyAnswer: 'invalid_credential' });
    const key = await login(bench);
    bench.fleet.fault(STANDALONE, { kind: 'keys_expire' });
    assert.equal(await told(bench, key), REFUSED);
  });
});

describe('simulator: logins', () => {
  it('lock the account after so many refusals in a row, counted over all devices and Panorama', async () => {
    const bench = benchWith({ lockOut: { afterRefusals: 3 } }, [standalone(), ...pair()]);
    const key = await login(bench);
    await login(bench, PAIR[0], wrong);
    await login(bench, 'panorama', wrong);
    assert.equal(bench.fleet.account.isLocked, false);
    await login(bench, STANDALONE, wrong);
    const { logins, refusals, timesLocked, isLocked } = bench.fleet.account;
    assert.deepEqual([logins, refusals, timesLocked, isLocked], [4, 3, 1, true]);

    for (const target of [STANDALONE, ...PAIR, 'panorama']) assert.equal(await login(bench, target), REFUSED);
    assert.equal(await told(bench, key), 'let in');
    await bench.clock.advanceBy(10_000 * MINUTE);
    assert.equal(await login(bench), REFUSED);
    assert.equal(bench.fleet.account.timesLocked, 1);
  });

  it('begin to count anew after one that succeeds, and do not count for another user', async () => {
    const bench = benchWith({ lockOut: { afterRefusals: 2 } });
    await login(bench, STANDALONE, wrong);
    await login(bench);
    await login(bench, STANDALONE, wrong);
    for (const user of ['somebody', 'else', 'again']) await login(bench, STANDALONE, { user });
    assert.equal(bench.fleet.account.isLocked, false);
    assert.deepEqual([bench.fleet.account.logins, bench.fleet.account.refusals], [6, 2]);
    await login(bench, STANDALONE, wrong);
    assert.equal(bench.fleet.account.isLocked, true);
  });

  it('are let in again when the time is over that the account is locked for', async () => {
    const bench = benchWith({ lockOut: { afterRefusals: 1, minutes: 30 } });
    await login(bench, STANDALONE, wrong);
    await bench.clock.advanceBy(29 * MINUTE);
    assert.equal(await login(bench), REFUSED);
    await bench.clock.advanceBy(2 * MINUTE);
    assert.equal(bench.fleet.account.isLocked, false);
    assert.equal(await told(bench, await login(bench)), 'let in');
  });

  it('count as refused while a device boots, and when a fault refuses them', async () => {
    const bench = benchWith({ lockOut: { afterRefusals: 9 } });
    await bench.restart(STANDALONE);
    const device = bench.fleet.devices.get(STANDALONE);
    while (device?.phase !== 'no_authentication') {
      await bench.clock.advanceBy(1000);
      bench.fleet.catchUp();
    }
    assert.equal(await login(bench), REFUSED);
    assert.equal(bench.fleet.account.refusals, 1);
    const what = { how: 'unauthorised' } as const;
    bench.fleet.fault('panorama', { kind: 'call', command: 'keygen', what });
    assert.equal(await login(bench, 'panorama'), REFUSED);
    assert.equal(bench.fleet.account.refusals, 2);
  });

  it('reach no device that is down', async () => {
    const bench = benchWith({});
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(MINUTE);
    const { logins } = bench.fleet.account;
    assert.equal(await login(bench), 'refused');
    assert.equal(bench.fleet.account.logins, logins);
  });

  it('wait for somebody to confirm them, and are refused when nobody does', async () => {
    for (const approved of [true, false]) {
      const bench = benchWith({
        secondFactor: { seconds: 40, approved },
        lockOut: { afterRefusals: 1, minutes: 5 },
      });
      const begun = bench.clock.now();
      const key = await login(bench);
      assert.equal(bench.clock.now() - begun, 40_008);
      assert.equal(bench.fleet.account.isLocked, !approved);
      if (approved) assert.equal(await told(bench, key), 'let in');
      else assert.equal(key, REFUSED);
    }
  });
});
