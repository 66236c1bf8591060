/** `show system state filter sw.dev.interface.config`: how ports are set. docs/PANOS.md "Interfaces". */
import { AnswerShapeError } from '../../calls/elementReaders.ts';
import { cleanText } from '../../textLimits.ts';
import type { XmlElement } from '../../xml/xml.ts';

// Nearly JSON: comments may hold whatever a person wrote, so only what is looked for is read.
const PART = /'([\w./-]{1,40})':\s*\{|'mtu':\s*(\d{2,5})\b/g;

/** @returns the MTU of each port that has one. @throws AnswerShapeError when there is none in it. */
export function readMtus(response: XmlElement): ReadonlyMap<string, number> {
  const mtus = new Map<string, number>();
  let port: string | null = null;
  for (const [, name, mtu] of (response.lines('result') ?? '').matchAll(PART)) {
    if (name !== undefined) port = cleanText(name, 'name');
    else if (mtu !== undefined && port !== null && !mtus.has(port)) mtus.set(port, Number(mtu));
  }
  if (mtus.size === 0) throw new AnswerShapeError('no MTU of a port in it');
  return mtus;
}
