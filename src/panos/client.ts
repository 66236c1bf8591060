/**
 * One device over the XML API: logs in once, keeps at most two calls in flight, repeats reads with back-off
 * and never an effect.
 */
import type { Clock } from '../ports/clock.ts';
import type { Rng } from '../ports/rng.ts';
import type { ManagementAddress } from './address.ts';
import type { EffectCommand, ReadCommand } from './commands.ts';
import type { Transport } from './transport.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'api_key'; readonly key: string };

export interface ClientLimits {
  readonly timeoutMs: number;
  readonly softwareCheckTimeoutMs: number;
  readonly softwareInfoTimeoutMs: number;
}

export interface ClientParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly address: ManagementAddress;
  /** Host name or address, for errors. */
  readonly device: string;
  /** Asked once, at the first call; null when nothing is stored for this device. */
  readonly credentials: () => Promise<Credentials | null>;
  readonly limits: ClientLimits;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often in all; 3 by default, 1 for a poll that has its own rhythm. */
  readonly attempts?: number;
}

export interface DeviceClient {
  /**
   * @throws DeviceError. Retried with back-off: unreachable, no_answer, not_an_answer, http_status 5xx.
   */
  read<T>(command: ReadCommand<T>, options?: ReadOptions): Promise<T>;

  /**
   * Sends an effect once, whatever happens.
   * @throws DeviceError whose `delivery` says whether it may have been carried out.
   */
  effect<T>(command: EffectCommand<T>): Promise<T>;
}

export declare function createClient(parts: ClientParts): DeviceClient;
