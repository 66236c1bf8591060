/** The Transport of tests: the real client talks to the simulated fleet in memory, on the fleet's clock. */
import { formatAddress } from '../../src/panos/address.ts';
import { DeviceError, type DeviceErrorKind, type Delivery } from '../../src/panos/errors.ts';
import type { ApiReply, ApiRequest, Introduction, Transport } from '../../src/panos/transport/transport.ts';
import { isListening } from '../../src/simulator/boot/boot.ts';
import type { SimulatedFleet } from '../../src/simulator/fleet.ts';
import type { SimReply } from '../../src/simulator/server/replies.ts';
import { bodyOf } from './bodies.ts';
import { sampleFingerprint } from './samplePin.ts';

export interface SimulatorTransportOptions {
  /** Sees every request before it is sent, such as a test that freezes the engine there. */
  readonly onCall?: (request: ApiRequest) => void | Promise<void>;
}

/** Addresses are those of the fleet: what its Panorama says, with any port. */
export function simulatorTransport(
  fleet: SimulatedFleet,
  options: SimulatorTransportOptions = {},
): Transport {
  const targets = new Map<string, string>([[fleet.panorama.address, 'panorama']]);
  for (const [serial, firewall] of fleet.devices) targets.set(firewall.address, serial);

  const targetAt = (address: Introduction['address']): string | undefined =>
    targets.get(address.host) ?? targets.get(formatAddress(address));

  return {
    async call(request) {
      await options.onCall?.(request);
      if (request.signal?.aborted === true)
        throw error(request, 'cancelled', 'not_sent', 'the call was cancelled');
      const target = targetAt(request.address);
      if (target === undefined)
        throw error(request, 'unreachable', 'not_sent', 'nothing listens at this address');
      await connect(fleet, target, request);
      await meetTheDeviceItself(fleet, target, request);
      return answered(request, await withinTime(fleet, target, request));
    },
    // Who may be sent what is not the simulator's business: over TLS, test/engine/panos tries it.
    async meet(request) {
      const target = targetAt(request.address);
      if (target !== undefined) await shakeHands(fleet, target, request);
      return {
        fingerprint: PINNED_FINGERPRINT,
        subject: 'CN=PA-test',
        issuer: 'CN=PA-test',
        validTo: 'Dec 31 23:59:59 2036 GMT',
        vouchedBy: 'pin',
      };
    },
    close() {},
  };
}

/** How long a handshake may take that nothing is sent after. */
const MEETING_MS = 30_000;

interface Connecting extends Introduction {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** @throws DeviceError where the network lets no connection come up: at once, or when the time is over. */
async function connect(fleet: SimulatedFleet, target: string, request: Connecting): Promise<void> {
  switch (fleet.network.isAway(target)) {
    case 'refused':
      throw error(request, 'unreachable', 'not_sent', 'the connection was refused');
    case 'dns':
      throw error(request, 'unreachable', 'not_sent', 'the host name is not known');
    case 'dropped':
      return connectToNobody(fleet, request);
    case null:
  }
}

async function connectToNobody(fleet: SimulatedFleet, request: Connecting): Promise<never> {
  const { timeoutMs, signal } = request;
  await fleet.clock.sleep(timeoutMs, signal).catch(() => {
    throw error(request, 'cancelled', 'not_sent', 'the call was cancelled');
  });
  throw error(request, 'unreachable', 'not_sent', `no connection within ${timeoutMs / 1000} s`);
}

/** What comes before a certificate is seen. @throws DeviceError where nobody shows one. */
async function shakeHands(fleet: SimulatedFleet, target: string, request: Introduction): Promise<void> {
  const meeting = { ...request, timeoutMs: MEETING_MS };
  await connect(fleet, target, meeting);
  const firewall = fleet.devices.get(target);
  if (firewall?.phase !== 'down') return;
  if (isListening(firewall)) await connectToNobody(fleet, meeting);
  throw error(request, 'unreachable', 'not_sent', 'the connection was refused');
}

/** What the pinning agent does before it sends a byte. The devices of a fleet count as pinned. */
async function meetTheDeviceItself(
  fleet: SimulatedFleet,
  target: string,
  request: ApiRequest,
): Promise<void> {
  const presence = fleet.presence(target);
  if (presence === 'itself') return;
  fleet.catchUp();
  const firewall = fleet.devices.get(target);
  if (firewall !== undefined && !isListening(firewall)) return;
  await fleet.clock.sleep(fleet.spec.timing.latencyMs);
  if (presence === 'plain_http') throw error(request, 'unreachable', 'not_sent', 'TLS did not come up');
  const { device, operation } = request;
  throw new DeviceError({
    kind: 'pin_mismatch',
    delivery: 'not_sent',
    device,
    operation,
    what: 'the certificate is not the pinned one',
    presented: {
      fingerprint: OTHER_FINGERPRINT,
      subject: 'CN=localhost',
      issuer: 'CN=localhost',
      vouchedBy: 'nothing',
      validTo: 'Dec 31 23:59:59 2036 GMT',
    },
    pinned: PINNED_FINGERPRINT,
  });
}

const PINNED_FINGERPRINT = sampleFingerprint('AA');
const OTHER_FINGERPRINT = sampleFingerprint('BB');

/** The reply, or a DeviceError when the time-out or the caller's signal is first. */
function withinTime(fleet: SimulatedFleet, target: string, request: ApiRequest): Promise<SimReply> {
  const { signal, timeoutMs } = request;
  return new Promise((resolve, reject) => {
    const replied = new AbortController();
    const onAbort = (): void =>
      end(() => reject(error(request, 'cancelled', 'unknown', 'the call was cancelled')));
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', onAbort);
      network.dispose();
      // With a reason of its own: one that is made for it takes long to find out where it was made.
      replied.abort(ENDED);
      settle();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const sentAt = fleet.clock.now();
    const network = fleet.network.onChange(() => {
      if (fleet.network.isAway(target) === 'refused')
        end(() => reject(error(request, 'no_answer', 'unknown', BROKEN)));
    });
    const exchange = fleet.handle(target, { form: request.form, key: request.key });
    exchange.then(
      (reply) => {
        if (!neverEnds(reply) && !fleet.network.hasDropped(target, sentAt)) end(() => resolve(reply));
      },
      () => end(() => resolve(exchange)),
    );
    fleet.clock.sleep(timeoutMs, replied.signal).then(
      () =>
        end(() => reject(error(request, 'no_answer', 'unknown', `no answer within ${timeoutMs / 1000} s`))),
      () => undefined,
    );
  });
}

const ENDED = 'ended';
const BROKEN = 'the connection broke before an answer came';

function neverEnds(reply: SimReply): boolean {
  return reply.kind === 'hang' || reply.kind === 'trickle';
}

function answered(request: ApiRequest, reply: SimReply): ApiReply {
  switch (reply.kind) {
    case 'answer':
      return { status: reply.status, body: bodyOf(reply.body) };
    case 'refused':
      throw error(request, 'unreachable', 'not_sent', 'the connection was refused');
    case 'reset':
      throw error(request, 'no_answer', 'unknown', BROKEN);
    case 'hang':
    case 'trickle':
      throw new Error('A reply that never comes was awaited.');
  }
}

function error(request: Introduction, kind: DeviceErrorKind, delivery: Delivery, what: string): DeviceError {
  return new DeviceError({ kind, delivery, what, device: request.device, operation: request.operation });
}
