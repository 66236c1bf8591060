/**
 * The wait between "it is back" and the comparison. It ends when what will be compared is as it was, seen twice in a row, or
 * when the user's settle delay is over: a comparison that is made too early finds what only needs a moment.
 */
import { isDeviceError } from '../../panos/errors.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import type { Serial } from '../../panos/serial.ts';
import { areas, areaTitles, type Area } from '../../validation/comparison/areaTitles.ts';
import { compareSessions, compareSnapshots } from '../../validation/comparison/comparisonRules.ts';
import type { Snapshot } from '../../validation/comparison/snapshot.ts';
import { takeSnapshot } from '../../validation/comparison/takeSnapshot.ts';
import { showSessionInfo } from '../../panos/commands/traffic.ts';
import type { StepContext } from '../context.ts';
import { snapshotId, type SettlingOf, settlingOf } from '../comparedSnapshots.ts';

const POLL_MS = 5_000;
/** Long tables cost a device time: between two looks it has this many times what the last one took. */
const REST = 3;

/**
 * @param longestMs 0: no wait.
 * @param subject what `live` says of the device, before what is waited for.
 * @throws what aborts `context.stop`.
 */
export async function settle(context: StepContext, longestMs: number, subject: string): Promise<void> {
  if (longestMs <= 0) return;
  context.live(null, `${subject}, settling`);
  const ended = new AbortController();
  const stop = AbortSignal.any([context.stop, ended.signal]);
  const over = context.clock.sleep(longestMs, stop);
  try {
    if (context.limits.settleMode === 'fixed') await over;
    else await Promise.race([over, untilAsBefore({ ...context, stop }, subject, over)]);
  } finally {
    ended.abort(ENDED);
  }
}

const ENDED = 'ended';

/** @param over what is waited for where there is nothing to compare with. */
async function untilAsBefore(context: StepContext, subject: string, over: Promise<void>): Promise<void> {
  const { clock, stop, snapshots, job } = context;
  const watched = settlingOf(context.steps(), context.step());
  const client = watched === null ? undefined : clientOf(context, watched.serial);
  const before = watched === null ? null : await snapshots.load(snapshotId(job, { id: watched.before }));
  if (watched === null || client === undefined || before === null) return over;
  let good = 0;
  for (;;) {
    const begun = clock.now();
    const missing = await whatIsMissing(context, client, watched, before);
    good = missing === null ? good + 1 : 0;
    if (good === 2) return;
    context.live(null, missing === null ? `${subject}, settling` : `${subject}, settling: ${missing}`);
    await clock.sleep(Math.max(POLL_MS, (clock.now() - begun) * REST), stop);
  }
}

function clientOf(context: StepContext, serial: Serial): DeviceClient | undefined {
  const { client, pair } = context;
  if (serial === context.step().serial) return client;
  return pair?.peer.serial === serial ? pair.peer.client : undefined;
}

/** @returns null where nothing is: in words otherwise. */
async function whatIsMissing(
  context: StepContext,
  client: DeviceClient,
  { serial, swVersion }: SettlingOf,
  before: Snapshot,
): Promise<string | null> {
  const { clock, stop, margins } = context;
  // It has a rhythm of its own.
  const once: DeviceClient = {
    ...client,
    read: (command, options) => client.read(command, { ...options, attempts: 1 }),
  };
  try {
    // The cheapest question, and mostly what comes back last.
    const { tcpSessions } = await once.read(showSessionInfo, { signal: stop });
    const sessions = compareSessions(before.tcpSessions, tcpSessions, margins);
    if (sessions.withinMargin !== true) return `${areaTitles.tcpSessions} are not back yet`;
    const taken = await takeSnapshot(once, { serial, swVersion }, clock, stop);
    if (taken.kind === 'other') return 'another device or version answers';
    const found = await compareSnapshots(before, taken.snapshot, margins, () => clock.sleep(0, stop));
    const outside = areas.filter((area) => !isBack(area, found[area].withinMargin, before, taken.snapshot));
    return outside.length === 0
      ? null
      : `not back yet: ${outside.map((area) => areaTitles[area]).join(', ')}`;
  } catch (error) {
    stop.throwIfAborted();
    if (!isDeviceError(error)) throw error;
    return 'it cannot be asked at the moment';
  }
}

/** What nobody knew before is not waited for. */
function isBack(area: Area, isWithin: boolean | null, before: Snapshot, now: Snapshot): boolean {
  if (isWithin !== null) return isWithin;
  const field = area === 'content' ? 'contentVersion' : area;
  return before[field] === null || now[field] !== null;
}
