/** The fleet over HTTPS on loopback, in scaled time: one port and one certificate for Panorama and each firewall. */
import { randomInt } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { systemRng } from '../ports/rng.ts';
import { isListening } from './boot/boot.ts';
import type { SimRequest } from './server/access.ts';
import { createCertificate } from './server/certificate.ts';
import { createFleet, type SimulatedFleet } from './fleet.ts';
import type { FleetSpec } from './spec/fleetSpec.ts';
import { startListener, type Listener } from './server/listener.ts';
import { HANG, type SimReply } from './server/replies.ts';
import { scaledClock, type ScaledTime } from './time/scaledClock.ts';

/** Below the range from which systems take ports for outgoing connections (32768 on Linux, 49152 elsewhere). */
const PORTS = { from: 20_000, to: 31_000 };

/** How often the fleet is looked at when nobody asks, in real milliseconds: devices must go down by themselves. */
const CATCH_UP_MS = 20;

export interface HttpsFleetOptions {
  /** Simulated milliseconds per real one. */
  readonly speed: number;
  readonly host?: string;
  /** Ports are taken from here on upwards; left out: from anywhere. */
  readonly portBase?: number | undefined;
  /** Gets a JSON line for every entry of the effect log. */
  readonly effectLogFile?: string | undefined;
}

export interface Endpoint {
  readonly name: string;
  /** 'panorama' or a serial. */
  readonly target: string;
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** SHA-256, as OpenSSL prints it. */
  readonly fingerprint: string;
}

export interface HttpsFleet {
  readonly fleet: SimulatedFleet;
  /** Panorama first. */
  readonly endpoints: readonly Endpoint[];
  /** Of the certificate that is presented instead of an endpoint's own, where a fault wants it. */
  readonly otherFingerprint: string;
  /** What came in over connections without TLS, where a fault wants such a listener. */
  overheard(target: string): Buffer;
  readonly time: ScaledTime;
  /** When the last request came, in real milliseconds. */
  readonly lastRequestAt: number;
  close(): void;
}

/** The exchange on a connection that is there, of which nothing is heard while packets are dropped. */
async function overTheNetwork(fleet: SimulatedFleet, target: string, request: SimRequest): Promise<SimReply> {
  if (fleet.network.isAway(target) === 'dropped') return HANG;
  const arrivedAt = fleet.clock.now();
  const reply = await fleet.handle(target, request);
  return fleet.network.hasDropped(target, arrivedAt) ? HANG : reply;
}

/** Starts every listener. @throws Error when a port cannot be opened. */
export async function startHttpsFleet(spec: FleetSpec, options: HttpsFleetOptions): Promise<HttpsFleet> {
  const host = options.host ?? '127.0.0.1';
  let nextPort = options.portBase ?? randomInt(PORTS.from, PORTS.to);
  let lastRequestAt = Date.now();

  const otherCertificate = await createCertificate('localhost', host);
  const listeners = new Map<string, Listener>();
  const endpoints: Endpoint[] = [];
  const addresses = new Map<string, string>();
  const closeAll = (): void => listeners.forEach((listener) => listener.close());
  const boxes = [
    { name: spec.panorama.hostname, target: 'panorama', serial: spec.panorama.serial },
    ...spec.firewalls.map(({ hostname, serial }) => ({ name: hostname, target: serial, serial })),
  ];
  try {
    for (const { name, target, serial } of boxes) {
      const certificate = await createCertificate(name, host);
      const listener = await startListener(host, nextPort, certificate, (request) => {
        lastRequestAt = Date.now();
        return overTheNetwork(fleet, target, request);
      });
      nextPort = listener.port + 1;
      listeners.set(target, listener);
      const address = `${host}:${listener.port}`;
      addresses.set(serial, address);
      endpoints.push({ name, target, address, fingerprint: certificate.fingerprint });
    }
  } catch (error) {
    closeAll();
    throw error;
  }

  const now = Date.now();
  const time: ScaledTime = { speed: options.speed, realEpoch: now, simEpoch: now };
  const fleet = createFleet(spec, { clock: scaledClock(time), rng: systemRng, addresses });
  const listen = (target: string): void => {
    const firewall = fleet.devices.get(target);
    const away = firewall === undefined || isListening(firewall) ? fleet.network.isAway(target) : 'refused';
    const listener = listeners.get(target);
    if (away === null) listener?.open();
    else if (away === 'dropped') listener?.hush();
    else listener?.shut();
  };
  const listenEverywhere = (): void => [...listeners.keys()].forEach(listen);
  listenEverywhere();
  fleet.onListening(({ spec: { serial } }) => listen(serial));
  fleet.network.onChange(listenEverywhere);
  const present = (target: string): void => {
    const presence = fleet.presence(target);
    if (presence === 'other_certificate') listeners.get(target)?.present(otherCertificate);
    if (presence === 'plain_http') listeners.get(target)?.speakPlainHttp();
  };
  for (const target of listeners.keys()) present(target);
  fleet.onPresence(present);
  const { effectLogFile } = options;
  if (effectLogFile !== undefined) {
    // From the start, so that whoever reads it need not care whether anything happened yet.
    appendFileSync(effectLogFile, '');
    fleet.log.onEntry((entry) => appendFileSync(effectLogFile, `${JSON.stringify(entry)}\n`));
  }
  const ticking = setInterval(() => fleet.catchUp(), CATCH_UP_MS);

  return {
    fleet,
    endpoints,
    otherFingerprint: otherCertificate.fingerprint,
    overheard: (target) => listeners.get(target)?.overheard ?? Buffer.alloc(0),
    time,
    get lastRequestAt() {
      return lastRequestAt;
    },
    close() {
      clearInterval(ticking);
      closeAll();
    },
  };
}
