import assert from 'node:assert/strict';
import { DeviceError } from '../../../../src/panos/errors.ts';
import type { ApiRequest } from '../../../../src/panos/transport/transport.ts';
import { textOf } from '../../../support/bodies.ts';
import { simulatorTransport } from '../../../support/simulatorTransport.ts';
import { CREDENTIALS, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench } from '../sampleFleet.ts';

describe('simulator: the transport of tests', () => {
  const request = (bench: Bench, more: Partial<ApiRequest> = {}): ApiRequest => ({
    address: { host: bench.fleet.devices.get(STANDALONE)?.address ?? '', port: 443 },
    device: 'fw-lab-01',
    operation: 'keygen',
    form: { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password },
    timeoutMs: 30_000,
    ...more,
  });
  const failure = async (bench: Bench, call: ApiRequest): Promise<string> => {
    const transport = simulatorTransport(bench.fleet);
    const error: unknown = await bench.clock.drive(transport.call(call)).then(
      () => new Error('answered'),
      (thrown: unknown) => thrown,
    );
    return error instanceof DeviceError ? `${error.kind} ${error.delivery}` : String(error);
  };

  it('finds a device by the address Panorama tells', async () => {
    const bench = new Bench([standalone()]);
    const reply = await bench.clock.drive(simulatorTransport(bench.fleet).call(request(bench)));
    assert.equal(reply.status, 200);
    assert.match(await textOf(reply), /<key>/);
  });

  it('says what is known about delivery', async () => {
    const bench = new Bench([standalone({ restartAnswer: 'drop', whileDown: 'silent' })]);
    const nowhere = request(bench, { address: { host: '10.9.9.9', port: 443 } });
    assert.equal(await failure(bench, nowhere), 'unreachable not_sent');

    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(60_000);
    const begun = bench.clock.now();
    assert.equal(await failure(bench, request(bench)), 'no_answer unknown');
    assert.equal(bench.clock.now() - begun, 30_000);

    assert.equal(await failure(bench, request(bench, { signal: AbortSignal.abort() })), 'cancelled not_sent');
    const stop = new AbortController();
    void bench.clock.sleep(1000).then(() => stop.abort());
    assert.equal(await failure(bench, request(bench, { signal: stop.signal })), 'cancelled unknown');
  });

  it('tells a refused connection from a broken one', async () => {
    const bench = new Bench([standalone()]);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(60_000);
    assert.equal(await failure(bench, request(bench)), 'unreachable not_sent');
  });
});
