/**
 * The API key of one device: made by keygen, shared by all calls, and made anew by one login when the device refuses it
 * after it was good. Logins that are not accepted come ever more slowly, so that accounts do not lock. docs/PANOS.md
 * "Authentication".
 */
import type { AddressName } from '../address.ts';
import { whole, type AnswerReader } from '../calls/answerReader.ts';
import { AnswerShapeError } from '../calls/elementReaders.ts';
import type { Clock } from '../../ports/clock.ts';
import { saysKeyExpired } from '../calls/envelope.ts';
import { type DeviceError, isDeviceError, type PresentedCertificate, retold } from '../errors.ts';
import type { LockOutGuard, LoginEnding } from './lockOutGuard.ts';
import { noCredentials, notConfirmed, notTried, OPERATION, repeated } from './loginNotMade.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'api_key'; readonly key: string };

/** As they are found for an address. `isOwn`: they are stored for this device alone. */
export type FoundCredentials = Credentials & { readonly isOwn?: boolean };

/** Credentials are stored, but the user has not said yet that they may be sent to this address. */
export interface Unconfirmed {
  readonly kind: 'unconfirmed';
}

/** What there is to log in with at an address; null when nothing is stored. */
export type CredentialsForAddress = FoundCredentials | Unconfirmed | null;

export interface LoginParts {
  readonly device: string;
  /** Where it answers, for errors. */
  readonly address: AddressName;
  readonly clock: Clock;
  readonly credentials: () => Promise<CredentialsForAddress>;
  /** Looks who answers at the address without sending anything. @throws DeviceError as Transport.meet does. */
  readonly meet: (operation: string) => Promise<PresentedCertificate>;
  /** Shared by all devices of the engine. */
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
   * The key, from the newest successful login.
   * @throws DeviceError: no_credentials, unconfirmed_address, authentication (also when no login is tried now: its
   *   nextLoginAt says when one will be), or whatever kept keygen from an answer. The signal's reason when it is aborted:
   *   the login itself goes on, for others may wait for it.
   */
  key(signal?: AbortSignal): Promise<string>;

  /** A call with this key was answered, be it by a refusal of something else. */
  worked(key: string): void;

  /** A call was refused with a key that was made a moment ago for it. */
  wasRefusedAnew(): void;

  /** The device was not there, or something answered in its place: it may be starting, and refuse good keys for a while. */
  wasAway(): void;

  /**
   * A call was refused because of its key or its session. Logs in once where that may help.
   * @returns the key to try the call again with; null when it must be refused for now.
   * @throws what kept the login from being made, as `key` does.
   */
  renewed(key: string, refusal: DeviceError, signal?: AbortSignal): Promise<string | null>;

  /** When a refused key is asked about next; undefined when no login will be tried by itself. */
  nextLoginAt(): number | undefined;

  /** The next call logs in again, also after a refused login. */
  forget(): void;
}

/** A device that was silent for less than this did not start in between: our way to it was broken. */
const SHORTEST_BOOT_MS = 60_000;
/** How long a device that was away may refuse good keys: its authentication service starts after its web server. */
const STARTING_MS = 5 * 60_000;
/** From a login to the next one, unless its key was good in between. */
const FIRST_PAUSE_MS = 3 * 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

const keyReader = whole((response) => {
  const key = response.text('result/key');
  if (key === undefined) throw new AnswerShapeError('no key in it');
  // One that had to be cut or cleaned is none, and no header takes it.
  if (!/^[\x21-\x7E]+$/.test(key)) throw new AnswerShapeError('no usable key in it');
  return key;
});

