import type { ManagementAddress } from '../address.ts';
import type { PresentedCertificate } from '../errors.ts';

/**
 * The only way to a device. One call is one HTTP exchange: no retry, no redirect, no interpretation.
 * httpsTransport.ts is the real one; tests give the simulator in memory.
 */
export interface Transport {
  /**
   * Posts the form to `https://<address>/api/` and gives the reply as soon as its head is there.
   * @throws DeviceError of kind unreachable, untrusted_certificate, pin_mismatch, no_answer or cancelled; reading
   *   the body throws the same. Whatever was answered is a reply: src/panos/calls/envelope.ts judges status and body.
   */
  call(request: ApiRequest): Promise<ApiReply>;

  /**
   * Looks who answers at an address, by its certificate; no request is sent.
   * @throws DeviceError of kind unreachable, or pin_mismatch where another certificate is pinned.
   */
  meet(request: Introduction): Promise<PresentedCertificate>;

  /** Drops idle connections. A call afterwards opens new ones. */
  close(): void;
}

export interface Introduction {
  readonly address: ManagementAddress;
  /** Who and what for, for errors: see DeviceError. */
  readonly device: string;
  readonly operation: string;
}

export interface ApiRequest extends Introduction {
  /** `type`, `cmd`, `user`, `password` ...: goes into the body, never into the URL. */
  readonly form: Readonly<Record<string, string>>;
  /** Sent as X-PAN-KEY. */
  readonly key?: string | undefined;
  readonly timeoutMs: number;
  /** The largest body that is read, in bytes, unpacked; 64 MB when it is not said. */
  readonly largestBody?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ApiReply {
  /** Any; PAN-OS answers XML with 200, and with 400 and 403. */
  readonly status: number;
  /**
   * The body as it arrives, unpacked, in pieces of any size. To be iterated once: to its end, or left early (`break`),
   * which ends the connection. Until then the reply takes one of the device's connections, and the request's time limit
   * and signal go on counting.
   * Throws DeviceError of kind no_answer, answer_too_large or cancelled.
   */
  readonly body: AsyncIterable<Uint8Array>;
}
