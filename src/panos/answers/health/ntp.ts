/** `show ntp`: whether the device's clock follows a server. docs/PANOS.md "Clocks". */
import { AnswerShapeError, knownFlag, knownText } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface NtpServer {
  readonly name: string;
  readonly reachable: boolean | null;
  /** In the device's words: `synched`, `available`, `rejected` ... */
  readonly status: string | null;
}

export interface NtpState {
  /** The server the clock follows; null when it follows none, which the device calls `LOCAL`. */
  readonly synchronizedTo: string | null;
  /** None when NTP is not configured. */
  readonly servers: readonly NtpServer[];
}

/** @throws AnswerShapeError when it does not say whom the clock follows. */
export function readNtp(response: XmlElement): NtpState {
  const result = response.at('result');
  const servers = (result?.names() ?? [])
    .filter((name) => /^ntp-server-\d+$/.test(name))
    .flatMap((name) => result?.all(name) ?? [])
    .map(readServer)
    .filter((server) => server !== null);
  const synched = result === undefined ? null : knownText(result, 'synched');
  if (synched === null) throw new AnswerShapeError('no synchronization state in it');
  return { synchronizedTo: synched.toUpperCase() === 'LOCAL' ? null : synched, servers };
}

function readServer(server: XmlElement): NtpServer | null {
  const name = knownText(server, 'name');
  if (name === null) return null;
  return { name, reachable: knownFlag(server, 'reachable'), status: knownText(server, 'status') };
}
