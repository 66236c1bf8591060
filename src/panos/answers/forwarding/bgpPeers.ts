/** BGP peers of both routing engines, in one shape. docs/PANOS.md "BGP peers". */
import { AnswerShapeError, isEmpty, knownText } from '../../calls/elementReaders.ts';
import { notUnderstood, partlyUnderstood, readEntries } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface BgpPeer {
  /** Its address where the device does not name it. */
  readonly name: string;
  /** Of the legacy engine; the advanced one does not say. */
  readonly virtualRouter: string | null;
  /** Without port. */
  readonly address: string | null;
  readonly established: boolean;
  /** The device's word. `Active` means that it is trying, not that it is connected. */
  readonly state: string;
}

/** @throws AnswerShapeError when it is no list of peers. */
export function readLegacyBgpPeers(response: XmlElement): BgpPeer[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  return readEntries('peers', [result], (entry) => {
    const address = withoutPort(knownText(entry, 'peer-address'));
    const name = entry.attribute('peer') ?? knownText(entry, 'peer') ?? address;
    if (name === null) return null;
    return {
      name,
      virtualRouter: entry.attribute('vr') ?? knownText(entry, 'vr'),
      address,
      ...stateOf(entry.text('status')),
    };
  });
}

/** JSON as text: peer → state, address. @throws AnswerShapeError when it is neither empty nor such JSON. */
export function readAdvancedBgpPeers(response: XmlElement): BgpPeer[] {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return [];
  const json = result.at('json');
  if (json === undefined) throw new AnswerShapeError('no peers in it');
  const listed = Object.entries(parseObject(json.textPieces().join('')));
  const peers = listed.flatMap(([name, peer]) => {
    if (typeof peer !== 'object' || peer === null) return [];
    const { state, 'peer-ip': address, detail } = peer as Record<string, unknown>;
    const inner =
      typeof detail === 'object' && detail !== null ? (detail as { bgpState?: unknown }).bgpState : undefined;
    const word = [state, inner].find((value) => typeof value === 'string');
    return [
      {
        name: cleanText(name, 'name'),
        virtualRouter: null,
        address: typeof address === 'string' ? cleanText(address, 'ip-address') : null,
        ...stateOf(word === undefined ? undefined : cleanText(word)),
      },
    ];
  });
  if (peers.length < listed.length)
    throw peers.length === 0 ? notUnderstood('peers') : partlyUnderstood('peers');
  return peers;
}

/** `192.0.2.1:179` and `[2001:db8::1]:179`; an IPv6 address on its own has colons, too. */
function withoutPort(text: string | null): string | null {
  const parts = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(text ?? '');
  return parts?.[1] ?? parts?.[2] ?? text;
}

function stateOf(word: string | undefined): Pick<BgpPeer, 'established' | 'state'> {
  return { established: word?.toLowerCase() === 'established', state: word ?? 'unknown' };
}

function parseObject(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = json.trim() === '' ? {} : JSON.parse(json);
  } catch {
    throw new AnswerShapeError('the peers in it are no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AnswerShapeError('the peers in it are no object');
  return value as Record<string, unknown>;
}
