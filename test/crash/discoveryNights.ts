/**
 * Discoveries that begin at one moment of a night of jobs and end at another, an answer of them on its way in between:
 * what the inventory says all the while, beside what the jobs have proved and what the devices really were.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { Device } from '../../src/inventory/device.ts';
import type { Job } from '../../src/jobs/job.ts';
import type { UpgradeTarget } from '../../src/jobs/submission/upgradeTarget.ts';
import { showDevicesAll } from '../../src/panos/commands/panorama.ts';
import { showSystemInfo } from '../../src/panos/commands/device.ts';
import { showHaState } from '../../src/panos/commands/highAvailability.ts';
import type { ApiRequest } from '../../src/panos/transport/transport.ts';
import { compareVersions } from '../../src/panos/version.ts';
import type { StepState } from '../../src/workflow/stepState.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { PAIR_PATHS, pairSpec } from '../support/pairRig.ts';
import { PATHS, Rig } from '../support/rig.ts';
import { PAIR, pair, sampleSpec, STANDALONE, standalone } from '../support/sampleSpec.ts';

/** What is on its way until the discovery may end; others are answered at once. */
export const HELD = ['the list of Panorama', 'who they are', 'their HA states', 'another device'] as const;
export type Held = (typeof HELD)[number];

export interface Night {
  readonly name: string;
  readonly targets: readonly UpgradeTarget[];
  readonly rig: () => Rig;
}

/** Works on nothing, and may let a discovery wait. */
const BYSTANDER = standalone({ serial: '001701000999', hostname: 'fw-bystander', version: '12.1.4' });

function nightOfPair(name: string, staysSuspended: boolean): Night {
  const spec = pairSpec([...pair({ staysSuspended }, { staysSuspended }), BYSTANDER]);
  return { name, targets: [PAIR], rig: () => new Rig({ spec, paths: PAIR_PATHS }) };
}

export const NIGHTS: readonly Night[] = [
  {
    name: 'one device, two hops',
    targets: [[STANDALONE]],
    rig: () => new Rig({ spec: sampleSpec([standalone(), BYSTANDER]), paths: PATHS }),
  },
  nightOfPair('a pair, two hops', false),
  nightOfPair('a pair whose members come back suspended', true),
];

const SINGLES = ['001701000301', '001701000302', '001701000303'];

/** Three devices and a pair, carried by two workers. */
export const WHOLE_NIGHT: Night = {
  name: 'a whole night',
  targets: [...SINGLES.map((serial): UpgradeTarget => [serial]), PAIR],
  rig: () =>
    new Rig({
      spec: pairSpec([
        ...SINGLES.map((serial) => standalone({ serial, hostname: `fw-${serial.slice(-3)}` })),
        ...[...pair(), BYSTANDER],
      ]),
      paths: { ...PATHS, ...PAIR_PATHS },
      settings: { ...defaultSettings, workers: { ...defaultSettings.workers, max: 2 } },
    }),
};

/** Of a job: an answer to it, or a record of it. */
export type Moment = 'answer' | 'record';

/** Of the answers to one question that a step polls with only the first ones count. */
const POLLS = 3;

/** The numbers of the moments, from 1, at which a discovery begins and may end. */
export interface DiscoveryAt {
  readonly from: number;
  readonly to: number;
  readonly held: Held;
}

export interface DiscoveredNight {
  readonly wrong: readonly string[];
  readonly moments: readonly Moment[];
  readonly discoveries: number;
}

/** @param atMoment what begins, and may end, at each; null at those at which nothing does. */
export async function discoverDuring(
  night: Night,
  atMoment: (moment: number) => Pick<DiscoveryAt, 'to' | 'held'> | null,
): Promise<DiscoveredNight> {
  const rig = night.rig();
  const engine = await rig.start();
  await rig.discover(engine);
  const wrong = new Set<string>();
  const moments: Moment[] = [];
  const discoveries = new Discoveries(rig, engine);

  const judge = (): void => {
    for (const what of engine.jobs.all().flatMap((job) => wrongWords(rig, engine, job))) wrong.add(what);
  };
  const onMoment = (moment: Moment): void => {
    moments.push(moment);
    judge();
    discoveries.endBy(moments.length);
    const due = atMoment(moments.length);
    if (due !== null) discoveries.begin(due);
  };

  const asked = new Map<string, number>();
  rig.onAnswer = async (request) => {
    if (discoveries.isTheirs(request)) return discoveries.letIn(request);
    const question = `${request.operation} ${request.address.host}`;
    const times = (asked.get(question) ?? 0) + 1;
    asked.set(question, times);
    if (times <= POLLS) onMoment('answer');
  };
  engine.inventory.onDidChange(judge);
  const before = new Map<string, string>();
  engine.jobs.onDidChange(({ id, steps }) => {
    const now = steps.map(({ state, effect }) => `${state} ${effect?.phase ?? ''}`).join();
    if (now === before.get(id)) return;
    before.set(id, now);
    asked.clear();
    onMoment('record');
  });

  const request = { targets: night.targets, dryRun: false, allowPreemption: false, by: 'test' };
  const { skipped } = await rig.clock.drive(engine.submitUpgrades(request));
  assert.deepEqual(skipped, []);
  await rig.finishAll(engine);
  await rig.clock.drive(discoveries.end());
  judge();
  for (const what of engine.jobs.all().flatMap((job) => wrongAtTheEnd(rig, engine, job))) wrong.add(what);
  await rig.clock.drive(engine.close());
  return { wrong: [...wrong], moments, discoveries: discoveries.begun };
}

