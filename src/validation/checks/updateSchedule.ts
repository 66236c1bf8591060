/**
 * Does the device fetch dynamic updates by itself during the upgrade? Their jobs keep the software manager busy, and a
 * restart in the middle of one loses it. docs/PANOS.md "Configuration".
 */
import type { ScheduledUpdate } from '../../panos/answers/updateSchedule.ts';
import { showUpdateSchedule } from '../../panos/commands/configuration.ts';
import { showClock } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';
import { nextUpdate } from '../nextUpdate.ts';

const HOUR_MS = 3_600_000;

export const updateSchedule: Check = {
  id: 'update_schedule',
  defaultPolicy: 'warn',
  async run({ ask, updateWindowHours }) {
    const updates = await ask(showUpdateSchedule);
    if (updates.length === 0) return pass('No dynamic updates are scheduled.');
    return judgeSchedule(updates, (await ask(showClock)).at, updateWindowHours);
  },
};

/** @param now the device's clock, by which it keeps its schedule. */
function judgeSchedule(updates: readonly ScheduledUpdate[], now: number | null, hours: number): Finding {
  if (now === null) return unknown("The device's clock cannot be read, so its next updates are not known.");
  const next = updates.map((update) => ({ update, at: nextUpdate(update, now) }));
  const soon = next.flatMap(({ update, at }) =>
    typeof at === 'number' && at - now <= hours * HOUR_MS ? [`${update.what} at ${timeOfDay(at)}`] : [],
  );
  if (soon.length > 0) {
    return fail(
      `Within ${hours} hours the device updates by itself: ${namesOf(soon)}, its own time. Start after that, or change Device > Dynamic Updates.`,
    );
  }
  const unclear = next
    .filter(({ at }) => at === 'unknown')
    .map(({ update }) => `${update.what} (${update.recurring})`);
  if (unclear.length > 0) return unknown(`It is not clear when these are updated next: ${namesOf(unclear)}.`);
  const often = next.filter(({ at }) => at === 'often').map(({ update }) => update.what);
  const besides = often.length === 0 ? '' : ` besides those of every hour or less: ${namesOf(often)}`;
  return pass(`No dynamic update is scheduled within ${hours} hours${besides}.`);
}

/** `01:30`. */
function timeOfDay(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
