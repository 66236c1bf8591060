import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { startHttpsFleet, type HttpsFleet } from '../../../../src/simulator/httpsFleet.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { post } from '../post.ts';

const LOGIN = { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password };
/** Longer than the outage takes to be seen; the device's own work ends with it. */
const LONG = 600;

describe('simulator: the network over HTTPS', () => {
  let running: HttpsFleet;

  beforeEach(async () => {
    running = await startHttpsFleet(parseFleetSpec(sampleSpec([standalone()])), { speed: 600 });
  });
  afterEach(() => running.close());

  const addressOf = (wanted: string): string =>
    running.endpoints.find(({ target }) => target === wanted)?.address ?? '';
  /** Until the fleet has come so far by itself, as its clock is real. */
  const untilBack = async (): Promise<void> => {
    while (running.fleet.network.isAway(STANDALONE) !== null)
      await new Promise((resolve) => setImmediate(resolve));
  };

  for (const how of ['refused', 'dns'] as const) {
    it(`breaks connections of those it is away for, and lets them in again: ${how}`, async () => {
      running.fleet.network.away({ how, seconds: 60, targets: [STANDALONE] });
      assert.equal((await post(addressOf('panorama'), LOGIN)).status, 200);
      await assert.rejects(post(addressOf(STANDALONE), LOGIN), { code: 'ECONNRESET' });
      await untilBack();
      assert.equal((await post(addressOf(STANDALONE), LOGIN)).status, 200);
    });
  }

  it('dropped: a connection is taken, and nothing is ever said on it', async () => {
    running.fleet.network.away({ how: 'dropped', seconds: 300 });
    const [host = '', port] = addressOf(STANDALONE).split(':');
    const socket = connect(Number(port), host);
    const heard = countBytes(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('anything');
    await untilBack();
    assert.equal((await post(addressOf(STANDALONE), LOGIN)).status, 200);
    assert.equal(heard(), 0);
    assert.equal(socket.closed, false);
    socket.destroy();
  });

  it('dropped: the answer to a request that is under way never comes, and the device carries it out', async () => {
    const { fleet } = running;
    fleet.fault(STANDALONE, { kind: 'call', command: 'keygen', what: { how: 'delay', seconds: 60 } });
    let ended = false;
    const end = (): void => void (ended = true);
    post(addressOf(STANDALONE), LOGIN).then(end, end);
    while (fleet.account.logins === 0) await new Promise((resolve) => setImmediate(resolve));
    fleet.network.away({ how: 'dropped', seconds: 30 });
    await untilBack();
    await fleet.clock.sleep(120_000);
    assert.equal(ended, false);
    assert.equal(fleet.account.refusals, 0);
  });

  it('refused: breaks a request that is under way at once', async () => {
    const { fleet } = running;
    fleet.fault(STANDALONE, { kind: 'call', command: 'keygen', what: { how: 'delay', seconds: LONG } });
    const call = post(addressOf(STANDALONE), LOGIN);
    const broken = assert.rejects(call, { code: 'ECONNRESET' });
    while (fleet.account.logins === 0) await new Promise((resolve) => setImmediate(resolve));
    fleet.network.away({ how: 'refused', seconds: 30 });
    await broken;
  });
});

/** How many bytes came up to now. */
function countBytes(socket: Socket): () => number {
  let bytes = 0;
  socket.on('data', (chunk) => (bytes += chunk.length));
  return () => bytes;
}
