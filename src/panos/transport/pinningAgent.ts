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
import type { CertificateSummary, PresentedCertificate, Voucher } from '../errors.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { summarize } from './certificate.ts';

export interface Trust {
  /** The pinned SHA-256 fingerprint for this address; undefined: the chain and the host name decide. */
  readonly pinFor: (address: ManagementAddress) => Fingerprint | undefined;
  /** PEM text of a company's own authorities, trusted besides the system's. */
  readonly extraCa?: string | undefined;
}

/** Why no connection was handed over. Nothing was sent: there was nothing to send it on. */
export class ConnectError extends Error {
  readonly kind: 'unreachable' | 'untrusted_certificate' | 'pin_mismatch';
  readonly presented: PresentedCertificate | undefined;
  readonly pinned: Fingerprint | undefined;

  /** @param what one sentence without a full stop, as in DeviceErrorDetails. */
  constructor(
    kind: ConnectError['kind'],
    what: string,
    presented?: PresentedCertificate,
    pinned?: Fingerprint,
  ) {
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
  /** By which pin each connection was judged; undefined: by the authorities. */
  readonly #judged = new WeakMap<
    Duplex,
    { readonly address: ManagementAddress; readonly pin: Fingerprint | undefined }
  >();

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

  /** A connection that was judged by another pin is not used again. */
  override getName(options?: https.RequestOptions): string {
    return `${super.getName(options)}:${this.#pinOf(options) ?? ''}`;
  }

  override keepSocketAlive(socket: Duplex): boolean {
    const judged = this.#judged.get(socket);
    const isJudgedNow = judged !== undefined && judged.pin === this.#trust.pinFor(judged.address);
    // Node's types give nothing here; Node itself says whether the connection may be kept.
    const keep: (kept: Duplex) => unknown = super.keepSocketAlive.bind(this);
    return isJudgedNow && keep(socket) !== false;
  }

  #pinOf(options: https.RequestOptions | undefined): Fingerprint | undefined {
    return this.#trust.pinFor({ host: options?.host ?? '', port: Number(options?.port) });
  }

  /** Ends the connections no request uses just now. */
  closeIdle(): void {
    for (const socket of Object.values(this.freeSockets).flat()) socket?.destroy();
  }

  async #connect(options: https.RequestOptions): Promise<tls.TLSSocket> {
    const address = { host: options.host ?? '', port: Number(options.port) };
    const met = await this.#shakeHands(address);
    const refusal = judge(met);
    if (refusal !== null) {
      met.socket.destroy();
      throw refusal;
    }
    this.#judged.set(met.socket, { address, pin: met.pin });
    return met.socket;
  }

  /**
   * Looks who answers at an address, and hangs up: no request is ever written on this connection.
   * @throws ConnectError of kind unreachable, or pin_mismatch where another certificate is pinned.
   */
  async meet(address: ManagementAddress): Promise<PresentedCertificate> {
    const met = await this.#shakeHands(address);
    met.socket.destroy();
    const refusal = judge(met);
    if (refusal?.kind === 'pin_mismatch') throw refusal;
    return met.presented;
  }

  async #shakeHands(address: ManagementAddress): Promise<Met> {
    const pin = this.#trust.pinFor(address);
    const authorities = pin === undefined ? { secureContext: this.#secureContext() } : {};
    const { socket, certificate } = await openTls({ ...address, ...authorities }, CONNECT_LIMIT_MS);
    return { socket, presented: { ...certificate, vouchedBy: voucher(socket, certificate, pin) }, pin };
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

/** Where a certificate is pinned, no authority counts. */
function voucher(
  socket: tls.TLSSocket,
  { fingerprint }: CertificateSummary,
  pin: Fingerprint | undefined,
): Voucher {
  if (pin !== undefined) return fingerprint === pin ? 'pin' : 'nothing';
  return socket.authorized ? 'authority' : 'nothing';
}

interface Met {
  readonly socket: tls.TLSSocket;
  readonly presented: PresentedCertificate;
  readonly pin: Fingerprint | undefined;
}

function judge({ socket, presented, pin }: Met): ConnectError | null {
  if (presented.vouchedBy !== 'nothing') return null;
  const { fingerprint } = presented;
  if (pin !== undefined) {
    const what = `the certificate is not the pinned one (pinned ${pin}, presented ${fingerprint})`;
    return new ConnectError('pin_mismatch', what, presented, pin);
  }
  const what = `the certificate ${fingerprint} is neither pinned nor trusted (${String(socket.authorizationError)})`;
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
): Promise<{ socket: tls.TLSSocket; certificate: CertificateSummary }> {
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
      const certificate = summarize(socket.getPeerCertificate());
      if (certificate === null) fail('the device showed no certificate');
      else resolve({ socket, certificate });
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
