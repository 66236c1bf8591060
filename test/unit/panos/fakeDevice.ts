/** A Transport that answers what the test says and remembers what it was asked, and a clock that never waits. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  createClient,
  type CredentialsForAddress,
  type DeviceClient,
} from '../../../src/panos/client/client.ts';
import { DeviceError, type Delivery, type DeviceErrorKind } from '../../../src/panos/errors.ts';
import type { ApiReply, ApiRequest, Transport } from '../../../src/panos/transport/transport.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import { bodyOf } from '../../support/bodies.ts';
import { sampleFingerprint } from '../../support/samplePin.ts';
import { type PresentedCertificate } from '../../../src/panos/errors.ts';

export const PASSWORD = 'canary-Pa55&word';
export const KEY = 'CANARYKEY==';

export type Answer = (request: ApiRequest) => ApiReply | Promise<ApiReply>;

/** Who is met at the address before anything is sent. */
export const stranger: PresentedCertificate = {
  fingerprint: sampleFingerprint('CC'),
  subject: 'CN=fw1',
  issuer: 'CN=a public authority',
  validTo: 'Dec 31 23:59:59 2036 GMT',
  vouchedBy: 'authority',
};

export interface FakeDevice {
  readonly client: DeviceClient;
  readonly requests: ApiRequest[];
  /** How long the client slept, in order. */
  readonly pauses: number[];
  /** Lets so many minutes pass. */
  pass(minutes: number): void;
  /** The operations asked for, without the login. */
  asked(): string[];
  logins(): number;
}

/**
 * @param answers one for each call that is no login, in order; the last one is repeated.
 * @param login what keygen answers, in the same way.
 */
export function fakeDevice(
  answers: readonly Answer[],
  login: readonly Answer[] = [ok(`<result><key>${KEY}</key></result>`)],
  credentials: () => Promise<CredentialsForAddress> = async () => ({
    kind: 'password',
    username: 'upgrader',
    password: PASSWORD,
  }),
): FakeDevice {
  const requests: ApiRequest[] = [];
  const pauses: number[] = [];
  const isLogin = (request: ApiRequest): boolean => request.form['type'] === 'keygen';
  const transport: Transport = {
    async call(request) {
      requests.push(request);
      const script = isLogin(request) ? login : answers;
      const turn = requests.filter((other) => isLogin(other) === isLogin(request)).length - 1;
      const answer = script[Math.min(turn, script.length - 1)];
      if (answer === undefined) throw new Error('the test did not expect this call');
      // A device answers later, never at once.
      await setImmediate();
      return answer(request);
    },
    meet: async () => stranger,
    close() {},
  };
  let now = 0;
  const clock: Clock = {
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      pauses.push(ms);
    },
  };
  const client = createClient({
    transport,
    clock,
    rng: seededRng(1),
    address: { host: '192.0.2.1', port: 443 },
    device: 'fw1',
    credentials,
    limits: { timeoutMs: 30_000, softwareCheckTimeoutMs: 120_000, softwareInfoTimeoutMs: 60_000 },
  });
  return {
    client,
    requests,
    pass: (minutes) => void (now += minutes * 60_000),
    pauses,
    asked: () => requests.filter((request) => !isLogin(request)).map((request) => request.operation),
    logins: () => requests.filter(isLogin).length,
  };
}

export function ok(content: string): Answer {
  return http(200, `<response status="success">${content}</response>`);
}

export function refused(text: string, status = 200): Answer {
  return http(status, `<response status="error"><msg><line>${text}</line></msg></response>`);
}

export function http(status: number, body: string): Answer {
  return () => ({ status, body: bodyOf(body) });
}

export function fails(kind: DeviceErrorKind, delivery: Delivery): Answer {
  return ({ device, operation }) => {
    throw new DeviceError({ kind, delivery, device, operation, what: 'scripted' });
  };
}

export const READY = ok('<result>yes</result>');
export const NO_CREDENTIALS = async (): Promise<null> => null;

/** The DeviceError that `work` ends with; no secret may be anywhere in it. */
export async function failure(work: Promise<unknown>): Promise<DeviceError> {
  const error: unknown = await work.then(
    (value) => assert.fail(`did not fail but gave ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof DeviceError, inspect(error));
  for (const secret of [PASSWORD, KEY])
    assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(secret));
  return error;
}
