/**
 * The shortest time in which a fleet can be upgraded, by what its devices REALLY did: their effect log, and never the
 * jobs, which would be compared with themselves.
 */
import type { UpgradeTarget } from '../../../src/jobs/submission/upgradeTarget.ts';
import type { EffectEntry } from '../../../src/simulator/device/effectLog.ts';

/** A time in which a device was at work: fetching, installing, or restarting until it can be asked again. */
interface Work {
  readonly kind: 'fetch' | 'install' | 'restart';
  /** What was fetched, installed or booted; empty where nothing came up. */
  readonly version: string;
  readonly from: number;
  readonly to: number;
}

/** A device or a pair: what kept it busy, and which versions it came to. */
interface Member {
  readonly works: readonly Work[];
  readonly startingVersion: string;
}

export interface FleetBound {
  /** Milliseconds of all targets, in each of which at least one of its devices was at work. */
  readonly ownWorkMs: number;
  /** The target that needs longest by itself, with the pairs that the law lets go ahead of it. */
  readonly longestChainMs: number;
  readonly boundMs: number;
}

/** @param readyMs from a boot until the device can be worked with. */
export function fleetBound(
  effects: readonly EffectEntry[],
  targets: readonly UpgradeTarget[],
  versions: ReadonlyMap<string, string>,
  { workers, readyMs }: { readonly workers: number; readonly readyMs: number },
): FleetBound {
  const bySerial = Map.groupBy(effects, ({ serial }) => serial);
  const members = targets.map((serials): Member & { isPair: boolean } => ({
    works: serials.flatMap((serial) => worksOf(bySerial.get(serial) ?? [], readyMs)),
    startingVersion: versions.get(serials[0]) ?? '',
    isPair: serials.length === 2,
  }));
  const own = members.map(({ works }) => unionMs(works));
  const ownWorkMs = own.reduce((sum, ms) => sum + ms, 0);
  const pairs = members.filter(({ isPair }) => isPair);
  const longestChainMs = Math.max(...own, ...chainsOfPairs(pairs));
  return { ownWorkMs, longestChainMs, boundMs: Math.max(ownWorkMs / workers, longestChainMs) };
}

function worksOf(entries: readonly EffectEntry[], readyMs: number): Work[] {
  return entries.flatMap((entry, index): Work[] => {
    const { what, at: from, job, version = '' } = entry;
    const later = entries.slice(index + 1);
    if (what === 'download_started' || what === 'install_started') {
      // One that stalls never ends, and is not the device's work.
      const end = later.find((other) => other.job === job && other.job !== undefined);
      const kind = what === 'download_started' ? 'fetch' : 'install';
      return end === undefined ? [] : [{ kind, version, from, to: end.at }];
    }
    if (what !== 'restart_accepted') return [];
    const next = later.find((other) => other.what === 'booted' || other.what === 'restart_accepted');
    if (next?.what !== 'booted') return [];
    return [{ kind: 'restart', version: next.version ?? '', from, to: next.at + readyMs }];
  });
}

/** How long at least one of them went on. */
function unionMs(works: readonly Work[]): number {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of works.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

/**
 * Of the pairs of a bulk one goes ahead over each hop, and the others begin it when that one is whole behind it. So a pair
 * cannot be through a hop before the leader's own chain and its own hop after it.
 */
function chainsOfPairs(pairs: readonly Member[]): number[] {
  const hops = pairs.map((pair) => hopsOf(pair));
  const leaders = new Map<string, { readonly hops: readonly Hop[]; readonly place: number }>();
  for (const own of hops) {
    for (const [place, { name, endedAt }] of own.entries()) {
      const leader = leaders.get(name);
      const first = leader?.hops[leader.place]?.endedAt ?? Number.POSITIVE_INFINITY;
      if (endedAt < first) leaders.set(name, { hops: own, place });
    }
  }
  const throughMs = (own: readonly Hop[], place: number): number => {
    const hop = own[place];
    if (hop === undefined) return 0;
    const leader = leaders.get(hop.name);
    const behindMs = leader === undefined || leader.hops === own ? 0 : throughMs(leader.hops, leader.place);
    const beforeMs = place === 0 ? hop.fetchMs : throughMs(own, place - 1);
    return Math.max(beforeMs, behindMs) + hop.workMs;
  };
  return hops.map((own) => throughMs(own, own.length - 1));
}

interface Hop {
  /** What the pairs that take turns over it have in common. */
  readonly name: string;
  readonly workMs: number;
  readonly endedAt: number;
  /** All images of the path are there before the first hop. */
  readonly fetchMs: number;
}

function hopsOf({ works, startingVersion }: Member): Hop[] {
  const fetchMs = unionMs(works.filter(({ kind }) => kind === 'fetch'));
  const touching = works.filter(({ kind }) => kind !== 'fetch').toSorted((a, b) => a.from - b.from);
  const versions = [...new Set(touching.map(({ version }) => version))];
  return versions.map((version, index) => {
    const own = touching.filter((work) => work.version === version);
    return {
      name: `${versions[index - 1] ?? startingVersion} → ${version}`,
      workMs: unionMs(own),
      endedAt: Math.max(...own.map(({ to }) => to)),
      fetchMs,
    };
  });
}
