/**
 * Nights in which the peer fails around the time in which a member is out of its pair because of us. The failure comes at a
 * chosen second, so that it meets every step, pause and wait of that time, and the minute before it.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { EffectEntry } from '../../src/simulator/device/effectLog.ts';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { byHand, haState } from '../support/pairRig.ts';
import type { Rig } from '../support/rig.ts';
import { PAIR } from '../support/sampleSpec.ts';
import { closingDatabases } from './judges/leftDatabases.ts';
import type { Scenario } from './sweep.ts';

const NIGHT_MS = 48 * 3_600_000;
/** From the first sign that a look can show until the member was told to be functional. */
const BACK_WITHIN_MS = 60_000;
const LOGINS_HELD_MS = 180_000;
/** How long the window stays closed. */
const CLOSED_MS = 20_000;
const FORWARDS: ReadonlySet<string> = new Set(['active', 'active-primary', 'active-secondary']);

/** What becomes of the peer. */
export const FAILURES = {
  'dies for good': { kind: 'power_lost' },
  'restarts by itself': { kind: 'power_lost', comesBack: true },
  'loses its links': { kind: 'links_fail' },
  'is suspended by somebody': 'suspend',
  'loses its HA by somebody’s hand': { kind: 'ha_switched_off' },
  'does not answer any more': {
    kind: 'call',
    command: '*',
    times: 'always',
    what: { how: 'delay', seconds: 400 },
  },
} satisfies Record<string, FaultInput | 'suspend'>;
export type Failure = keyof typeof FAILURES;

/** What else goes on around the member that is out, so that the job waits for other things, too. */
export const CIRCUMSTANCES = {
  'nothing else': () => undefined,
  'the window dies with the peer, and is opened again': () => undefined,
  'the engine is paused for an hour': (rig, _, engine) => {
    engine.pause();
    void rig.clock.sleep(3_600_000).then(() => engine.resume());
  },
  'somebody commits on it': (rig, serial) =>
    rig.fleet.fault(serial, { kind: 'foreign_job', type: 'Commit', user: 'alice', seconds: 400 }),
  'its software manager is busy': (rig, serial) =>
    rig.fleet.fault(serial, { kind: 'software_manager_busy', minutes: 8 }),
  'its installation stands still': (rig, serial) =>
    rig.fleet.fault(serial, { kind: 'job_stalls', type: 'SWInstall' }),
  'it needs 40 s for an answer': (rig, serial) =>
    rig.fleet.fault(serial, { kind: 'call', command: '*', times: 30, what: { how: 'delay', seconds: 40 } }),
} satisfies Record<string, (rig: Rig, serial: string, engine: Engine) => void>;
export type Circumstance = keyof typeof CIRCUMSTANCES;

const DIES: Circumstance = 'the window dies with the peer, and is opened again';
const MORE_MS: Partial<Record<Circumstance, number>> = {
  // Its keys died with it, and logins that two booting members did not answer are held for a while: the account is not locked.
  [DIES]: CLOSED_MS + LOGINS_HELD_MS,
  // A look is two questions, and two looks lead to it.
  'it needs 40 s for an answer': 2 * (2 * 40) * 1000,
};

export interface Case {
  readonly circumstance: Circumstance;
  readonly failure: Failure;
  /** Which of the suspensions of the night, from 1. */
  readonly suspension: number;
  /** Seconds after it; before it where negative. */
  readonly second: number;
}

/** When each suspension of the night came and when it was over, without any failure. Milliseconds. */
export async function timesOut(
  scenario: Scenario,
  circumstance: Circumstance,
): Promise<readonly { readonly serial: string; readonly from: number; readonly to: number }[]> {
  const { rig } = await begun(scenario, circumstance);
  const entries = rig.fleet.log.all();
  return entries.flatMap((entry, index) => {
    if (entry.what !== 'suspended') return [];
    const isOver = ({ serial, what, detail = '' }: EffectEntry): boolean =>
      serial === entry.serial && what === 'ha_state' && (detail === 'passive' || FORWARDS.has(detail));
    const over = entries.slice(index).find(isOver);
    return [{ serial: entry.serial, from: entry.at, to: over?.at ?? rig.clock.now() }];
  });
}

