/**
 * A window that is killed at random moments, again and again, until its upgrades are done: real processes, files,
 * lock and TLS. After each kill the storage must be whole; at the end the devices must have gone through what they
 * would have without a kill.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Rng } from '../../src/ports/rng.ts';
import { nodeFiles } from '../../src/store/files.ts';
import { readJournal } from '../../src/store/journalReader.ts';
import { openImage } from '../../src/store/sqlite.ts';
import { downloaded, installed, wrongStories } from '../crash/judges/storyJudge.ts';
import { optionsOn, sqlite } from '../unit/store/storePieces.ts';
import { startChild } from './childProcess.ts';
import { KILLED_SINGLES, type KilledFleetReady, type KilledFleetSeen } from './killedFleet.ts';
import { PAIR } from './sampleSpec.ts';

/** Faster, and the minute that a failover may take is too short for real processes on a busy machine. */
const SPEED = 60;
/** A process that could not even look whether a restart happened, which takes minutes, would never be done. */
const SHORT_LIFE_MS = 1_500;
const LONG_LIFE_MS = 9_000;
/** A night that takes longer has a job that does not end. */
const MOST_KILLS_IN_A_NIGHT = 200;

export interface KillCycles {
  readonly kills: number;
  readonly nights: number;
  /** How many jobs were at this kind of step when their process was killed. */
  readonly phases: ReadonlyMap<string, number>;
  /** What was wrong, in words. */
  readonly wrong: readonly string[];
}

/** Whole nights, one after the other, until so many processes were killed. */
export async function killCycles(atLeast: number, rng: Rng): Promise<KillCycles> {
  const phases = new Map<string, number>();
  const wrong: string[] = [];
  let [kills, nights] = [0, 0];
  while (kills < atLeast && wrong.length === 0) {
    nights += 1;
    const folder = await mkdtemp(join(tmpdir(), 'panos-kills-'));
    try {
      kills += await night(folder, rng, phases, wrong);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return { kills, nights, phases, wrong };
}

/** @returns how many processes were killed in it. */
async function night(
  folder: string,
  rng: Rng,
  phases: Map<string, number>,
  wrong: string[],
): Promise<number> {
  const child = new URL('../crash/children/killedFleet.ts', import.meta.url);
  const fleet = fork(fileURLToPath(child), [String(SPEED)]);
  const message = async (): Promise<unknown> => ((await once(fleet, 'message')) as unknown[])[0];
  try {
    const ready = (await message()) as KilledFleetReady;
    for (let kills = 0; kills < MOST_KILLS_IN_A_NIGHT; kills += 1) {
      const life = await live(folder, ready, lifeMs(rng));
      wrong.push(...life.wrong, ...(await wrongStorage(folder)));
      for (const phase of life.killedAt) phases.set(phase, (phases.get(phase) ?? 0) + 1);
      if (!life.isDone && wrong.length === 0) continue;
      const seen = message();
      fleet.send('look');
      wrong.push(...wrongFleet((await seen) as KilledFleetSeen));
      return kills;
    }
    wrong.push(`not done after ${MOST_KILLS_IN_A_NIGHT} kills`);
    return MOST_KILLS_IN_A_NIGHT;
  } finally {
    fleet.disconnect();
  }
}

function lifeMs(rng: Rng): number {
  return rng.next() * (rng.next() < 0.8 ? SHORT_LIFE_MS : LONG_LIFE_MS);
}

interface Life {
  readonly isDone: boolean;
  /** The kinds of steps that its jobs were at. */
  readonly killedAt: readonly string[];
  readonly wrong: readonly string[];
}

/** One process, from its start to its end or its kill. */
async function live(folder: string, ready: KilledFleetReady, ms: number): Promise<Life> {
  const child = startChild(
    new URL('../crash/children/killedEngine.ts', import.meta.url),
    ...[folder, JSON.stringify(ready)],
  );
  const at = new Map<string, string>();
  const wrong: string[] = [];
  const seen = { isUp: Promise.withResolvers<null>(), isDone: false };
  const over = (async () => {
    for (let next = await child.lines.next(); next.done !== true; next = await child.lines.next()) {
      const [what = '', ...words] = next.value.split(' ');
      if (what === 'role') seen.isUp.resolve(null);
      if (what === 'done') seen.isDone = true;
      if (what === 'at') at.set(words[0] ?? '', words[1] ?? '');
      const isOwner = what === 'role' && words[0] === 'owner';
      if (what !== 'done' && what !== 'at' && !isOwner) wrong.push(next.value);
    }
    seen.isUp.resolve(null);
  })();
  await seen.isUp.promise;
  await Promise.race([over, pause(ms)]);
  await child.kill();
  await over;
  const { isDone } = seen;
  const killedAt = isDone ? [] : at.size === 0 ? ['starting'] : [...at.values()];
  return { isDone, killedAt, wrong };
}

async function wrongStorage(folder: string): Promise<string[]> {
  const { parseEntry } = optionsOn(nodeFiles);
  const { damaged } = await readJournal(nodeFiles, folder, 0, parseEntry);
  const wrong = damaged.map(({ line, why }) => `line ${line} of the journal: ${why}`);
  for (const name of ['state.db', 'state.db.1']) {
    const image = await nodeFiles.read(join(folder, name));
    if (image === null) continue;
    try {
      // SQLite checks it there.
      openImage(await sqlite(), image).close();
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`);
    }
  }
  return wrong;
}

function wrongFleet({ effects, outageSeconds }: KilledFleetSeen): string[] {
  const [first, second] = PAIR;
  const stories = [
    ...KILLED_SINGLES.map((serial) => ({
      serials: [serial],
      story: [
        ...[...downloaded(serial, '10.2.0', '10.2.10'), ...installed(serial, '10.2.10')],
        ...[...downloaded(serial, '11.1.0', '11.1.4-h7'), ...installed(serial, '11.1.4-h7')],
      ],
    })),
    {
      serials: PAIR,
      story: [
        ...PAIR.flatMap((serial) => downloaded(serial, '11.1.0', '11.1.4-h7', '12.1.2', '12.1.4')),
        ...[...installed(second, '11.1.4-h7'), `${first} suspended`, ...installed(first, '11.1.4-h7')],
        ...[...installed(first, '12.1.4'), `${second} suspended`, ...installed(second, '12.1.4')],
      ],
    },
  ];
  const outage = outageSeconds === 0 ? [] : [`${outageSeconds} seconds without a member that forwards`];
  return [...wrongStories(effects, stories), ...outage];
}
