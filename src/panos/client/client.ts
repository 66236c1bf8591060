/**
 * One device over the XML API: logs in once, keeps at most two calls in flight, repeats reads with back-off
 * and never an effect.
 */
import type { Clock } from '../../ports/clock.ts';
import type { Rng } from '../../ports/rng.ts';
import { formatAddress, type ManagementAddress } from '../address.ts';
import type { AnswerContext } from '../calls/envelope.ts';
import type { EffectCommand, ExportCommand, Patience, ReadCommand } from '../calls/command.ts';
import { DeviceError, isDeviceError, mayPass, type PresentedCertificate, retold } from '../errors.ts';
import { LockOutGuard } from './lockOutGuard.ts';
import { createLogin, type CredentialsForAddress } from './login.ts';
import { createSession } from './session.ts';
import { readAnswer } from '../calls/readReply.ts';
import { readExport, type WritePiece } from '../calls/readExport.ts';
import { createSemaphore } from '../transport/semaphore.ts';
import type { ApiReply, Transport } from '../transport/transport.ts';

export type { Credentials, CredentialsForAddress } from './login.ts';

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
  /** Asked at every login. */
  readonly credentials: () => Promise<CredentialsForAddress>;
  readonly limits: ClientLimits;
  /** Shared with the other devices of the engine; its own by default. */
  readonly guard?: LockOutGuard;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often in all; 3 by default, 1 for a poll that has its own rhythm. */
  readonly attempts?: number;
  /** Instead of the command's usual time limit: a poll of a device that may be down must not hang for minutes. */
  readonly timeoutMs?: number;
  /** Called right before the question leaves, each time it is asked. */
  readonly onSending?: () => void;
}

export interface DeviceClient {
  /**
   * A session that is over is asked again with the same key first; a key that worked and is refused is made anew, once.
   * @throws DeviceError. Retried with back-off: what `mayPass` calls passing. The signal's end of waiting is kind cancelled.
   */
  read<T>(command: ReadCommand<T>, options?: ReadOptions): Promise<T>;

  /**
   * Sends an effect once, whatever happens.
   * @param beforeSending called right before the request leaves, after the login and the wait for other calls: what it
   *   throws is thrown on, and nothing was sent.
   * @throws DeviceError whose `delivery` says whether it may have been carried out. An answer of kind
   *   not_an_answer leaves that open even when the device itself answered.
   */
  effect<T>(command: EffectCommand<T>, beforeSending?: () => void): Promise<T>;

  /**
   * Gets a file, up to 512 MB, piece by piece as it arrives.
   * @param write called in order, never before the one before it has ended. An error comes after some pieces, too: the
   *   file is whole only when this resolves. What it throws ends the export and is thrown on.
   * @returns the file's size in bytes.
   * @throws DeviceError as read does. Retried like a read until the first piece was written, never afterwards.
   */
  export(command: ExportCommand, write: WritePiece, options?: ReadOptions): Promise<number>;

  /** Looks who answers at its address, and sends nothing. @throws DeviceError as Transport.meet does. */
  meet(): Promise<PresentedCertificate>;

  /** Makes the next call log in again: for new credentials, and where the user asks to. */
  forgetKey(): void;
}

const CALLS_IN_FLIGHT = 2;
/** A login answers soon or not at all, and polls of a booting device wait for it. */
const LOGIN_TIMEOUT_MS = 60_000;
const DEFAULT_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1000;
const LARGEST_EXPORT = 512e6;

