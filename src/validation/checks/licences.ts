/** Has a licence expired? Without it a feature may be off or without updates after the restart. docs/PANOS.md "Licences and support". */
import type { License } from '../../panos/answers/health/licences.ts';
import { requestLicenseInfo, showClock } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, warn, type Check } from '../check.ts';
import { isOver } from '../expiry.ts';
import { namesOf } from '../namesOf.ts';

export const licences: Check = {
  id: 'licences',
  defaultPolicy: 'warn',
  async run({ ask }) {
    const licenses = await ask(requestLicenseInfo);
    const asksForTime = licenses.some(({ expired, expires }) => expired === null && expires.kind === 'on');
    return judgeLicenses(licenses, asksForTime ? (await ask(showClock)).at : null);
  },
};

/** @param now the device's clock; needed only where it does not say itself what has expired. */
function judgeLicenses(licenses: readonly License[], now: number | null): Finding {
  if (licenses.length === 0) return warn('The device has no licence at all. Look at Device > Licenses.');
  const state = licenses.map(({ feature, expires, expired }) => ({
    feature,
    over: expired ?? isOver(expires, now),
  }));
  const over = state.filter((license) => license.over === true);
  if (over.length > 0) {
    return fail(`Expired: ${namesOf(over.map(({ feature }) => feature))}. Renew under Device > Licenses.`);
  }
  const unclear = state.filter((license) => license.over === null);
  return unclear.length > 0
    ? unknown(
        `It is not clear whether these have expired: ${namesOf(unclear.map(({ feature }) => feature))}.`,
      )
    : pass(`None of ${licenses.length} licences has expired.`);
}
