/** `show session info`. docs/PANOS.md "Sessions". */
import { knownCount } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface SessionInfo {
  /** `num-tcp`, not `num-active`. Null when the device did not say. */
  readonly tcpSessions: number | null;
  readonly activeSessions: number | null;
}

/** Counts that are missing or no numbers come back as null. */
export function readSessionInfo(response: XmlElement): SessionInfo {
  const result = response.at('result');
  return {
    tcpSessions: result === undefined ? null : knownCount(result, 'num-tcp'),
    activeSessions: result === undefined ? null : knownCount(result, 'num-active'),
  };
}
