/** Bulks of firewalls and pairs as an engine carries them, and what has become of their devices. */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { BulkSettings } from '../../src/jobs/batchHold.ts';
import type { UpgradeTarget } from '../../src/jobs/submission/upgradeTarget.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { heldBulks, heldWithReason } from '../../src/vscode/words/bulkHold.ts';
import { defaultSettings } from './engineSettings.ts';
import { pairSpec } from './pairRig.ts';
import { Rig } from './rig.ts';
import { pair } from './sampleSpec.ts';

export interface Bulk {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly ids: readonly string[];
}

export interface BulkOptions extends Partial<BulkSettings> {
  readonly spec: FleetSpecInput;
  readonly targets: readonly UpgradeTarget[];
  readonly paths: Record<string, string[]>;
  readonly workers?: number;
}

export async function begin({ spec, targets, paths, workers = 1, ...bulk }: BulkOptions): Promise<Bulk> {
  const rig = new Rig({
    spec,
    paths,
    settings: {
      ...defaultSettings,
      workers: { ...defaultSettings.workers, max: workers },
      bulk: { ...defaultSettings.bulk, ...bulk },
    },
  });
  const engine = await rig.start();
  await rig.discover(engine);
  const request = { targets, dryRun: false, allowPreemption: false, by: 'test' };
  const { queued, skipped } = await rig.clock.drive(engine.submitUpgrades(request));
  assert.deepEqual(skipped, []);
  return { rig, engine, ids: queued.map(({ id }) => id) };
}

export function statuses({ engine, ids }: Bulk): string[] {
  return ids.map((id) => engine.jobs.get(id)?.status ?? 'gone');
}

export function words({ engine }: Bulk): string {
  return heldBulks(engine.jobs).map(heldWithReason).join(' ');
}

export type PairOf = readonly [string, string];

export function pairs(count: number): PairOf[] {
  return Array.from({ length: count }, (_, index) => {
    const site = String(index + 10);
    return [`0017010${site}201`, `0017010${site}202`];
  });
}

export function membersOf(
  change: Parameters<typeof pair>[0] = {},
  [one, other]: PairOf,
): FirewallSpecInput[] {
  return pair({ ...change, peer: other }, { ...change, peer: one }).map((member, index) => {
    const serial = index === 0 ? one : other;
    return { ...member, serial, hostname: `fw-${serial.slice(7, 9)}-${index + 1}`, address: undefined };
  });
}

interface PairBulkOptions extends Partial<BulkOptions> {
  readonly fleet?: Partial<FleetSpecInput>;
  /** Of every member. */
  readonly member?: Parameters<typeof pair>[0];
}

/** Pairs alike, over one hop. */
export function pairBulk(
  count: number,
  { fleet = {}, member = {}, ...more }: PairBulkOptions = {},
): Promise<Bulk> {
  const targets = pairs(count);
  const spec = pairSpec(
    targets.flatMap((target) => membersOf(member, target)),
    fleet,
  );
  return begin({ spec, targets, paths: { '10.2.10': ['11.1.4-h7'] }, ...more });
}

/** Pairs of which anything was restarted, suspended or installed. */
export function touched({ rig }: Bulk, targets: readonly PairOf[]): number {
  return targets.filter((target) =>
    target.some(
      (serial) => rig.fleet.log.of(serial, 'install_started', 'restart_accepted', 'suspended').length > 0,
    ),
  ).length;
}

/** Pairs of which a member is out. */
export function hurt({ rig }: Bulk, targets: readonly PairOf[]): number {
  rig.fleet.catchUp();
  return targets.filter((target) =>
    target.some((serial) => {
      const state = rig.fleet.devices.get(serial)?.ha?.state;
      return state === 'suspended' || state === 'non-functional';
    }),
  ).length;
}
