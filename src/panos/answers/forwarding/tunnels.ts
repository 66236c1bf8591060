/** IPsec tunnels: their flows, and the associations that stand. docs/PANOS.md "IPsec tunnels". */
import { knownCount, listHolders } from '../../calls/elementReaders.ts';
import { notUnderstood, readEntries } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface IpsecTunnel {
  /** `tunnel:proxyid` where it has proxy ids; `id 7` where the device names it by its number alone. */
  readonly name: string;
  /** `active`, `init`, `inactive` ...: the device's word, lower case. */
  readonly state: string;
  readonly peerIp: string | null;
}

/** Of `show running tunnel flow all`. @throws AnswerShapeError when it is no list of tunnels. */
export function readTunnelFlows(response: XmlElement): IpsecTunnel[] {
  const tunnels = readEntries('tunnels', listHolders(response, 'IPSec'), (entry) => {
    const name = nameOf(entry);
    if (name === null) return null;
    const state = entry.text('state')?.toLowerCase() ?? 'unknown';
    return { name, state, peerIp: entry.text('peerip') ?? null };
  });
  return asCounted(tunnels, response, 'num_ipsec');
}

/** Of `show vpn ipsec-sa`: only what is established. @throws AnswerShapeError when it is no list of associations. */
export function readIpsecAssociations(
  response: XmlElement,
): { readonly name: string; readonly remote: string | null }[] {
  const associations = readEntries('associations', listHolders(response, 'entries'), (entry) => {
    const name = nameOf(entry);
    return name === null ? null : { name, remote: entry.text('remote') ?? null };
  });
  return asCounted(associations, response, 'ntun');
}

function nameOf(entry: XmlElement): string | null {
  const id = entry.text('id');
  return entry.text('name') ?? (id === undefined ? null : `id ${id}`);
}

/** @throws AnswerShapeError when none is listed, and the device counts some. */
function asCounted<T>(listed: T[], response: XmlElement, count: string): T[] {
  const result = response.at('result');
  const counted = result === undefined ? 0 : (knownCount(result, count) ?? 0);
  if (listed.length === 0 && counted > 0) throw notUnderstood('tunnels');
  return listed;
}
