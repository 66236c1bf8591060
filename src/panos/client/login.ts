/**
 * The API key of one device: made once by keygen, shared by all calls, forgotten only on purpose. A login that
 * was refused is not repeated, so that accounts do not lock. docs/PANOS.md "Authentication".
 */
import type { AddressName } from '../address.ts';
import { whole, type AnswerReader } from '../calls/answerReader.ts';
import { AnswerShapeError } from '../calls/elementReaders.ts';
import { DeviceError, isDeviceError, type PresentedCertificate } from '../errors.ts';
import type { LockOutGuard } from './lockOutGuard.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'api_key'; readonly key: string };

/** Credentials are stored, but the user has not said yet that they may be sent to this address. */
export interface Unconfirmed {
  readonly kind: 'unconfirmed';
}

/** What there is to log in with at an address; null when nothing is stored. */
export type CredentialsForAddress = Credentials | Unconfirmed | null;

export interface LoginParts {
  readonly device: string;
  /** Where it answers, for errors. */
  readonly address: AddressName;
  readonly credentials: () => Promise<CredentialsForAddress>;
  /** Looks who answers at the address without sending anything. @throws DeviceError as Transport.meet does. */
  readonly meet: (operation: string) => Promise<PresentedCertificate>;
  /** Shared by all devices that are logged in to with the same account. */
  readonly guard: LockOutGuard;
  /** Posts a form without a key and reads the answer. @param secrets are blotted out of errors. */
  readonly post: <T>(
    operation: string,
    form: Readonly<Record<string, string>>,
    reader: AnswerReader<T>,
    secrets: readonly string[],
  ) => Promise<T>;
}

export interface Login {
  /**
   * The key, from the first successful login.
   * @throws DeviceError: no_credentials, unconfirmed_address, authentication (also when an earlier login was refused), or whatever
   *   kept keygen from an answer; the latter is not remembered. The signal's reason when it is aborted: the
   *   login itself goes on, for others may wait for it.
   */
  key(signal?: AbortSignal): Promise<string>;

  /** The next call logs in again, also after a refused login. */
  forget(): void;
}

const OPERATION = 'log in';

const keyReader = whole((response) => {
  const key = response.text('result/key');
  if (key === undefined) throw new AnswerShapeError('no key in it');
  // One that had to be cut or cleaned is none, and no header takes it.
  if (!/^[\x21-\x7E]+$/.test(key)) throw new AnswerShapeError('no usable key in it');
  return key;
});

export function createLogin(parts: LoginParts): Login {
  let current: Promise<string> | undefined;
  let refusal: DeviceError | undefined;
  /** A device that has let us in refuses a login only while it boots: that says nothing about the account. */
  let wasAccepted = false;

  async function logIn(): Promise<string> {
    const credentials = await parts.credentials();
    if (credentials === null) {
      throw new DeviceError({
        kind: 'no_credentials',
        device: parts.device,
        operation: OPERATION,
        delivery: 'not_sent',
        what: 'no credentials are stored for this device',
      });
    }
    if (credentials.kind === 'unconfirmed') throw notConfirmed(parts, await parts.meet(OPERATION));
    if (credentials.kind === 'api_key') return credentials.key;
    if (wasAccepted) return keygen(credentials.username, credentials.password);
    const why = await parts.guard.begin();
    if (why !== null) throw notTried(parts.device, why);
    try {
      const key = await keygen(credentials.username, credentials.password);
      parts.guard.accepted();
      return key;
    } catch (error) {
      if (isDeviceError(error, 'authentication') && error.delivery === 'answered') parts.guard.refused();
      throw error;
    } finally {
      parts.guard.end();
    }
  }

  function keygen(user: string, password: string): Promise<string> {
    return parts.post(OPERATION, { type: 'keygen', user, password }, keyReader, [password]);
  }

  function start(): Promise<string> {
    const mine = logIn();
    current = mine;
    mine.then(accepted, (error: unknown) => {
      // Unless forget() was called meanwhile, in which case the refusal is history.
      if (current !== mine) return;
      current = undefined;
      if (isDeviceError(error, 'authentication', 'not_authorized', 'device_refused')) refusal = error;
    });
    return mine;
  }

  function accepted(): void {
    wasAccepted = true;
  }

  return {
    async key(signal) {
      signal?.throwIfAborted();
      if (refusal !== undefined) throw repeated(refusal);
      return orAborted(current ?? start(), signal);
    },

    forget() {
      current = undefined;
      refusal = undefined;
      parts.guard.open();
    },
  };
}

function notConfirmed(
  { device, address }: Pick<LoginParts, 'device' | 'address'>,
  presented: PresentedCertificate,
): DeviceError {
  return new DeviceError({
    kind: 'unconfirmed_address',
    device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: `nobody has said yet that the stored credentials may be sent to ${address}`,
    presented,
  });
}

function notTried(device: string, why: string): DeviceError {
  return new DeviceError({
    kind: 'authentication',
    device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: `not asked: ${why}`,
  });
}

function repeated(refusal: DeviceError): DeviceError {
  return new DeviceError({
    kind: refusal.kind,
    device: refusal.device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: 'an earlier login was refused and is not repeated, so that the account is not locked: check the credentials',
    deviceText: refusal.deviceText,
    code: refusal.code,
  });
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
