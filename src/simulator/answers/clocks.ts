/** `show clock`, `show clock more` and `show ntp`. docs/PANOS.md "Clocks". */
import { clockText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { dataplanes, isChassis } from '../device/hardware.ts';
import { element, fields, success, successText, type SimReply } from '../server/replies.ts';

export function managementClock(firewall: Firewall): SimReply {
  return successText(zoned(firewall, localTime(firewall)));
}

/** One member for the first dataplane, and on a chassis one more for every further card. */
export function dataplaneClocks(firewall: Firewall): SimReply {
  const time = zoned(firewall, localTime(firewall) + firewall.spec.condition.dataplaneClockSeconds * 1000);
  const clock = `dataplane time: ${time}`;
  const [indent, blank] = firewall.spec.answers.clockLines === 'indented' ? [' '.repeat(12), '\n'] : ['', ''];
  const card = (plane: string): string => `${blank}${indent}DP ${plane}:\n${blank}${indent}${clock}\n`;
  const members = isChassis(firewall) ? dataplanes(firewall).map(card) : [`${clock}\n`];
  return success(members.map((member) => element('member', member)).join(''));
}

/** `Wed May 31 11:50:21 UTC 2023`. */
function zoned(firewall: Firewall, ms: number): string {
  return clockText(ms).replace(/ (\d{4})$/, ` ${firewall.spec.answers.timeZone} $1`);
}

export function ntp(firewall: Firewall): SimReply {
  const { ntp: state } = firewall.spec.condition;
  if (state === 'not_configured') return success(fields({ synched: 'LOCAL' }));
  const synced = state === 'synchronized';
  const server = (name: string, status: 'synched' | 'available' | 'rejected'): string =>
    fields({
      'authentication-type': 'none',
      name,
      reachable: status === 'rejected' ? 'no' : 'yes',
      status,
    });
  return success(
    element('ntp-server-1', server('ntp1.example.net', synced ? 'synched' : 'rejected')) +
      element('ntp-server-2', server('ntp2.example.net', synced ? 'available' : 'rejected')) +
      fields({ synched: synced ? 'ntp1.example.net' : 'LOCAL' }),
  );
}
