/** What is told of logins that are held back. */
import type { LoginsHeld } from './engineContract.ts';
import { quoted } from '../ports/outsideText.ts';
import type { LockOutGuard } from '../panos/client/lockOutGuard.ts';

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
