/** What devices really are in, by the simulator's own state, beside what the tool says that jobs have left on them. */
import type { Engine } from '../../src/engine/engineContract.ts';
import type { LeftState } from '../../src/jobs/left/leftNow.ts';
import type { Rig } from './rig.ts';

export interface Really {
  readonly runs: string;
  /** Installed, and started by the next restart. */
  readonly waits: string | null;
  readonly isSuspended: boolean;
}

export function reallyOn(rig: Rig, serial: string): Really {
  rig.fleet.catchUp();
  const device = rig.fleet.devices.get(serial);
  if (device === undefined) throw new Error(`There is no device ${serial}.`);
  return {
    runs: device.version,
    waits: device.pendingVersion,
    isSuspended: device.ha?.state === 'suspended' && device.ha.lastError?.reason === 'User requested',
  };
}

/** The states that the tree, the pages and the next question show. */
export function saidOf(engine: Pick<Engine, 'leftOn'>, serial: string): readonly LeftState[] {
  return engine.leftOn(serial)?.states ?? [];
}

/**
 * @param path where the upgrade began, what it went over, and its target.
 * @returns the states of these devices as they must be said, by what they really are in.
 */
export function dueOf(rig: Rig, serials: readonly string[], path: readonly string[]): LeftState[][] {
  const devices = serials.map((serial) => reallyOn(rig, serial));
  return devices.map(({ runs, waits }, index) => {
    const peer = devices.find((_, other) => other !== index);
    const to = path.at(-1) ?? '';
    const isBetween = waits === null && runs !== path[0] && runs !== to;
    const due: LeftState[] = [];
    if (waits !== null) due.push({ kind: 'waits_for_restart', version: waits });
    if (isBetween) due.push({ kind: 'in_between', runs, to });
    if (peer !== undefined && peer.runs !== runs) {
      const name = serials.find((_, other) => other !== index) ?? '';
      const hostname = rig.fleet.devices.get(name)?.spec.hostname ?? '';
      due.push({ kind: 'half_upgraded', runs, peer: hostname, peerRuns: peer.runs });
    }
    return due;
  });
}
