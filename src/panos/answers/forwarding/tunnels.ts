/** IPsec tunnels: their flows, and the associations that stand. docs/PANOS.md "IPsec tunnels". */
import { listHolders } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface IpsecTunnel {
  /** `tunnel:proxyid` where it has proxy ids. */
  readonly name: string;
  /** `active`, `init`, `inactive` ...: the device's word, lower case. */
  readonly state: string;
  readonly peerIp: string | null;
}

/** Of `show running tunnel flow all`. @throws AnswerShapeError when it is no list of tunnels. */
export function readTunnelFlows(response: XmlElement): IpsecTunnel[] {
  return listHolders(response, 'IPSec')
    .flatMap((list) => list.all('entry'))
    .flatMap((entry) => {
      const name = entry.text('name');
      if (name === undefined) return [];
      const state = entry.text('state')?.toLowerCase() ?? 'unknown';
      return [{ name, state, peerIp: entry.text('peerip') ?? null }];
    });
}

/** Of `show vpn ipsec-sa`: only what is established. @throws AnswerShapeError when it is no list of associations. */
export function readIpsecAssociations(
  response: XmlElement,
): { readonly name: string; readonly remote: string | null }[] {
  return listHolders(response, 'entries')
    .flatMap((list) => list.all('entry'))
    .flatMap((entry) => {
      const name = entry.text('name');
      return name === undefined ? [] : [{ name, remote: entry.text('remote') ?? null }];
    });
}
