/** What a fault does at the moment it is set. Those that wait for a call, a job or a boot are only kept. */
import type { Fault } from './faults/faults.ts';
import { record, type Firewall } from './device/firewall.ts';
import { losePower } from './boot/boot.ts';
import { loseLinks, switchOffHa } from './ha/ha.ts';
import { startForeignJob } from './software/foreignJob.ts';

export function startFault(firewall: Firewall, fault: Fault): void {
  switch (fault.kind) {
    case 'keys_expire':
      firewall.keys.expireAll(firewall.world.agenda.now);
      return;
    case 'foreign_job':
      startForeignJob(firewall, fault.type, fault.user, fault.seconds);
      return;
    case 'links_fail':
      loseLinks(firewall);
      return;
    case 'ha_switched_off':
      switchOffHa(firewall);
      return;
    case 'power_lost':
      losePower(firewall, fault.comesBack);
      return;
    case 'disk_full':
      firewall.panrepoFreeMb = Math.min(firewall.panrepoFreeMb, fault.freeMb);
      return;
    case 'exchanged':
      firewall.serial = fault.serial;
      firewall.version = fault.version ?? firewall.version;
      record(firewall, { what: 'exchanged', detail: fault.serial });
      return;
    case 'software_manager_busy':
      firewall.softwareBusyUntil = firewall.world.agenda.now + fault.minutes * 60_000;
      return;
    default:
      firewall.faults.add(fault);
  }
}