export function createClient(parts: ClientParts): DeviceClient {
  const { transport, clock, rng, address, device, limits } = parts;
  const semaphore = createSemaphore(CALLS_IN_FLIGHT);
  /** Between the pieces of a long answer. */
  const pause = (): Promise<void> => clock.sleep(0);
  const meet = (operation: string): Promise<PresentedCertificate> =>
    semaphore.run(() => transport.meet({ address, device, operation }));
  let hasOwnCredentials = false;
  const login = createLogin({
    device,
    address: formatAddress(address),
    clock,
    async credentials() {
      const found = await parts.credentials();
      hasOwnCredentials = found !== null && found.kind !== 'unconfirmed' && found.isOwn === true;
      return found;
    },
    meet,
    guard: parts.guard ?? new LockOutGuard(clock),
    // Without a caller's signal: others may wait for the same login.
    post: (operation, form, reader, secrets) =>
      semaphore.run(async () => {
        const timeoutMs = Math.min(LOGIN_TIMEOUT_MS, limits.timeoutMs);
        const reply = await transport.call({ address, device, operation, form, timeoutMs });
        return readAnswer(reply, reader, { device, operation, acceptedErrors: [], secrets }, pause);
      }),
  });

  /** What helps with a refused login is another thing where the device has credentials of its own. */
  const withAccount = (error: DeviceError): DeviceError =>
    hasOwnCredentials ? retold(error, { hasOwnCredentials }) : error;

  const session = createSession(login, clock);

  /** One call with what is common to all but the login, and the reading of its reply, which belongs to it. */
  function exchange<T>(
    {
      name: operation,
      form,
      acceptedErrors,
      acceptedCodes,
    }: Pick<ReadCommand<T>, 'name' | 'form' | 'acceptedErrors' | 'acceptedCodes'>,
    key: string,
    request: {
      readonly timeoutMs: number;
      readonly largestBody?: number;
      readonly signal?: AbortSignal | undefined;
    },
    read: (reply: ApiReply, context: AnswerContext) => Promise<T>,
    beforeSending: () => void = () => undefined,
  ): Promise<T> {
    const { type } = form;
    const context = { device, operation, type, acceptedErrors, acceptedCodes, key, secrets: [key] };
    return semaphore.run(async () => {
      beforeSending();
      return read(await transport.call({ address, device, operation, form, key, ...request }), context);
    }, request.signal);
  }

  function answerOf<T>(
    command: ReadCommand<T>,
    key: string,
    { signal, timeoutMs = timeoutFor(command.patience, limits), onSending }: ReadOptions = {},
  ): Promise<T> {
    return exchange(
      command,
      key,
      { timeoutMs, signal },
      (reply, context) => readAnswer(reply, command.reader, context, pause),
      onSending,
    );
  }

  /** Asks again as long as that may help; the caller's signal ends it as kind cancelled. */
  async function withRetries<T>(
    operation: string,
    { signal, attempts = DEFAULT_ATTEMPTS }: ReadOptions,
    attempt: (key: string) => Promise<T>,
    mayRepeat: () => boolean = () => true,
  ): Promise<T> {
    try {
      for (let turn = 1; ; turn += 1) {
        try {
          return await session.call(attempt, signal, mayRepeat);
        } catch (error) {
          if (turn >= attempts || !isWorthARetry(error) || !mayRepeat()) throw error;
        }
        await clock.sleep(FIRST_PAUSE_MS * 2 ** (turn - 1) * (0.5 + rng.next() / 2), signal);
      }
    } catch (error) {
      if (isDeviceError(error)) throw withAccount(error);
      // Semaphore, clock and login give up with the signal's own reason.
      throw signal?.aborted === true ? cancelled(device, operation) : error;
    }
  }

  return {
    read: (command, options = {}) =>
      withRetries(command.name, options, (key) => answerOf(command, key, options)),

    export(command, write, options = {}) {
      const { signal, timeoutMs = limits.timeoutMs } = options;
      let hasBegun = false;
      const writeOn: WritePiece = (piece) => {
        hasBegun = true;
        return write(piece);
      };
      return withRetries(
        command.name,
        options,
        (key) =>
          exchange(
            { ...command, acceptedErrors: [] },
            key,
            { timeoutMs, signal, largestBody: LARGEST_EXPORT },
            (reply, context) => readExport(reply, command.content, writeOn, context, pause),
          ),
        () => !hasBegun,
      );
    },

    async effect(command, beforeSending) {
      const key = await login.key().catch((error: unknown) => {
        throw isDeviceError(error) ? withAccount(notSent(error, command.name)) : error;
      });
      // Once it has left it is waited for, whatever happens: what became of it must be known.
      const sent = session.callOnce(key, () =>
        exchange(
          command,
          key,
          { timeoutMs: timeoutFor(command.patience, limits) },
          (reply, context) => readAnswer(reply, command.reader, context, pause),
          beforeSending,
        ),
      );
      return sent.catch((error: unknown) => {
        throw isDeviceError(error) ? withAccount(retold(error, { isEffect: true })) : error;
      });
    },

    meet: () => meet('look who answers'),

    forgetKey: () => login.forget(),
  };
}

function timeoutFor(patience: Patience, limits: ClientLimits): number {
  switch (patience) {
    case 'normal':
      return limits.timeoutMs;
    case 'software_check':
      return limits.softwareCheckTimeoutMs;
    case 'software_info':
      return limits.softwareInfoTimeoutMs;
  }
}

/** Is it worth asking again within seconds? Never after a refusal, and not after a changed certificate. */
function isWorthARetry(error: unknown): boolean {
  return isDeviceError(error) && error.kind !== 'authentication' && mayPass(error);
}

/** The login's failure seen from an effect: whatever became of the login, nothing of the effect was sent. */
function notSent(error: DeviceError, operation: string): DeviceError {
  return retold(error, {
    operation,
    delivery: 'not_sent',
    what: `the login before it failed: ${error.what}`,
  });
}

function cancelled(device: string, operation: string): DeviceError {
  const what = 'stopped as asked';
  return new DeviceError({ kind: 'cancelled', device, operation, delivery: 'not_sent', what });
}
