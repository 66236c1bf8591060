import assert from 'node:assert/strict';
import { LockOutGuard } from '../../../../src/panos/client/lockOutGuard.ts';
import { createClientPool } from '../../../../src/panos/client/clientPool.ts';
import { showChassisReady } from '../../../../src/panos/commands/device.ts';
import { seededRng } from '../../../../src/ports/rng.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import { bodyOf } from '../../../support/bodies.ts';
import { stranger } from '../fakeDevice.ts';

const LIMITS = { timeoutMs: 1000, softwareCheckTimeoutMs: 1000, softwareInfoTimeoutMs: 1000 };

describe('the clients of a run', () => {
  it('are one for each device, and all log in again when credentials have changed', async () => {
    let stored = 'old';
    const sent: (string | undefined)[] = [];
    const { clientFor, forgetLogins } = createClientPool({
      transport: {
        async call({ key }) {
          sent.push(key);
          return { status: 200, body: bodyOf('<response status="success"><result>yes</result></response>') };
        },
        meet: async () => stranger,
        close: () => undefined,
      },
      clock: new VirtualClock(0),
      guard: new LockOutGuard(new VirtualClock(0)),
      rng: seededRng(1),
      limits: { panorama: LIMITS, firewall: LIMITS },
      credentials: async ({ host }) => ({ kind: 'api_key', key: `${stored} key of ${host}` }),
    });
    const clients = ['a', 'b'].map((host) => clientFor('firewall', { host, port: 443 }, host));
    assert.equal(clientFor('firewall', { host: 'a', port: 443 }, 'other name'), clients[0]);
    assert.notEqual(clientFor('panorama', { host: 'a', port: 443 }, 'a'), clients[0]);

    const askBoth = async (): Promise<void> => {
      for (const client of clients) await client.read(showChassisReady);
    };
    await askBoth();
    stored = 'new';
    await askBoth();
    forgetLogins();
    await askBoth();
    assert.deepEqual(sent, [
      'old key of a',
      'old key of b',
      'old key of a',
      'old key of b',
      'new key of a',
      'new key of b',
    ]);
  });
});

describe('logins of a fleet', () => {
  const REFUSED =
    "<response status='error' code='403'><result><msg>Invalid Credential</msg></result></response>";

  function fleet() {
    const logins: string[] = [];
    let isPasswordRight = false;
    const pool = createClientPool({
      transport: {
        async call({ address, operation }) {
          const isLogin = operation === 'log in';
          if (isLogin) logins.push(address.host);
          if (isLogin && !isPasswordRight) return { status: 403, body: bodyOf(REFUSED) };
          const result = isLogin ? '<key>k</key>' : 'yes';
          return {
            status: 200,
            body: bodyOf(`<response status="success"><result>${result}</result></response>`),
          };
        },
        meet: async () => stranger,
        close: () => undefined,
      },
      clock: new VirtualClock(0),
      guard: new LockOutGuard(new VirtualClock(0)),
      rng: seededRng(1),
      limits: { panorama: LIMITS, firewall: LIMITS },
      credentials: async () => ({ kind: 'password', username: 'u', password: 'wrong' }),
    });
    const ask = (host: string, role: 'firewall' | 'panorama' = 'firewall'): Promise<string> =>
      pool
        .clientFor(role, { host, port: 443 }, host)
        .read(showChassisReady)
        .then(
          () => 'answered',
          (error: unknown) => String(error),
        );
    return { logins, ask, pool, correct: () => (isPasswordRight = true) };
  }

  it('stop after two were refused in a row, before the account is locked', async () => {
    const { ask, logins } = fleet();
    for (const host of ['a', 'b', 'c', 'd', 'e']) await ask(host);
    assert.deepEqual(logins, ['a', 'b']);
    assert.match(
      await ask('f'),
      /f: log in: not asked: the last 2 logins with this account .* tried in 30 minutes.*Nothing was sent/,
    );
    await ask('p', 'panorama');
    assert.deepEqual(logins, ['a', 'b'], 'Panorama is logged in to with the same account');
  });

  it('are never more at once than may be refused, until one firewall has accepted the account', async () => {
    const { ask, logins } = fleet();
    const hosts = Array.from({ length: 50 }, (_, n) => `fw-${n}`);
    await Promise.all(hosts.map((host) => ask(host)));
    assert.equal(logins.length, 2);

    const good = fleet();
    good.correct();
    assert.deepEqual(new Set(await Promise.all(hosts.map((host) => good.ask(host)))), new Set(['answered']));
    assert.equal(good.logins.length, 50);
  });

  it('go on when the credentials were corrected', async () => {
    const { ask, logins, pool, correct } = fleet();
    for (const host of ['a', 'b', 'c', 'd']) await ask(host);
    correct();
    pool.forgetLogins();
    assert.equal(await ask('d'), 'answered');
    assert.deepEqual(logins, ['a', 'b', 'd']);
  });
});