/** Runs the night to its end, perhaps until something. */
async function begun(scenario: Scenario, circumstance: Circumstance, until?: (rig: Rig) => boolean) {
  const night = await scenario();
  const { rig } = night;
  const before = new Map(PAIR.map((serial) => [serial, haState(rig, serial) ?? '']));
  let die = (): void => undefined;
  const engine = await rig.start((_, end) => (die = end));
  const seen = { isThere: false };
  rig.fleet.log.onEntry(({ serial, what }) => {
    // Its own turn of events: in the same moment it would be part of the answer.
    if (what === 'suspended' && !seen.isThere)
      void rig.clock.sleep(1).then(() => CIRCUMSTANCES[circumstance](rig, serial, engine));
  });
  if (until === undefined) await rig.finishAll(engine);
  else await rig.clock.run(() => until(rig), NIGHT_MS);
  seen.isThere = true;
  return { rig, engine, before, die: () => die() };
}

/** @param at when the failure comes. @returns what is wrong. */
export function failsAt(
  scenario: Scenario,
  { circumstance, failure }: Case,
  member: string,
  at: number,
): Promise<readonly string[]> {
  return closingDatabases(async () => {
    const night = await begun(scenario, circumstance, ({ clock }) => clock.now() >= at - 1_000);
    const { rig, before } = night;
    await rig.clock.advanceBy(at - rig.clock.now());
    const peer = PAIR.find((serial) => serial !== member);
    assert.ok(peer !== undefined);
    const what = FAILURES[failure];
    if (what === 'suspend') byHand(rig, peer, 'suspend');
    else rig.fleet.fault(peer, what);
    let { engine } = night;
    if (circumstance === DIES) {
      night.die();
      await rig.clock.advanceBy(CLOSED_MS);
      engine = await rig.start();
    }
    await rig.finishAll(engine);
    await rig.clock.advanceBy(1_800_000);
    const limitMs = BACK_WITHIN_MS + (MORE_MS[circumstance] ?? 0);
    const wrong = wrongWith(rig, { member, peer, before, limitMs });
    await rig.clock.drive(engine.close());
    return wrong;
  });
}

interface Seen {
  readonly member: string;
  readonly peer: string;
  /** By serial: the HA states in which the night began. */
  readonly before: ReadonlyMap<string, string>;
  readonly limitMs: number;
}

function wrongWith(rig: Rig, seen: Seen): string[] {
  const { member, limitMs } = seen;
  const restarts = PAIR.map((serial) => rig.fleet.log.of(serial, 'restart_accepted').length);
  return [
    ...missedTimes(rig.fleet.log.all(), seen, rig.clock.now())
      .filter(({ from, to }) => to - from > limitMs)
      .map(({ from, to }) => `${member} was out, and nobody forwarded, for ${(to - from) / 1000} s`),
    ...PAIR.filter((serial) => serial === member && haState(rig, serial) === 'suspended').map(
      (serial) => `${serial} is still suspended`,
    ),
    ...restarts.filter((count) => count > 2).map((count) => `${count} restarts of one member in two hops`),
  ];
}

/**
 * When the member was up and suspended while its peer did not forward, until it was told to be functional: by what the
 * devices went through.
 */
function missedTimes(
  entries: readonly EffectEntry[],
  { member, peer, before }: Seen,
  now: number,
): { readonly from: number; readonly to: number }[] {
  const states = new Map(before);
  const times: { from: number; to: number }[] = [];
  let since: number | null = null;
  const isMissed = (): boolean => states.get(member) === 'suspended' && !FORWARDS.has(states.get(peer) ?? '');
  for (const { at, serial, what, detail = '' } of entries) {
    if (what === 'ha_state') states.set(serial, detail);
    const isTold = serial === member && what === 'functional';
    if (since === null && isMissed() && !isTold) since = at;
    if (since !== null && (isTold || !isMissed())) {
      times.push({ from: since, to: at });
      since = null;
    }
  }
  return since === null ? times : [...times, { from: since, to: now }];
}
