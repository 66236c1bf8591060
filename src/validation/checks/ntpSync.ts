/** Does the clock follow a server? HA, certificates and logs need the right time after the restart. docs/PANOS.md "Clocks". */
import type { NtpState } from '../../panos/answers/health/ntp.ts';
import { showNtp } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, warn, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

export const ntpSync: Check = {
  id: 'ntp_sync',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeNtp(await ask(showNtp)),
};

function judgeNtp({ synchronizedTo, servers }: NtpState): Finding {
  if (synchronizedTo !== null) {
    return servers.some(({ name }) => name === synchronizedTo)
      ? pass(`The clock follows ${namesOf([synchronizedTo])}.`)
      : unknown(`The clock follows ${namesOf([synchronizedTo])}, which is none of its NTP servers.`);
  }
  if (servers.length === 0) {
    return warn('No NTP server is configured. Add one under Device > Setup > Services.');
  }
  const states = servers.map(({ name, status }) => `${name} (${status ?? 'no status'})`);
  return fail(
    `The clock follows none of the NTP servers: ${namesOf(states)}. Find out why the device does not accept or reach them.`,
  );
}
