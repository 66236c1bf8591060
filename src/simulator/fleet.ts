/** A whole pretend fleet on one clock: the model behind both faces, in memory and over HTTPS. */
import type { Clock } from '../ports/clock.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { Rng } from '../ports/rng.ts';
import type { SimRequest } from './server/access.ts';
import { Account, type AccountSeen } from './server/account.ts';
import { Agenda } from './time/agenda.ts';
import { EffectLog } from './device/effectLog.ts';
import { faultSchema, panoramaFaultSchema, type Fault, type FaultInput } from './faults/faults.ts';
import { createFirewall } from './createFirewall.ts';
import type { Firewall, World } from './device/firewall.ts';
import { callFirewall } from './api/firewallApi.ts';
import { Network } from './network.ts';
import type { FleetSpec } from './spec/fleetSpec.ts';
import { OutageWatch, type Outages } from './ha/outages.ts';
import { createPanorama, type Panorama } from './panorama/panorama.ts';
import { callPanorama } from './panorama/panoramaApi.ts';
import { REFUSED, type SimReply } from './server/replies.ts';
import { startFault } from './startFault.ts';

/** Who is met at an address: the box with the certificate it always had, one with another certificate, or somebody who speaks plain HTTP. */
export type Presence = 'itself' | 'other_certificate' | 'plain_http';

export interface FleetParts {
  readonly clock: Clock;
  /** The same seed and the same requests at the same times give the same effect log. */
  readonly rng: Rng;
  /** Management addresses, by serial; Panorama's under its own serial. Left out: those of the fleet file. */
  readonly addresses?: ReadonlyMap<string, string>;
}

export interface SimulatedFleet {
  readonly spec: FleetSpec;
  readonly clock: Clock;
  readonly panorama: Panorama;
  /** The one account of all devices, up to now. */
  readonly account: AccountSeen;
  /** By serial. Call `catchUp` before looking at one. */
  readonly devices: ReadonlyMap<string, Firewall>;
  /** What the devices really went through, up to now. */
  readonly log: EffectLog;
  /** When and how long no member of this device's pair forwarded, up to now; of a device without a pair its own time. */
  outages(serial: string): Outages;
  /** A device began or ceased to listen. */
  readonly onListening: Listen<Firewall>;
  /** @param target 'panorama' or a serial. */
  presence(target: string): Presence;
  /** Fires with the target whose presence changed. */
  readonly onPresence: Listen<string>;
  /** What lies between the devices and whoever calls `handle`, which it does not touch: that is for who carries the calls. */
  readonly network: Network;
  /** Lets everything happen that is due by the clock. */
  catchUp(): void;
  /** One HTTP exchange. @param target 'panorama' or a serial; nobody listens at an unknown one. */
  handle(target: string, request: SimRequest): Promise<SimReply>;
  /**
   * Makes something go wrong from now on.
   * @param target 'panorama' or a serial.
   * @throws Error for an unknown serial or fault, and for one that Panorama cannot have.
   */
  fault(target: string, fault: FaultInput): void;
}

/** Builds the fleet in the state its file describes. */
export function createFleet(spec: FleetSpec, parts: FleetParts): SimulatedFleet {
  const { clock, rng } = parts;
  const agenda = new Agenda(clock.now());
  const log = new EffectLog();
  const outages = new OutageWatch();
  const devices = new Map<string, Firewall>();
  const listening = new Emitter<Firewall>();
  const presences = new Map<string, Presence>();
  const presenceChanged = new Emitter<string>();
  const meetsSomebodyElse = (target: string, fault: Fault): boolean => {
    if (fault.kind !== 'certificate_changed' && fault.kind !== 'plain_http') return false;
    presences.set(target, fault.kind === 'plain_http' ? 'plain_http' : 'other_certificate');
    presenceChanged.fire(target);
    return true;
  };
  const world: World = {
    fleet: spec,
    agenda,
    log,
    firewalls: devices,
    account: new Account(spec.credentials, () => agenda.now),
    onListening: (firewall) => listening.fire(firewall),
    onForwarding: (firewall) => outages.changed(firewall),
  };
  const panorama = createPanorama(world, parts.addresses?.get(spec.panorama.serial) ?? spec.panorama.address);
  for (const [index, firewall] of spec.firewalls.entries()) {
    const address = parts.addresses?.get(firewall.serial) ?? firewall.address ?? madeUpAddress(index);
    devices.set(firewall.serial, createFirewall(firewall, world, address, rng));
  }
  outages.begin(devices.values());
  const network = new Network(agenda, clock);
  for (const { afterSeconds, deviceGroups, ...outage } of spec.networkOutages) {
    const members = spec.firewalls.filter(({ deviceGroup }) => deviceGroups?.includes(deviceGroup));
    const targets = deviceGroups === undefined ? undefined : members.map(({ serial }) => serial);
    network.away({ ...outage, targets }, afterSeconds);
  }

  const fleet: SimulatedFleet = {
    spec,
    clock,
    panorama,
    devices,
    get account() {
      fleet.catchUp();
      return world.account;
    },
    get log() {
      fleet.catchUp();
      return log;
    },
    outages(serial) {
      fleet.catchUp();
      return outages.of(serial, agenda.now);
    },
    onListening: listening.event,
    presence: (target) => presences.get(target) ?? 'itself',
    onPresence: presenceChanged.event,
    network,
    catchUp: () => agenda.advanceTo(clock.now()),
    async handle(target, request) {
      if (target === 'panorama') return callPanorama(panorama, clock, request);
      const firewall = devices.get(target);
      return firewall === undefined ? REFUSED : callFirewall(firewall, clock, request);
    },
    fault(target, input) {
      fleet.catchUp();
      if (target === 'panorama') {
        const fault = panoramaFaultSchema.parse(input);
        if (fault.kind === 'keys_expire') panorama.keys.expireAll(agenda.now);
        else if (!meetsSomebodyElse(target, fault)) panorama.faults.add(fault);
        return;
      }
      const firewall = devices.get(target);
      if (firewall === undefined)
        throw new Error(`The simulated fleet "${spec.name}" has no device ${target}.`);
      const fault = faultSchema.parse(input);
      if (!meetsSomebodyElse(target, fault)) startFault(firewall, fault);
    },
  };
  for (const fault of spec.panorama.faults) fleet.fault('panorama', fault);
  for (const firewall of spec.firewalls)
    for (const fault of firewall.faults) fleet.fault(firewall.serial, fault);
  return fleet;
}

/** 10.77.16.1 and on: up to 60,000 devices. */
function madeUpAddress(index: number): string {
  return `10.77.${16 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}
