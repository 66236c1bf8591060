/**
 * Connections that are trusted before they carry a byte. Node's own checks come too late or not at all for
 * self-signed appliances: with `rejectUnauthorized: false` its checkServerIdentity callback never runs. So the
 * certificate is judged here, between the TLS handshake and the hand-over of the socket. docs/PANOS.md "TLS".
 */
import https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { ManagementAddress } from '../address.ts';
import { isSameFingerprint, summarize } from './certificate.ts';
import type { CertificateSummary } from '../errors.ts';

export interface Trust {
  /** The pinned SHA-256 fingerprint for this address; undefined: the chain and the host name decide. */
  readonly pinFor: (address: ManagementAddress) => string | undefined;
  /** PEM text of a company's own authorities, trusted besides the system's. */
  readonly extraCa?: string | undefined;
}

/** Why no connection was handed over. Nothing was sent: there was nothing to send it on. */
export class ConnectError extends Error {
  readonly kind: 'unreachable' | 'untrusted_certificate' | 'pin_mismatch';
  readonly presented: CertificateSummary | undefined;
  readonly pinned: string | undefined;

  /** @param what one sentence without a full stop, as in DeviceErrorDetails. */
  constructor(kind: ConnectError['kind'], what: string, presented?: CertificateSummary, pinned?: string) {
    super(what);
    this.kind = kind;
    this.presented = presented;
    this.pinned = pinned;
  }
}

const CONNECT_LIMIT_MS = 15_000;
const IDLE_CLOSE_MS = 30_000;

export class PinningAgent extends https.Agent {
  readonly #trust: Trust;
  #authorities: tls.SecureContext | undefined;

  constructor(trust: Trust) {
    super({ keepAlive: true, timeout: IDLE_CLOSE_MS });
    this.#trust = trust;
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    // Node's types leave out that the socket is not given with an error.
    const done = callback as (error: Error | null, socket?: Duplex) => void;
    this.#connect(options).then(
      (socket) => done(null, socket),
      (error: unknown) => done(error as Error),
    );
  }

  /** Ends the connections no request uses just now. */
  closeIdle(): void {
    for (const socket of Object.values(this.freeSockets).flat()) socket?.destroy();
  }

  async #connect(options: https.RequestOptions): Promise<tls.TLSSocket> {
    const address = { host: options.host ?? '', port: Number(options.port) };
    const pin = this.#trust.pinFor(address);
    const authorities = pin === undefined ? { secureContext: this.#secureContext() } : {};
    const { socket, presented } = await openTls({ ...address, ...authorities }, CONNECT_LIMIT_MS);
    const refusal = pin === undefined ? judgeChain(socket, presented) : judgePin(presented, pin);
    if (refusal !== null) {
      socket.destroy();
      throw refusal;
    }
    return socket;
  }

  // Reading some hundred authorities takes long enough to do it once, and not at all where everything is pinned.
  #secureContext(): tls.SecureContext {
    this.#authorities ??= tls.createSecureContext({
      ca: [
        ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]),
        ...(this.#trust.extraCa === undefined ? [] : [this.#trust.extraCa]),
      ],
    });
    return this.#authorities;
  }
}

function judgePin(presented: CertificateSummary, pin: string): ConnectError | null {
  if (isSameFingerprint(presented.fingerprint, pin)) return null;
  const what = `the certificate is not the pinned one (pinned ${pin}, presented ${presented.fingerprint})`;
  return new ConnectError('pin_mismatch', what, presented, pin);
}

function judgeChain(socket: tls.TLSSocket, presented: CertificateSummary): ConnectError | null {
  if (socket.authorized) return null;
  const what = `the certificate ${presented.fingerprint} is neither pinned nor trusted (${String(socket.authorizationError)})`;
  return new ConnectError('untrusted_certificate', what, presented);
}

interface TlsTarget extends ManagementAddress {
  readonly secureContext?: tls.SecureContext;
}

/**
 * Connects and shakes hands, and trusts nobody: judging is the caller's.
 * @throws ConnectError of kind unreachable.
 */
function openTls(
  target: TlsTarget,
  timeoutMs: number,
): Promise<{ socket: tls.TLSSocket; presented: CertificateSummary }> {
  return new Promise((resolve, reject) => {
    const serverName = isIP(target.host) === 0 ? { servername: target.host } : {};
    const socket = tls.connect({ ...target, ...serverName, rejectUnauthorized: false });

    function fail(what: string): void {
      socket.destroy();
      reject(new ConnectError('unreachable', what));
    }
    const onError = (error: NodeJS.ErrnoException): void => fail(inWords(error));
    const onTimeout = (): void => fail(`no connection within ${timeoutMs / 1000} s`);
    socket.setTimeout(timeoutMs, onTimeout);
    socket.once('error', onError);
    socket.once('secureConnect', () => {
      socket.setTimeout(0, onTimeout);
      socket.off('error', onError);
      const presented = summarize(socket.getPeerCertificate());
      if (presented === null) fail('the device showed no certificate');
      else resolve({ socket, presented });
    });
  });
}

function inWords(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no route to it';
    case 'ETIMEDOUT':
      return 'nothing answers at this address';
    default:
      return `no TLS connection came about (${error.code ?? 'no reason given'})`;
  }
}