/** Those of one night, one after the other or several at a time. */
class Discoveries {
  begun = 0;
  readonly #rig: Rig;
  readonly #engine: Engine;
  readonly #underWay = new Map<AbortSignal, Pick<DiscoveryAt, 'to' | 'held'> & { readonly gate: Gate }>();
  readonly #ended: Promise<unknown>[] = [];

  constructor(rig: Rig, engine: Engine) {
    this.#rig = rig;
    this.#engine = engine;
  }

  begin({ to, held }: Pick<DiscoveryAt, 'to' | 'held'>): void {
    this.begun += 1;
    const { signal } = new AbortController();
    this.#underWay.set(signal, { to, held, gate: openedLater() });
    this.#ended.push(this.#engine.discover({ signal, onProgress: () => undefined }));
  }

  isTheirs({ signal }: ApiRequest): boolean {
    return signal !== undefined && this.#underWay.has(signal);
  }

  /** An answer waits for as long as it is held. */
  async letIn(request: ApiRequest): Promise<void> {
    const { signal } = request;
    const one = signal === undefined ? undefined : this.#underWay.get(signal);
    if (one !== undefined && isHeld(this.#rig, request, one.held)) await one.gate.opened;
  }

  /** Those that may end by this moment are answered. */
  endBy(moment: number): void {
    for (const { to, gate } of this.#underWay.values()) if (to <= moment) gate.open();
  }

  async end(): Promise<void> {
    this.endBy(Number.POSITIVE_INFINITY);
    await Promise.all(this.#ended);
  }
}

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function openedLater(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function isHeld(rig: Rig, { operation, address }: ApiRequest, held: Held): boolean {
  const isBystander = rig.fleet.devices.get(BYSTANDER.serial)?.address === address.host;
  switch (held) {
    case 'the list of Panorama':
      return operation === showDevicesAll.name;
    case 'who they are':
      return !isBystander && operation === showSystemInfo.name;
    case 'their HA states':
      return !isBystander && operation === showHaState.name;
    case 'another device':
      return isBystander;
  }
}

/** What the inventory says that is older than what the job has proved. */
function wrongWords(rig: Rig, engine: Engine, job: Job): string[] {
  return job.runs.flatMap(({ serial }) => {
    const device = engine.inventory.get(serial) ?? assert.fail();
    return [...wrongVersion(device, job), ...wrongRole(rig, device, job)];
  });
}

function wrongVersion({ serial, swVersion }: Device, { steps }: Job): string[] {
  const back = steps.filter((step) => isDone(step) && step.kind === 'prove_back' && step.serial === serial);
  const proved = back
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);
  if (proved === undefined || compareVersions(swVersion, proved) >= 0) return [];
  return [`${serial} is said to run ${swVersion} after it was proved to run ${proved}`];
}

function wrongRole(rig: Rig, { serial, haState }: Device, { steps }: Job): string[] {
  const newest = steps
    .flatMap((step) => {
      const role = provedRole(step, serial);
      return role === null || step.endedAt === null ? [] : [{ role, at: step.endedAt }];
    })
    .sort((one, other) => one.at - other.at)
    .at(-1);
  if (newest === undefined || haState === null) return [];
  const history = rolesOf(rig, serial);
  const since = history.findLastIndex(({ at, role }) => at <= newest.at && role === newest.role);
  if (since >= 0 && history.slice(since).some(({ role }) => role === haState)) return [];
  return [`${serial} is said to be ${haState} after it was proved to be ${newest.role}`];
}

/** The role of a member that a step has proved; null where it proved none. */
function provedRole(step: StepState, serial: string): string | null {
  if (!isDone(step)) return null;
  switch (step.kind) {
    case 'suspend':
      return step.serial === serial && step.facts['seenSuspended'] !== false ? 'suspended' : null;
    case 'check_pair':
    case 'prove_failover':
    case 'prove_pair':
      if (step.facts['suspended'] === serial) return 'suspended';
      return step.facts['active'] === serial ? 'active' : 'passive';
    default:
      return null;
  }
}

function isDone({ state }: StepState): boolean {
  return state === 'done';
}

/** What the device really was, one after the other. */
function rolesOf(rig: Rig, serial: string): { readonly at: number; readonly role: string }[] {
  rig.fleet.catchUp();
  const first = rig.fleet.devices.get(serial)?.spec.ha?.state;
  const later = rig.fleet.log.of(serial, 'ha_state').map(({ at, detail }) => ({ at, role: detail ?? '' }));
  return first === undefined ? later : [{ at: 0, role: first }, ...later];
}

/** Whatever happened in between: at the end it is known what the devices are. */
function wrongAtTheEnd(rig: Rig, engine: Engine, { id, status, runs }: Job): string[] {
  rig.fleet.catchUp();
  const wrong = status === 'completed' ? [] : [`${id} ended ${status}`];
  for (const { serial } of runs) {
    const known = engine.inventory.get(serial);
    const real = rig.fleet.devices.get(serial);
    const type = real?.ha === null ? 'standalone' : 'ha_pair';
    const said = [known?.swVersion, known?.haState, known?.deviceType, known?.presence].join(' ');
    const is = [real?.version, real?.ha?.state ?? null, type, 'reachable'].join(' ');
    if (said !== is) wrong.push(`${serial} is known as ${said} in the end, and is ${is}`);
  }
  return wrong;
}
