/** Upgrades of one HA pair: what tests of them begin with. The failover itself takes no time, so every outage is ours. */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { Job } from '../../src/jobs/job.ts';
import { undecidedStep } from '../../src/jobs/work/operator.ts';
import type { OperatorDecision } from '../../src/workflow/journalRecord.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import type { Firewall } from '../../src/simulator/device/firewall.ts';
import { makeFunctional, suspend } from '../../src/simulator/ha/haRequests.ts';
import { Rig, type RigOptions } from './rig.ts';
import { PAIR, pair, sampleSpec } from './sampleSpec.ts';

/** Two hops from what the sample pair runs. */
export const PAIR_PATHS = { '10.2.10': ['11.1.4-h7', '12.1.4'] };

/** The first of them alone. */
export const ONE_HOP_OF_PAIR = { '10.2.10': ['11.1.4-h7'] };

export function pairSpec(
  members: FirewallSpecInput[] = pair(),
  more: Partial<FleetSpecInput> = {},
): FleetSpecInput {
  return { ...sampleSpec(members), timing: { haFailoverSeconds: 0 }, ...more };
}

/** A discovered pair. */
export async function beginPair(options: RigOptions = {}): Promise<{ rig: Rig; engine: Engine }> {
  const rig = pairRig(options);
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

export function pairRig(options: RigOptions = {}): Rig {
  return new Rig({ paths: PAIR_PATHS, spec: pairSpec(), ...options });
}

export async function submitPair(
  engine: Engine,
  more: { allowPreemption?: boolean; dryRun?: boolean } = {},
): Promise<Job> {
  const request = { targets: [PAIR], dryRun: false, allowPreemption: false, by: 'test', ...more };
  const { queued, skipped } = await engine.submitUpgrades(request);
  const [job] = queued;
  assert.ok(job !== undefined, skipped[0]?.reason);
  return job;
}

/** Lets the sample pair go through its upgrade to the end. */
export async function upgradePair(
  { rig, engine }: { rig: Rig; engine: Engine },
  more: { allowPreemption?: boolean; dryRun?: boolean } = {},
): Promise<Job> {
  return rig.finish(engine, (await submitPair(engine, more)).id);
}

/** Seconds without a member that forwards. */
export function outageSeconds(rig: Rig): number {
  return rig.fleet.outages(PAIR[0]).seconds;
}

export function haState(rig: Rig, serial: string): string | undefined {
  return member(rig, serial).ha?.state;
}

export function versionOf(rig: Rig, serial: string): string {
  return member(rig, serial).version;
}

/** What somebody does on the device who is not this tool. */
export function byHand(rig: Rig, serial: string, what: 'suspend' | 'functional'): void {
  const firewall = member(rig, serial);
  if (what === 'suspend') suspend(firewall);
  else makeFunctional(firewall);
}

function member(rig: Rig, serial: string): Firewall {
  rig.fleet.catchUp();
  const firewall = rig.fleet.devices.get(serial);
  assert.ok(firewall !== undefined);
  return firewall;
}

/** Nothing was sent that changes a member. */
export function isUntouched(rig: Rig): boolean {
  return rig.fleet.log.all().every(({ what }) => what === 'ha_state');
}

/** An upgrade of these members that must end before anything is touched. @returns why. */
export async function refusal(members: FirewallSpecInput[]): Promise<string> {
  const { rig, engine } = await beginPair({ spec: pairSpec(members) });
  const job = await upgradePair({ rig, engine });
  assert.equal(job.status, 'failed', job.message ?? '');
  assert.ok(isUntouched(rig), rig.fleet.log.story(PAIR[0]).join() + rig.fleet.log.story(PAIR[1]).join());
  return job.message ?? '';
}

/** What was done to a member, downloads left out. */
export function doneTo(rig: Rig, serial: string): string[] {
  return rig.fleet.log.story(
    serial,
    'install_started',
    'restart_accepted',
    'suspended',
    'functional',
    'booted',
  );
}

/** A job that waits for somebody, or has left something behind, on the rig and the engine that did. */
export interface JobOnRig {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly job: Job;
}

/** Nobody can reach the active member when it has been suspended, and the job gives up. */
export async function leaveSuspended(): Promise<JobOnRig> {
  const [first] = PAIR;
  const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
  const { id } = await submitPair(engine);
  await rig.until(first, 'suspended');
  rig.unreachable.add(first);
  const job = await rig.finish(engine, id);
  assert.equal(haState(rig, first), 'suspended', job.message ?? '');
  return { rig, engine, job };
}

/** What somebody says of the step because of which the job waits. @returns the job when it has ended again. */
export async function decide(
  { rig, engine, job }: JobOnRig,
  decision: OperatorDecision,
  by: string,
): Promise<Job> {
  engine.decide({ jobId: job.id, stepId: undecidedStep(job)?.id ?? '', decision, by });
  return rig.finish(engine, job.id);
}
