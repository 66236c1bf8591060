/** `show panorama-status`: text. docs/PANOS.md "Panorama status". */
import { AnswerShapeError, isEmpty } from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';
import { cleanText } from '../textLimits.ts';

export interface PanoramaServer {
  /** As configured. */
  readonly address: string;
  readonly connected: 'yes' | 'no' | 'unknown';
}

// The blank line between servers and the wording around it changed between releases.
const SERVER = /panorama\s+server\s*\d*\s*:\s*(\S+)/i;
const CONNECTED = /\bconnected\s*:\s*(\S+)/i;

/**
 * @returns the servers in the device's order, and the text; no servers and no text when none is configured. A text
 *   without a server line is one server of unknown name.
 * @throws AnswerShapeError when there is something in it, and no text.
 */
export function readPanoramaStatus(response: XmlElement): {
  readonly servers: readonly PanoramaServer[];
  readonly text: string | null;
} {
  const text = response.lines('result') ?? null;
  const result = response.at('result');
  if (text === null && result !== undefined && !isEmpty(result)) throw new AnswerShapeError('no text in it');
  if (text === null) return { servers: [], text };
  const blocks = text.split(/(?=panorama\s+server\s*\d*\s*:)/i).filter((block) => SERVER.test(block));
  const servers = (blocks.length > 0 ? blocks : [text]).map((block) => ({
    address: cleanText(SERVER.exec(block)?.[1] ?? 'unknown', 'ip-address'),
    connected: yesNo(CONNECTED.exec(block)?.[1]),
  }));
  return { servers, text };
}

function yesNo(word: string | undefined): PanoramaServer['connected'] {
  const known = word?.toLowerCase();
  return known === 'yes' || known === 'no' ? known : 'unknown';
}
