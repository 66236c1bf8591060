/** `show session info` and `show session all`. docs/PANOS.md "Sessions". */
import { clockText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { siteOf, tcpSessions } from '../ha/forwarding.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

/** Real devices list them all; more would only make tests slow. */
const LISTED_SESSIONS = 100;

export function sessionInfo(firewall: Firewall): SimReply {
  const tcp = tcpSessions(firewall);
  const udp = Math.round(tcp * 0.4);
  return success(
    fields({
      'tmo-5gcdelete': 15,
      'tcp-nonsyn-rej': 'True',
      'num-max': 262_142,
      'num-active': tcp + udp + 3,
      'num-tcp': tcp,
      'num-udp': udp,
      'num-icmp': 3,
      'num-installed': tcp * 40,
      cps: Math.round(tcp / 20),
      pps: tcp * 3,
      kbps: tcp * 11,
      dp: '*.dp0',
    }),
  );
}

export function sessionList(firewall: Firewall): SimReply {
  const site = siteOf(firewall);
  const count = Math.min(LISTED_SESSIONS, tcpSessions(firewall));
  const entries = Array.from({ length: count }, (_, index) => {
    const source = `10.${site}.${index % 8}.${10 + (index >> 3)}`;
    const destination = `192.0.2.${1 + (index % 200)}`;
    return element(
      'entry',
      fields({
        dst: destination,
        xsource: source,
        source,
        xdst: destination,
        xsport: 40_000 + index,
        xdport: 443,
        sport: 40_000 + index,
        dport: 443,
        proto: 6,
        from: 'inside',
        to: 'outside',
        'start-time': clockText(localTime(firewall) - index * 1000),
        nat: 'False',
        srcnat: 'False',
        dstnat: 'False',
        proxy: 'False',
        'decrypt-mirror': 'False',
        state: 'ACTIVE',
        type: 'FLOW',
        'total-byte-count': 4096 + index,
        idx: 20 + index,
        'vsys-idx': 1,
        vsys: 'vsys1',
        application: 'ssl',
        'security-rule': 'outbound',
        ingress: `ethernet1/${(index % 8) + 1}`,
        egress: 'ethernet1/1',
        flags: ' ',
      }),
    );
  });
  return success(entries.join(''));
}
