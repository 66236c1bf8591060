/** What the members of a pair keep in step: sessions by themselves, the configuration also by command. docs/PANOS.md "High availability". */
import type { EffectName } from '../device/effectLog.ts';
import { later, record, timing, type Firewall, type HaMember } from '../device/firewall.ts';
import { isFunctional, partnerOf, type Member } from './haRoles.ts';
import { endJob, startJob } from '../device/jobBoard.ts';
import { showProgress } from '../device/jobProgress.ts';

export type RunningSync = 'synchronized' | 'not synchronized' | 'synchronization in progress';

/** To be called when a member has a new role: sessions are in step some time after both are functional. */
export function beginSessionSync(firewall: Firewall): void {
  const members = [firewall.ha, partnerOf(firewall)?.ha];
  const { now } = firewall.world.agenda;
  const synced = now + timing(firewall).haSessionSyncSeconds * 1000;
  if (!members.every(isFunctional)) return;
  for (const member of members) {
    if (member && member.sessionsSyncedAt <= now) member.sessionsSyncedAt = synced;
  }
}

/** `state-sync`. */
export function stateSync(firewall: Firewall): string {
  const { ha: member } = firewall;
  if (member?.spec.sessionSync === false) return 'User-disabled';
  const inStep =
    isFunctional(member) &&
    isFunctional(partnerOf(firewall)?.ha) &&
    firewall.world.agenda.now >= (member?.sessionsSyncedAt ?? 0);
  return inStep ? 'Complete' : 'incomplete';
}

/** `running-sync`: both must run one version, have one configuration, and see each other. */
export function runningSync(firewall: Firewall): RunningSync {
  const partner = partnerOf(firewall);
  if (firewall.ha === null || partner === undefined || !syncsConfig(firewall, partner)) {
    return 'not synchronized';
  }
  if (isSyncing(firewall.ha) || isSyncing(partner.ha)) return 'synchronization in progress';
  const same = firewall.version === partner.version && firewall.ha.config === partner.ha.config;
  return same ? 'synchronized' : 'not synchronized';
}

/** Whether the users switched it on, on both members. */
export function syncsConfig(firewall: Firewall, partner: Firewall): boolean {
  return firewall.ha?.spec.configSync === true && partner.ha?.spec.configSync === true;
}

export function isSyncing(member: HaMember): boolean {
  return member.configSync !== null && member.configSync.endedAt === null;
}

const SYNC_FAILED = 'HA configuration not synchronized: commit failed';

/** A job on `partner` that takes over the configuration of `firewall`; in vain if the versions differ. */
export function startConfigSync(firewall: Member, partner: Member): void {
  const { now } = firewall.world.agenda;
  const job = partner.jobs.add('HA-Sync', '', now);
  partner.ha.configSync = job;
  startJob(job, now);
  record(partner, { what: 'config_sync_started', job: job.id, detail: `from ${firewall.spec.serial}` });
  job.brokenOff = () => {
    partner.ha.configSync = null;
    record(partner, { what: 'config_sync_failed', job: job.id, detail: 'interrupted by the restart' });
  };
  later(partner, showProgress(partner, job, timing(partner).haConfigSyncSeconds), () => {
    const end = (result: 'OK' | 'FAIL', what: EffectName, line: string): void => {
      endJob(job, partner.world.agenda.now, result, [line]);
      record(partner, { what, job: job.id, detail: line });
    };
    const failed = partner.faults.take('config_sync_fails');
    if (failed !== undefined) {
      end('FAIL', 'config_sync_failed', failed.text ?? SYNC_FAILED);
    } else if (firewall.version === partner.version) {
      partner.ha.config = firewall.ha.config;
      end('OK', 'config_sync_finished', 'HA configuration synchronized');
    } else {
      end('FAIL', 'config_sync_failed', 'HA configuration not synchronized: versions differ');
    }
  });
}
