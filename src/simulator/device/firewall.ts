/** The state of one pretend firewall. What changes it is in software.ts, boot.ts and ha.ts; what it says in answers/. */
import type { Rng } from '../../ports/rng.ts';
import type { Agenda } from '../time/agenda.ts';
import type { Account } from '../server/account.ts';
import type { ApiKeys } from '../server/apiKeys.ts';
import type { CallLog } from '../server/callLog.ts';
import type { JobBoard, SimJob } from './jobBoard.ts';
import type { EffectEntry, EffectLog } from './effectLog.ts';
import type { Faults } from '../faults/faults.ts';
import type { FirewallSpec, FleetSpec, Timing } from '../spec/fleetSpec.ts';
import type { HaSpec } from '../spec/haSpec.ts';

/** What all devices of a fleet share. */
export interface World {
  readonly fleet: FleetSpec;
  readonly agenda: Agenda;
  readonly log: EffectLog;
  readonly firewalls: ReadonlyMap<string, Firewall>;
  readonly account: Account;
  /** Called when a device starts or stops to listen. */
  readonly onListening: (firewall: Firewall) => void;
  /** Called when a device starts or stops to forward. */
  readonly onForwarding: (firewall: Firewall) => void;
}

/** Where a device is between accepting a restart and being itself again. */
export type Phase =
  | 'working'
  /** Nothing listens. */
  | 'down'
  /** The web server serves HTML, the management server is not there. */
  | 'web_only'
  /** The authentication service is not there: 403 to valid keys. */
  | 'no_authentication';

/** `off`: the daemon does not run; the device then says that HA is not enabled. */
export type HaState = 'off' | HaSpec['state'];

/** The HA daemon of a member of a pair. */
export interface HaMember {
  readonly spec: HaSpec;
  state: HaState;
  since: number;
  /** From when on its sessions are in step with the peer's. */
  sessionsSyncedAt: number;
  /** Why it was last out of order; history, not the present. */
  lastError: { readonly state: string; readonly reason: string } | null;
  /** Whether it was suspended when its device last went down. */
  wentDownSuspended: boolean;
  /** Somebody has switched HA off on it. */
  isSwitchedOff: boolean;
  /** Stands for the whole configuration: members in step have the same. */
  config: string;
  /** The job that takes over the peer's configuration, running or past. */
  configSync: SimJob | null;
}

export interface Firewall {
  readonly spec: FirewallSpec;
  readonly world: World;
  readonly address: string;
  /** Where Panorama says that it is: its own address, unless somebody has seen to something else. */
  listedAddress: string;
  readonly family: string;
  readonly rng: Rng;
  readonly faults: Faults;
  readonly jobs: JobBoard;
  readonly calls: CallLog;
  readonly keys: ApiKeys;
  readonly ha: HaMember | null;

  /** What it says of itself: that of the fleet file, until it is exchanged. */
  serial: string;
  phase: Phase;
  /** A restart was accepted and the device has not gone down yet. */
  restarting: boolean;
  bootedAt: number;
  /** Counts boots, so that what belonged to an earlier one can be told. */
  boots: number;

  version: string;
  /** Installed and waiting for a reboot. */
  pendingVersion: string | null;
  /** What the partition holds that it does not run from: what it ran before, or an installed version that waits; null: nothing. */
  otherPartition: string | null;
  readonly images: Map<string, 'downloading' | 'downloaded'>;
  panrepoFreeMb: number;
  readonly content: { version: string; previous: string | null; readonly downloaded: Set<string> };
  /** Whether the device has a cached list of images; lost at boot. */
  softwareListKnown: boolean;
  softwareBusyUntil: number;
  /** Jobs of the software manager that wait for the one before them. */
  readonly softwareQueue: (() => void)[];

  /** What `show chassis-ready` says. */
  chassisReady: boolean;
  /** The data plane has its configuration: AutoCom ended well. */
  configLoaded: boolean;
  /** Since when it forwards traffic; null while it does not. */
  forwardingSince: number | null;
  /** What Panorama heard last. */
  lastSeen: { version: string; uptimeMs: number; haState: string | null } | null;
}

/** Seconds of the fleet file as milliseconds, a tenth more or less. */
export function varied(firewall: Firewall, seconds: number): number {
  return seconds * 1000 * (0.9 + 0.2 * firewall.rng.next());
}

/** The minutes that a device has of its own, or what the fleet's timing says. */
export function secondsOf(minutes: number | undefined, otherwise: number): number {
  return minutes === undefined ? otherwise : minutes * 60;
}

/** Plans something that only happens if the device has not gone down until then. */
export function later(firewall: Firewall, ms: number, run: () => void): void {
  const boot = firewall.boots;
  firewall.world.agenda.in(ms, () => {
    if (firewall.boots === boot) run();
  });
}

export function record(firewall: Firewall, entry: Omit<EffectEntry, 'at' | 'serial'>): void {
  firewall.world.log.append({ at: firewall.world.agenda.now, serial: firewall.spec.serial, ...entry });
}

export function timing(firewall: Firewall): Timing {
  return firewall.world.fleet.timing;
}

/** The device's own clock, in milliseconds as if its local time were UTC. */
export function localTime(firewall: Firewall, ms: number = firewall.world.agenda.now): number {
  return ms + firewall.spec.clockOffsetMinutes * 60_000;
}
