/** The first commit of a boot, which gives the data plane its configuration. docs/PANOS.md "Restart and readiness". */
import { later, secondsOf, timing, type Firewall } from '../device/firewall.ts';
import { updateForwarding } from '../ha/forwarding.ts';
import { endJob, startJob } from '../device/jobBoard.ts';
import { showProgress } from '../device/jobProgress.ts';

/** What a device does by itself once it has a configuration. */
const LATER_TYPES = ['EDLRefresh', 'FqdnRefresh', 'RefreshLic', 'WildFire'] as const;

/** AutoCom jobs one after the other, until one ends well or the device gives up. */
export function runAutoCommit(firewall: Firewall): void {
  const { autoComFails, autoComEndsWell } = firewall.spec.boot;
  attempt(firewall, autoComEndsWell ? autoComFails : Math.max(1, autoComFails));
}

function attempt(firewall: Firewall, failuresLeft: number): void {
  const begun = firewall.world.agenda.now;
  const { autoComMinutes } = firewall.spec.boot;
  const job = firewall.jobs.add('AutoCom', '', begun);
  startJob(job, begun);
  const ms = showProgress(firewall, job, secondsOf(autoComMinutes, timing(firewall).autoComSeconds));
  later(firewall, ms, () => {
    const { now } = firewall.world.agenda;
    if (failuresLeft === 0) {
      endJob(job, now, 'OK', ['Configuration committed successfully']);
      loaded(firewall);
      return;
    }
    endJob(job, now, 'FAIL', ['Error: the data plane did not answer', 'Commit failed']);
    if (failuresLeft > 1 || firewall.spec.boot.autoComEndsWell) attempt(firewall, failuresLeft - 1);
  });
}

function loaded(firewall: Firewall): void {
  const { now } = firewall.world.agenda;
  firewall.chassisReady = true;
  firewall.configLoaded = true;
  updateForwarding(firewall);
  for (let index = 0; index < firewall.spec.boot.laterJobs; index++) {
    const type = LATER_TYPES[index % LATER_TYPES.length] ?? LATER_TYPES[0];
    endJob(firewall.jobs.add(type, '', now), now, 'OK', []);
  }
}
