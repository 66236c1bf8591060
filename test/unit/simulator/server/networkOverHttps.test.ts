import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { startHttpsFleet, type HttpsFleet } from '../../../../src/simulator/httpsFleet.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { post } from '../post.ts';
import { textOf } from '../sampleFleet.ts';

const LOGIN = { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password };
const DOWNLOAD =
  '<request><system><software><download><version>10.2.0</version></download></software></system></request>';
/** Longer than any test takes, by the fleet's clock. */
const LONG = 1_000_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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
    while (running.fleet.network.isAway(STANDALONE) !== null) await turn();
  };

  for (const how of ['refused', 'dns'] as const) {
    it(`breaks connections of those it is away for, and of no others: ${how}`, async () => {
      running.fleet.network.away({ how, seconds: LONG, targets: [STANDALONE] });
      await assert.rejects(post(addressOf(STANDALONE), LOGIN), { code: 'ECONNRESET' });
      assert.equal((await post(addressOf('panorama'), LOGIN)).status, 200);
    });
  }

  for (const how of ['refused', 'dns', 'dropped'] as const) {
    it(`lets connections in again when it is back: ${how}`, async () => {
      running.fleet.network.away({ how, seconds: 1 });
      await untilBack();
      assert.equal((await post(addressOf(STANDALONE), LOGIN)).status, 200);
    });
  }

  it('dropped: a connection is taken, and nothing is ever said on it', async () => {
    running.fleet.network.away({ how: 'dropped', seconds: LONG, targets: [STANDALONE] });
    const [host = '', port] = addressOf(STANDALONE).split(':');
    const socket = connect(Number(port), host);
    const heard = countBytes(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('anything');
    assert.equal((await post(addressOf('panorama'), LOGIN)).status, 200);
    assert.deepEqual([heard(), socket.closed], [0, false]);
    socket.destroy();
  });

  /** Sends a request while which the network goes away, when the device has carried it out already. */
  const downloadWhile = async (how: 'refused' | 'dropped'): Promise<unknown> => {
    const { fleet } = running;
    const login = await post(addressOf(STANDALONE), LOGIN);
    const key = textOf(login.body, 'key')?.replaceAll('&amp;', '&');
    fleet.log.onEntry(({ what }) => {
      if (what === 'download_started') fleet.network.away({ how, seconds: 1 });
    });
    return post(addressOf(STANDALONE), { type: 'op', cmd: DOWNLOAD }, key);
  };

  it('dropped: the answer to a request that is under way never comes', async () => {
    const call = downloadWhile('dropped').catch(() => undefined);
    let isAnswered = false;
    void call.then(() => (isAnswered = true));
    while (running.fleet.log.of(STANDALONE, 'download_finished').length === 0) await turn();
    assert.equal(isAnswered, false);
  });

  it('refused: breaks a request that is under way, which the device carries out', async () => {
    await assert.rejects(downloadWhile('refused'), { code: 'ECONNRESET' });
    assert.equal(running.fleet.log.of(STANDALONE, 'download_started').length, 1);
  });
});

/** How many bytes came up to now. */
function countBytes(socket: Socket): () => number {
  let bytes = 0;
  socket.on('data', (chunk) => (bytes += chunk.length));
  return () => bytes;
}