export function createLogin(parts: LoginParts): Login {
  const { clock, guard } = parts;
  let key: string | null = null;
  let underWay: Promise<string> | null = null;
  /** Made by keygen, and not given to us as it is. */
  let canBeRenewed = true;
  /** A device that has let us in refuses a login only while it starts: that says nothing about what is stored. */
  let wasAccepted = false;
  /** When the device was last away, unless a key has worked since. */
  let awayAt: number | null = null;
  let workedAt = 0;
  /** The key that was made last was refused at once: another one will hardly do better. */
  let wasInVain = false;
  /** Why the newest login gave no key; null once one did. */
  let refusal: DeviceError | null = null;
  let notBefore = 0;
  let pauseMs = FIRST_PAUSE_MS;

  async function logIn(): Promise<string> {
    const credentials = await parts.credentials();
    if (credentials === null) throw noCredentials(parts.device);
    if (credentials.kind === 'unconfirmed') throw notConfirmed(parts, await parts.meet(OPERATION));
    canBeRenewed = credentials.kind === 'password';
    if (credentials.kind === 'api_key') return credentials.key;
    const { username, password } = credentials;
    const outcome = await guard.run(
      username,
      () => parts.post(OPERATION, { type: 'keygen', user: username, password }, keyReader, [password]),
      endingOf,
    );
    if ('held' in outcome) throw notTried(parts.device, outcome.held, clock.now());
    return outcome.result;
  }

  /** Shared by all who wait for it. */
  function start(): Promise<string> {
    const mine: Promise<string> = logIn().then(
      (made) => {
        if (underWay === mine) take(made);
        return made;
      },
      (error: unknown) => {
        // Unless forget() was called meanwhile, in which case the refusal is history.
        if (underWay === mine) learn(error);
        throw isDeviceError(error) && error.nextLoginAt === undefined ? withNextLogin(error) : error;
      },
    );
    underWay = mine;
    return mine;
  }

  function take(made: string): void {
    underWay = null;
    key = made;
    refusal = null;
    wasAccepted = true;
    pace();
  }

  function learn(error: unknown): void {
    underWay = null;
    if (!isDeviceError(error)) return;
    if (endingOf(error) === 'unaccepted') {
      refusal = error;
      pace();
    } else if (error.kind === 'device_refused') {
      // In words that say nothing of the credentials: it is not ready.
      refusal = error;
      notBefore = clock.now() + FIRST_PAUSE_MS;
    }
  }

  function pace(): void {
    notBefore = clock.now() + pauseMs;
    pauseMs = Math.min(pauseMs * 10, LONGEST_PAUSE_MS);
  }

  /** A clock that was set back makes nobody wait for longer than was meant. */
  function mindClock(): void {
    const now = clock.now();
    notBefore = Math.min(notBefore, now + LONGEST_PAUSE_MS);
    if (awayAt !== null) awayAt = Math.min(awayAt, now);
  }

  /** A key that is refused with this is worth a login now. */
  function isWorthLogin(error: DeviceError): boolean {
    mindClock();
    if (clock.now() < notBefore) return false;
    const until = startingUntil();
    return isDead(error) || until === null || clock.now() >= until;
  }

  function nextLoginAt(): number | undefined {
    if (!canBeRenewed || (key !== null && !wasAccepted)) return undefined;
    mindClock();
    return Math.max(notBefore, startingUntil() ?? 0);
  }

  /** Until when the device may refuse good keys because it starts; null where it has not been away for long enough. */
  function startingUntil(): number | null {
    if (awayAt === null || awayAt - workedAt < SHORTEST_BOOT_MS) return null;
    return awayAt + STARTING_MS;
  }

  /** The error of a login, with when the next one is made. */
  function withNextLogin(error: DeviceError): DeviceError {
    if (error.kind === 'no_credentials' || error.kind === 'unconfirmed_address') return error;
    return retold(error, { nextLoginAt: nextLoginAt(), isNeverAccepted: isNeverAccepted(error) });
  }

  function isNeverAccepted(error: DeviceError): boolean {
    return !wasAccepted && error.kind !== 'no_answer' && endingOf(error) === 'unaccepted';
  }

  return {
    async key(signal) {
      signal?.throwIfAborted();
      if (underWay !== null) return orAborted(underWay, signal);
      if (key !== null) return key;
      mindClock();
      if (refusal !== null && clock.now() < notBefore)
        throw repeated(refusal, isNeverAccepted(refusal), notBefore, clock.now());
      return orAborted(start(), signal);
    },

    worked(used) {
      if (used !== key) return;
      awayAt = null;
      workedAt = clock.now();
      // It works for some calls and not for others: that is no reason for a login at each of the others.
      if (wasInVain && workedAt < notBefore) return;
      wasInVain = false;
      notBefore = 0;
      pauseMs = FIRST_PAUSE_MS;
    },

    wasRefusedAnew() {
      wasInVain = true;
    },

    wasAway() {
      awayAt = clock.now();
    },

    async renewed(used, error, signal) {
      if (underWay !== null) return orAborted(underWay, signal);
      if (key !== null && key !== used) return key;
      if (!canBeRenewed || !isWorthLogin(error)) return null;
      return orAborted(start(), signal);
    },

    nextLoginAt,

    forget() {
      key = null;
      underWay = null;
      refusal = null;
      notBefore = 0;
      pauseMs = FIRST_PAUSE_MS;
    },
  };
}

/** Whether the device says for certain that the key, or its session, is over. */
function isDead(error: DeviceError): boolean {
  return error.kind === 'session_ended' || saysKeyExpired(error);
}

/** What a failed login says of the credentials. A login that got no answer may have been refused. */
function endingOf(error: unknown): LoginEnding {
  if (!isDeviceError(error)) return 'undecided';
  const { kind, delivery } = error;
  if (delivery === 'not_sent') return 'undecided';
  const mayHaveBeenRefused = kind === 'authentication' || kind === 'not_authorized' || kind === 'no_answer';
  return mayHaveBeenRefused || isRefusedInWords(error) ? 'unaccepted' : 'undecided';
}

/** `Please change your password.`: known, and refused. While a device starts it has other words, which say nothing. */
function isRefusedInWords({ kind, deviceText }: DeviceError): boolean {
  return kind === 'device_refused' && /password|credential|lock/i.test(deviceText ?? '');
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
