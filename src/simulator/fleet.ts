/** A whole pretend fleet on one clock: the model behind both faces, in memory and over HTTPS. */
import type { Clock } from '../ports/clock.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { Rng } from '../ports/rng.ts';
import type { SimRequest } from './access.ts';
import { Agenda } from './agenda.ts';
import { EffectLog } from './effectLog.ts';
import { faultSchema, type FaultInput } from './faults.ts';
import { createFirewall } from './createFirewall.ts';
import type { Firewall, World } from './firewall.ts';
import { callFirewall } from './firewallApi.ts';
import type { FleetSpec } from './fleetSpec.ts';
import { startForeignJob } from './foreignJob.ts';
import { callPanorama, createPanorama, type Panorama } from './panorama.ts';
import { REFUSED, type SimReply } from './replies.ts';

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
  /** By serial. Call `catchUp` before looking at one. */
  readonly devices: ReadonlyMap<string, Firewall>;
  /** What the devices really went through, up to now. */
  readonly log: EffectLog;
  /** A device began or ceased to listen. */
  readonly onListening: Listen<Firewall>;
  /** Lets everything happen that is due by the clock. */
  catchUp(): void;
  /** One HTTP exchange. @param target 'panorama' or a serial; nobody listens at an unknown one. */
  handle(target: string, request: SimRequest): Promise<SimReply>;
  /** Makes something go wrong on a device from now on. @throws Error for an unknown serial or fault. */
  fault(serial: string, fault: FaultInput): void;
}

/** Builds the fleet in the state its file describes. */
export function createFleet(spec: FleetSpec, parts: FleetParts): SimulatedFleet {
  const { clock, rng } = parts;
  const agenda = new Agenda(clock.now());
  const log = new EffectLog();
  const devices = new Map<string, Firewall>();
  const listening = new Emitter<Firewall>();
  const world: World = {
    fleet: spec,
    agenda,
    log,
    firewalls: devices,
    onListening: (firewall) => listening.fire(firewall),
  };
  const panorama = createPanorama(world, parts.addresses?.get(spec.panorama.serial) ?? spec.panorama.address);
  for (const [index, firewall] of spec.firewalls.entries()) {
    const address = parts.addresses?.get(firewall.serial) ?? firewall.address ?? madeUpAddress(index);
    devices.set(firewall.serial, createFirewall(firewall, world, address, rng));
  }

  const fleet: SimulatedFleet = {
    spec,
    clock,
    panorama,
    devices,
    get log() {
      fleet.catchUp();
      return log;
    },
    onListening: listening.event,
    catchUp: () => agenda.advanceTo(clock.now()),
    async handle(target, request) {
      if (target === 'panorama') return callPanorama(panorama, clock, request);
      const firewall = devices.get(target);
      return firewall === undefined ? REFUSED : callFirewall(firewall, clock, request);
    },
    fault(serial, fault) {
      const firewall = devices.get(serial);
      if (firewall === undefined)
        throw new Error(`The simulated fleet "${spec.name}" has no device ${serial}.`);
      fleet.catchUp();
      const checked = faultSchema.parse(fault);
      if (checked.kind === 'foreign_job')
        startForeignJob(firewall, checked.type, checked.user, checked.seconds);
      else firewall.faults.add(checked);
    },
  };
  for (const firewall of spec.firewalls)
    for (const fault of firewall.faults) fleet.fault(firewall.serial, fault);
  return fleet;
}

/** 10.77.16.1 and on: up to 60,000 devices. */
function madeUpAddress(index: number): string {
  return `10.77.${16 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}
