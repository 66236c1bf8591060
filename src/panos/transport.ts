import type { ManagementAddress } from './address.ts';

/**
 * The only way to a device. One call is one HTTP exchange: no retry, no redirect, no interpretation.
 * httpsTransport.ts is the real one; tests give the simulator in memory.
 */
export interface Transport {
  /**
   * Posts the form to `https://<address>/api/` and gives the complete reply.
   * @throws DeviceError of kind unreachable, untrusted_certificate, pin_mismatch, no_answer, answer_too_large
   *   or cancelled. Whatever was answered is a reply: answer.ts judges status and body.
   */
  call(request: ApiRequest): Promise<ApiReply>;

  /** Drops idle connections. A call afterwards opens new ones. */
  close(): void;
}

export interface ApiRequest {
  readonly address: ManagementAddress;
  /** Who and what, for errors: see DeviceError. */
  readonly device: string;
  readonly operation: string;
  /** `type`, `cmd`, `user`, `password` ...: goes into the body, never into the URL. */
  readonly form: Readonly<Record<string, string>>;
  /** Sent as X-PAN-KEY. */
  readonly key?: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ApiReply {
  /** Any; PAN-OS answers XML with 200, and with 400 and 403. */
  readonly status: number;
  readonly body: string;
}
