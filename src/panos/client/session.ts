/** Calls with a key: what is done where the key, or its session, has ended, and what the login learns from each. */
import type { Clock } from '../../ports/clock.ts';
import { type DeviceError, isDeviceError, retold } from '../errors.ts';
import type { Login } from './login.ts';

export interface Session {
  /**
   * One call, made again where its session or its key has ended: with the same key first, then with a new one.
   * @param mayRepeat asked before each repetition.
   * @throws what the newest call gave, or what kept a login from being made.
   */
  call<T>(
    attempt: (key: string) => Promise<T>,
    signal: AbortSignal | undefined,
    mayRepeat: () => boolean,
  ): Promise<T>;

  /** A call that is never repeated. Its error says when a refused key will be asked about next. */
  callOnce<T>(key: string, attempt: (key: string) => Promise<T>): Promise<T>;
}

/** Before the same key is tried again in a new session. */
const PAUSE_MS = 1000;

export function createSession(login: Login, clock: Clock): Session {
  /** One call, of which the login learns how it went. */
  async function once<T>(key: string, attempt: (key: string) => Promise<T>): Promise<T> {
    try {
      const answer = await attempt(key);
      login.worked(key);
      return answer;
    } catch (error) {
      if (isDeviceError(error)) learn(key, error);
      throw error;
    }
  }

  function learn(key: string, error: DeviceError): void {
    if (isSessionTrouble(error)) return;
    if (error.delivery === 'answered') login.worked(key);
    else if (isDeviceError(error, 'unreachable', 'no_answer', 'not_an_answer', 'http_status'))
      login.wasAway();
  }

  function triedLater(refusal: DeviceError): DeviceError {
    const nextLoginAt = login.nextLoginAt();
    return nextLoginAt === undefined ? refusal : retold(refusal, { nextLoginAt });
  }

  return {
    async call(attempt, signal, mayRepeat) {
      const key = await login.key(signal);
      const first = await outcomeOf(once(key, attempt));
      if (first.ok) return first.answer;
      let { refusal } = first;
      if (!mayRepeat()) throw refusal;
      if (refusal.kind === 'session_ended') {
        await clock.sleep(PAUSE_MS, signal);
        const second = await outcomeOf(once(key, attempt));
        if (second.ok) return second.answer;
        ({ refusal } = second);
        if (!mayRepeat()) throw refusal;
      }
      const renewed = await login.renewed(key, refusal, signal);
      if (renewed === null) throw triedLater(refusal);
      const last = await outcomeOf(once(renewed, attempt));
      if (last.ok) return last.answer;
      login.wasRefusedAnew();
      throw triedLater(last.refusal);
    },

    callOnce: (key, attempt) =>
      once(key, attempt).catch((error: unknown) => {
        throw isDeviceError(error, 'authentication') ? triedLater(error) : error;
      }),
  };
}

type Called<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly refusal: DeviceError };

/** @throws what is no trouble of the session. */
async function outcomeOf<T>(call: Promise<T>): Promise<Called<T>> {
  try {
    return { ok: true, answer: await call };
  } catch (error) {
    if (!isDeviceError(error) || !isSessionTrouble(error)) throw error;
    return { ok: false, refusal: error };
  }
}

/** The session or the key was refused, and nothing was done. */
function isSessionTrouble({ kind, delivery }: DeviceError): boolean {
  return kind === 'session_ended' || (kind === 'authentication' && delivery === 'answered');
}
