/** The same faults, seen by the real client's transport over TLS and by the transport of tests in memory. */
import assert from 'node:assert/strict';
import { requireAddress } from '../../../../src/panos/address.ts';
import { DeviceError } from '../../../../src/panos/errors.ts';
import { createHttpsTransport } from '../../../../src/panos/transport/httpsTransport.ts';
import type { ApiReply, ApiRequest, Transport } from '../../../../src/panos/transport/transport.ts';
import type { FaultInput } from '../../../../src/simulator/faults/faults.ts';
import type { SimulatedFleet } from '../../../../src/simulator/fleet.ts';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { startHttpsFleet, type HttpsFleet } from '../../../../src/simulator/httpsFleet.ts';
import { textOf } from '../../../support/bodies.ts';
import { callFaultSamples } from '../../../support/faultSamples.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { simulatorTransport } from '../../../support/simulatorTransport.ts';
import { Bench } from '../sampleFleet.ts';
import { requireFingerprint } from '../../../../src/panos/fingerprint.ts';

const READING = '<check><pending-changes></pending-changes></check>';
const EFFECT =
  '<request><system><software><download><version>10.2.0</version></download></software></system></request>';

/** Real milliseconds: more than any answer takes, and little where none comes. */
const PATIENCE_MS = 10_000;
const NO_PATIENCE_MS = 500;

/** One side: a fleet and a way to it. */
interface Side {
  readonly fleet: SimulatedFleet;
  call(form: Record<string, string>, key?: string): Promise<ApiReply>;
}

describe('simulator: a fault is the same over HTTPS and in memory', () => {
  let https: HttpsFleet;
  let transport: Transport;
  let overTls: Side;
  let tlsKey: string;

  let timeoutMs = PATIENCE_MS;

  const request = (address: string, form: Record<string, string>, key?: string): ApiRequest => ({
    address: requireAddress(address, 443),
    device: 'fw-lab-01',
    operation: 'test',
    form,
    key,
    timeoutMs,
  });

  const start = async (): Promise<void> => {
    https = await startHttpsFleet(parseFleetSpec(sampleSpec([standalone()])), { speed: 600 });
    const pins = new Map(
      https.endpoints.map(({ address, fingerprint }) => [address, requireFingerprint(fingerprint)]),
    );
    transport = createHttpsTransport({ pinFor: ({ host, port }) => pins.get(`${host}:${port}`) });
    const address = https.endpoints.find(({ target }) => target === STANDALONE)?.address ?? '';
    overTls = {
      fleet: https.fleet,
      call: (form, key) => transport.call(request(address, form, key)),
    };
    tlsKey = await login(overTls);
  };
  const stop = (): void => {
    transport.close();
    https.close();
  };

  const inMemory = (): Side => {
    const bench = new Bench([standalone()]);
    const memory = simulatorTransport(bench.fleet);
    const address = bench.fleet.devices.get(STANDALONE)?.address ?? '';
    return {
      fleet: bench.fleet,
      call: (form, key) =>
        bench.clock.drive(memory.call({ ...request(address, form, key), timeoutMs: 240_000 })),
    };
  };

  describe('of a call', () => {
    before(start);
    after(stop);

    for (const { name, what } of callFaultSamples) {
      it(name, async () => {
        timeoutMs = what.how === 'slow_loris' || what.how === 'late' ? NO_PATIENCE_MS : PATIENCE_MS;
        const memory = inMemory();
        const memoryKey = await login(memory);
        const bothSee = async (cmd: string): Promise<readonly [unknown, unknown]> => [
          await seen(overTls, tlsKey, cmd, { kind: 'call', command: '*', what }),
          await seen(memory, memoryKey, cmd, { kind: 'call', command: '*', what }),
        ];
        const [tls, inside] = await bothSee(READING);
        assert.deepEqual(tls, inside);
        const [tlsEffect, insideEffect] = await bothSee(EFFECT);
        assert.equal(jobsMade(tlsEffect), jobsMade(insideEffect));
      });
    }
  });

  describe('of who listens', () => {
    beforeEach(async () => {
      await start();
      // A connection from before would be used once more, and end without an answer.
      transport.close();
    });
    afterEach(stop);

    it('certificate_changed: nothing is sent, and the new certificate is the one presented', async () => {
      const memory = inMemory();
      const fault = { kind: 'certificate_changed' } as const;
      const memoryKey = await login(memory);
      const tls = await seen(overTls, tlsKey, READING, fault);
      assert.deepEqual(tls, await seen(memory, memoryKey, READING, fault));
      assert.deepEqual(tls, { outcome: 'pin_mismatch not_sent', jobs: 0 });
      const error: unknown = await overTls.call({ type: 'op' }, tlsKey).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof DeviceError);
      assert.equal(error.presented?.fingerprint, https.otherFingerprint);
    });

    it('plain_http: no byte of a credential is heard', async () => {
      const memory = inMemory();
      const fault = { kind: 'plain_http' } as const;
      const memoryKey = await login(memory);
      const tls = await seen(overTls, tlsKey, READING, fault);
      assert.deepEqual(tls, await seen(memory, memoryKey, READING, fault));
      assert.deepEqual(tls, { outcome: 'unreachable not_sent', jobs: 0 });
      const heard = https.overheard(STANDALONE);
      assert.ok(heard.length > 0);
      for (const secret of [tlsKey, CREDENTIALS.password, 'X-PAN-KEY']) assert.ok(!heard.includes(secret));
    });
  });
});

async function login(side: Side): Promise<string> {
  const { username: user, password } = CREDENTIALS;
  const reply = await side.call({ type: 'keygen', user, password });
  return /<key>(.*)<\/key>/.exec(await textOf(reply))?.[1] ?? '';
}

/** What a caller makes of a spoilt call, and how many jobs the device has more than before. */
async function seen(side: Side, key: string, cmd: string, fault: FaultInput): Promise<unknown> {
  const jobs = (): number => {
    side.fleet.catchUp();
    return side.fleet.devices.get(STANDALONE)?.jobs.shown().length ?? 0;
  };
  const before = jobs();
  side.fleet.fault(STANDALONE, fault);
  const outcome = await side
    .call({ type: 'op', cmd }, key)
    .then(async (reply) => `${reply.status} ${await textOf(reply)}`)
    .catch((error: unknown) =>
      error instanceof DeviceError ? `${error.kind} ${error.delivery}` : String(error),
    );
  return { outcome, jobs: jobs() - before };
}

function jobsMade(outcome: unknown): unknown {
  return (outcome as { jobs: number }).jobs;
}
