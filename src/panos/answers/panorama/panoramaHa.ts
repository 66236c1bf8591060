/** `show high-availability state` of a Panorama, which has a shape and states of its own. docs/PANOS.md "High availability". */
import { AnswerShapeError, knownFlag, knownText } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export type PanoramaHa =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      /** `active`, `passive`, `suspended` ...: what follows `primary-` or `secondary-`, lower case. */
      readonly state: string;
      readonly peerState: string | null;
      readonly peerConnected: boolean | null;
    };

/** @throws AnswerShapeError when it does not say whether HA is on, or not in which state this one is. */
export function readPanoramaHa(response: XmlElement): PanoramaHa {
  const result = response.at('result');
  const enabled = result === undefined ? null : knownFlag(result, 'enabled');
  if (result === undefined || enabled === null)
    throw new AnswerShapeError('no word on whether HA is enabled');
  if (!enabled) return { enabled: false };
  const state = stateOf(result.text('local-info/state'));
  if (state === null) throw new AnswerShapeError('no HA state in it');
  const connection = knownText(result, 'peer-info/conn-status')?.toLowerCase();
  return {
    enabled: true,
    state,
    peerState: stateOf(result.text('peer-info/state')),
    peerConnected: connection === 'up' ? true : connection === 'down' ? false : null,
  };
}

function stateOf(text: string | undefined): string | null {
  return text === undefined ? null : text.toLowerCase().replace(/^(primary|secondary)-/, '');
}
