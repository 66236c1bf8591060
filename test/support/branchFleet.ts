/**
 * A fleet as enterprises have them: 230 firewalls of several models and versions, 30 pairs, and every kind of trouble
 * that pre-staging meets. What must become of each stands beside it, so that a test can hold the tool to it.
 */
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { CREDENTIALS } from './sampleSpec.ts';

export const BRANCH_PATHS = {
  '10.1.14': ['10.2.10', '11.1.4-h7'],
  '10.2.10': ['11.1.4-h7'],
  '11.1.0': ['11.1.4-h7'],
};

/** Image sets in the order to download. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  '10.1.14': ['10.2.0', '10.2.10', '11.1.0', '11.1.4-h7'],
  '10.2.10': ['11.1.0', '11.1.4-h7'],
  '11.1.0': ['11.1.4-h7'],
};

const SIZES_MB: Readonly<Record<string, number>> = {
  '10.1.14': 420,
  '10.2.0': 900,
  '10.2.10': 450,
  '11.1.0': 1000,
  '11.1.4-h7': 500,
};

export type BranchKind =
  /** Everything is fetched, in order. */
  | 'stages'
  /** Some images are there already. */
  | 'partly_there'
  /** Its first download fails once, for a reason that passes. */
  | 'fails_once'
  | 'all_there'
  | 'no_path'
  | 'no_room'
  | 'disconnected'
  | 'unreachable';

export interface BranchFirewall {
  readonly kind: BranchKind;
  readonly spec: FirewallSpecInput;
  /** What is to be downloaded, in order; empty where nothing may be. */
  readonly toFetch: readonly string[];
}

/** How many of the 230 are of each kind; all others stage. */
export const BRANCH_COUNTS: Readonly<Record<Exclude<BranchKind, 'stages'>, number>> = {
  no_path: 15,
  partly_there: 20,
  all_there: 8,
  no_room: 7,
  disconnected: 6,
  unreachable: 4,
  fails_once: 10,
};

const PAIRS = 30;
const VERSIONS = ['10.1.14', '10.2.10', '11.1.0'] as const;
const MODELS = ['PA-440', 'PA-450', 'PA-3410', 'PA-5410', 'PA-VM'] as const;

/** @param size 230, or another number for a bench; at least 140. */
export function branchFirewalls(size = 230): BranchFirewall[] {
  const kinds = Object.entries(BRANCH_COUNTS).flatMap(([kind, count]) =>
    Array<BranchKind>(count).fill(kind as BranchKind),
  );
  return Array.from({ length: size }, (_, index) => {
    // The members of pairs come first and all stage; the troubles are spread over the others.
    const isMember = index < 2 * PAIRS;
    const place = index - 2 * PAIRS;
    const kind = (isMember ? undefined : kinds[place]) ?? 'stages';
    return branchFirewall(index, kind, isMember);
  });
}

function branchFirewall(index: number, kind: BranchKind, isMember: boolean): BranchFirewall {
  const serial = serialOf(index);
  // Both members of a pair are alike.
  const variety = isMember ? index >> 1 : index;
  // The newest version has one image before it, which cannot be partly there.
  const versions = kind === 'partly_there' ? VERSIONS.slice(0, 2) : VERSIONS;
  const version = kind === 'no_path' ? '9.1.13' : pick(versions, variety);
  const images = IMAGES[version] ?? [];
  const there = kind === 'all_there' ? images : kind === 'partly_there' ? images.slice(0, 1) : [];
  const fetches = kind === 'stages' || kind === 'partly_there' || kind === 'fails_once';
  return {
    kind,
    toFetch: fetches ? images.slice(there.length) : [],
    spec: {
      serial,
      hostname: `branch-${String(index).padStart(3, '0')}`,
      model: pick(MODELS, variety),
      version,
      downloaded: [...there],
      panrepoFreeMb: kind === 'no_room' ? 300 : 12_000,
      connected: kind !== 'disconnected',
      routes: 4,
      arp: 2,
      ...(isMember
        ? { ha: { peer: serialOf(index ^ 1), state: index % 2 === 0 ? 'active' : 'passive' } }
        : {}),
      faults: kind === 'fails_once' ? [{ kind: 'download_fails' }] : [],
    },
  };
}

function serialOf(index: number): string {
  return `0017${String(10_000_000 + index)}`;
}

function pick<T>(values: readonly [T, ...T[]] | readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

export function branchSpec(firewalls: readonly BranchFirewall[]): FleetSpecInput {
  return {
    name: 'branches',
    credentials: CREDENTIALS,
    panorama: { hostname: 'panorama', serial: '000702000001', version: '11.2.4' },
    catalogue: [
      { version: '9.1.13', sizeMb: 400 },
      ...Object.entries(SIZES_MB).map(([version, sizeMb]) => ({
        version,
        sizeMb,
        base: version.endsWith('.0'),
      })),
    ],
    firewalls: firewalls.map(({ spec }) => spec),
  };
}
