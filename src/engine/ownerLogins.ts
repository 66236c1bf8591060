/** Logins that are held back, and those that are under way when the engine closes. */
import type { LoginsHeld } from './engineContract.ts';
import { quoted } from '../ports/outsideText.ts';
import type { LockOutGuard } from '../panos/client/lockOutGuard.ts';
import type { Clock } from '../ports/clock.ts';

/** The account that is tried first; null while no login is held. */
export function loginsHeldBy(guard: LockOutGuard): LoginsHeld | null {
  const [first] = guard.held().toSorted((one, other) => one.until - other.until);
  if (first === undefined) return null;
  const { account, unaccepted, until } = first;
  const why =
    `The last ${unaccepted} logins as ${quoted(account)} were refused or not answered; more attempts could lock the account. ` +
    'Check the stored credentials: setting them again lets the next login go at once.';
  return { until, why };
}

/** A login is answered in a second; the editor does not wait for longer than a few. */
const LONGEST_SETTLING_MS = 2_000;

/** So that a window that is reloaded during a discovery leaves no login behind that counts as one without an answer. */
export async function loginsSettled(guard: LockOutGuard, clock: Clock): Promise<void> {
  const isSettled = new AbortController();
  const settled = guard.settled().then(() => isSettled.abort('settled'));
  await Promise.race([settled, clock.sleep(LONGEST_SETTLING_MS, isSettled.signal).catch(() => undefined)]);
}
