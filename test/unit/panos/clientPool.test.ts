import assert from 'node:assert/strict';
import { createClientPool } from '../../../src/panos/clientPool.ts';
import { showChassisReady } from '../../../src/panos/commands/device.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import { VirtualClock } from '../../../src/simulator/virtualClock.ts';
import { bodyOf } from '../../support/bodies.ts';

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
        close: () => undefined,
      },
      clock: new VirtualClock(0),
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
