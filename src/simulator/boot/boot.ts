/** From an accepted restart until the device is itself again. docs/PANOS.md "Restart and readiness". */
import { runAutoCommit } from './autoCommit.ts';
import { later, record, secondsOf, timing, varied, type Firewall, type Phase } from '../device/firewall.ts';
import { updateForwarding } from '../ha/forwarding.ts';
import { startHaAfterBoot, stopHa } from '../ha/ha.ts';
import { failure, RESET, success, type SimReply } from '../server/replies.ts';
import { breakOffJobs } from '../software/softwareManager.ts';

/** `request restart system`: accepted at once; the device answers on for a while. A second one changes nothing. */
export function restart(firewall: Firewall): SimReply {
  record(firewall, { what: 'restart_accepted' });
  const ignored = firewall.faults.take('restart_ignored') !== undefined;
  if (!ignored && !firewall.restarting) {
    const slow = firewall.faults.take('slow_to_go_down');
    const answersOnMs =
      slow === undefined ? varied(firewall, timing(firewall).answersOnSeconds) : slow.seconds * 1000;
    firewall.restarting = true;
    later(firewall, answersOnMs, () => goDown(firewall));
  }
  switch (firewall.spec.restartAnswer) {
    case 'text':
      return success('The device is going to restart');
    case 'error_text':
      return failure('Command succeeded with no output');
    case 'drop':
      return RESET;
  }
}

/** Somebody pulls its plug, or it crashes. Nothing happens to one that is down already. */
export function losePower(firewall: Firewall, comesBack: boolean): void {
  if (firewall.phase === 'down') return;
  if (!comesBack) firewall.faults.add({ kind: 'never_back' });
  goDown(firewall);
}

function goDown(firewall: Firewall): void {
  const { now } = firewall.world.agenda;
  breakOffJobs(firewall);
  firewall.lastSeen = {
    version: firewall.version,
    uptimeMs: now - firewall.bootedAt,
    haState: firewall.ha?.state ?? null,
  };
  firewall.boots += 1;
  firewall.restarting = false;
  firewall.chassisReady = false;
  firewall.configLoaded = false;
  record(firewall, { what: 'went_down' });
  stopHa(firewall);
  enterPhase(firewall, 'down');
  if (firewall.faults.take('never_back') !== undefined) return;

  const { bootMinutes, boot } = firewall.spec;
  const downSeconds = secondsOf(boot.silentMinutes ?? bootMinutes, timing(firewall).downSeconds);
  const lateMs = (firewall.faults.take('back_late')?.minutes ?? 0) * 60_000;
  const downMs = varied(firewall, downSeconds) + lateMs;
  // The kernel is up, and its uptime counts, long before anything listens.
  firewall.bootedAt = now + downMs / 4;
  later(firewall, downMs, () => comeUp(firewall));
}

function comeUp(firewall: Firewall): void {
  const wrong = firewall.faults.take('wrong_version_after_boot');
  bringUpVersion(firewall, wrong?.version ?? firewall.pendingVersion ?? firewall.version);
  firewall.pendingVersion = null;
  firewall.softwareListKnown = false;
  const { losesKeys, htmlMinutes, noAuthenticationMinutes } = firewall.spec.boot;
  if (losesKeys) firewall.keys.loseAll();
  firewall.jobs.forgetAll();
  record(firewall, { what: 'booted', version: firewall.version });
  enterPhase(firewall, 'web_only');
  const htmlMs = varied(firewall, secondsOf(htmlMinutes, timing(firewall).htmlSeconds));
  later(firewall, htmlMs, () => enterPhase(firewall, 'no_authentication'));
  const noAuthenticationMs = varied(
    firewall,
    secondsOf(noAuthenticationMinutes, timing(firewall).noAuthenticationSeconds),
  );
  later(firewall, htmlMs + noAuthenticationMs, () => startWorking(firewall));
}

function bringUpVersion(firewall: Firewall, version: string): void {
  const { ha: member } = firewall;
  if (version !== firewall.version && member?.spec.unsyncedByUpgrade === true) {
    member.config = `${firewall.spec.serial} as ${version} writes it`;
  }
  if (version !== firewall.version) firewall.otherPartition = firewall.version;
  firewall.version = version;
  firewall.images.set(version, 'downloaded');
}

function startWorking(firewall: Firewall): void {
  const { chassisReadyEarly, softwareBusyMinutes } = firewall.spec.boot;
  const busySeconds = secondsOf(softwareBusyMinutes, timing(firewall).softwareBusySeconds);
  firewall.lastSeen = null;
  firewall.softwareBusyUntil = firewall.world.agenda.now + varied(firewall, busySeconds);
  firewall.chassisReady = chassisReadyEarly;
  enterPhase(firewall, 'working');
  startHaAfterBoot(firewall);
  runAutoCommit(firewall);
}

function enterPhase(firewall: Firewall, phase: Phase): void {
  const listened = isListening(firewall);
  firewall.phase = phase;
  updateForwarding(firewall);
  if (isListening(firewall) !== listened) firewall.world.onListening(firewall);
}

/** Whether a connection to the device comes up at all. */
export function isListening(firewall: Firewall): boolean {
  return firewall.phase !== 'down' || (firewall.spec.whileDown === 'silent' && firewall.spec.connected);
}
