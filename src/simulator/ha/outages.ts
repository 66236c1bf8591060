/**
 * How long nobody forwarded: for every HA pair the time in which neither member did, for every other firewall its own.
 * The proof that an upgrade cost as much traffic as it had to and no more; exact in simulated time.
 */
import type { Firewall } from '../device/firewall.ts';
import { mutualPeerOf } from './haRoles.ts';

export interface Outage {
  /** Simulated time, milliseconds since 1970. */
  readonly from: number;
  /** Null while it lasts. */
  to: number | null;
}

export interface Outages {
  readonly seconds: number;
  readonly intervals: readonly Readonly<Outage>[];
}

/** A pair, or a firewall on its own. */
interface Group {
  readonly members: readonly Firewall[];
  readonly outages: Outage[];
}

export class OutageWatch {
  readonly #groups = new Map<string, Group>();

  /** Begins to watch; to be called once all devices exist. */
  begin(firewalls: Iterable<Firewall>): void {
    for (const firewall of firewalls) {
      if (this.#groups.has(firewall.spec.serial)) continue;
      const peer = mutualPeerOf(firewall);
      const group: Group = { members: peer === undefined ? [firewall] : [firewall, peer], outages: [] };
      for (const member of group.members) this.#groups.set(member.spec.serial, group);
      this.changed(firewall);
    }
  }

  /** To be called when a device begins or ceases to forward. */
  changed(firewall: Firewall): void {
    const group = this.#groups.get(firewall.spec.serial);
    if (group === undefined) return;
    const { now } = firewall.world.agenda;
    const open = group.outages.findLast((outage) => outage.to === null);
    const forwarded = group.members.some((member) => member.forwardingSince !== null);
    if (forwarded && open !== undefined) open.to = now;
    else if (!forwarded && open === undefined) group.outages.push({ from: now, to: null });
  }

  /** Of the pair the device belongs to, or of the device alone; one that lasts counts up to `now`. */
  of(serial: string, now: number): Outages {
    const intervals = (this.#groups.get(serial)?.outages ?? []).filter(({ from, to }) => to !== from);
    const ms = intervals.reduce((sum, { from, to }) => sum + (to ?? now) - from, 0);
    return { seconds: ms / 1000, intervals };
  }
}
