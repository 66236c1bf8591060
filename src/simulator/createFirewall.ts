/** How a pretend firewall begins: in the middle of its life, with a past. */
import { seededRng, type Rng } from '../ports/rng.ts';
import { ApiKeys } from './server/apiKeys.ts';
import { CallLog } from './server/callLog.ts';
import { familyOf } from './software/catalogue.ts';
import { newestContent } from './software/contentUpdate.ts';
import { Faults } from './faults/faults.ts';
import type { Firewall, HaMember, World } from './device/firewall.ts';
import type { FirewallSpec } from './spec/fleetSpec.ts';
import { isForwardingState } from './ha/haRoles.ts';
import type { HaSpec } from './spec/haSpec.ts';
import { endJob, JobBoard } from './device/jobBoard.ts';

/** A firewall as the fleet file describes it, working since `uptimeDays`. */
export function createFirewall(spec: FirewallSpec, world: World, address: string, rng: Rng): Firewall {
  const now = world.agenda.now;
  const ownRng = seededRng(Math.floor(rng.next() * 2 ** 32));
  const bootedAt = now - spec.uptimeDays * 86_400_000 - Math.floor(ownRng.next() * 3_600_000);
  const ha = spec.ha === undefined ? null : createMember(spec.serial, spec.ha, bootedAt);
  const firewall: Firewall = {
    spec,
    world,
    address,
    listedAddress: address,
    family: familyOf(spec.model),
    rng: ownRng,
    faults: new Faults(),
    jobs: new JobBoard(200 + Math.floor(ownRng.next() * 3000)),
    calls: new CallLog(),
    keys: new ApiKeys(spec.serial, world.fleet.credentials),
    ha,
    serial: spec.serial,
    phase: spec.connected ? 'working' : 'down',
    restarting: false,
    bootedAt,
    boots: 0,
    version: spec.version,
    pendingVersion: null,
    otherPartition: spec.otherPartition ?? null,
    images: new Map([spec.version, ...spec.downloaded].map((version) => [version, 'downloaded'])),
    panrepoFreeMb: spec.panrepoFreeMb,
    content: createContent(spec, world),
    softwareListKnown: true,
    softwareBusyUntil: 0,
    softwareQueue: [],
    chassisReady: true,
    configLoaded: true,
    forwardingSince: ha === null || isForwardingState(ha.state) ? bootedAt : null,
    lastSeen: spec.connected
      ? null
      : { version: spec.version, uptimeMs: now - bootedAt, haState: spec.ha?.state ?? null },
  };
  addHistory(firewall);
  return firewall;
}

function createMember(serial: string, spec: HaSpec, since: number): HaMember {
  const reason = spec.reason ?? FIRST_REASONS[spec.state];
  return {
    spec,
    state: spec.state,
    since,
    sessionsSyncedAt: since,
    lastError: reason === undefined ? null : { state: spec.state, reason },
    wentDownSuspended: false,
    isSwitchedOff: false,
    config: spec.synchronized ? 'of the pair' : `of ${serial}`,
    configSync: null,
  };
}

/** Why a member is out of order from the beginning. */
const FIRST_REASONS: Partial<Record<HaSpec['state'], string>> = {
  suspended: 'User requested',
  'non-functional': 'Link down',
  tentative: 'Link down',
};

function createContent(spec: FirewallSpec, world: World): Firewall['content'] {
  const version = spec.contentVersion ?? newestContent(world.fleet);
  return { version, previous: null, downloaded: new Set([version]) };
}

/** The jobs of the last days, as every device that runs for a while has them. */
function addHistory(firewall: Firewall): void {
  const now = firewall.world.agenda.now;
  for (const [type, hoursAgo] of [
    ['RefreshLic', 31],
    ['Commit', 26],
    ['WildFire', 9],
    ['Antivirus', 4],
  ] as const) {
    const queued = now - hoursAgo * 3_600_000;
    const job = firewall.jobs.add(type, type === 'Commit' ? 'netops' : '', queued);
    endJob(job, queued + 40_000, 'OK', type === 'Commit' ? ['Configuration committed successfully'] : []);
  }
}
