/** Who gets in, and how far: logins, API keys, roles. docs/PANOS.md "Authentication". */
import type { Clock } from '../../ports/clock.ts';
import type { Credentials } from './credentials.ts';
import type { Account } from './account.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { CallLog } from './callLog.ts';
import { refusedByRole, type AdminRole } from './roles.ts';
import { element, escaped, invalidCredential, keyExpired, success, type SimReply } from './replies.ts';

export interface SimRequest {
  /** The decoded fields of the posted form. */
  readonly form: Readonly<Record<string, string>>;
  /** The X-PAN-KEY header. */
  readonly key?: string | undefined;
}

/** The instant the fleet has reached. */
interface Reached {
  readonly now: number;
  advanceTo(now: number): void;
}

/** What one device or Panorama lets people in by. */
export interface Door {
  readonly agenda: Reached;
  readonly credentials: Credentials;
  readonly account: Account;
  readonly keys: ApiKeys;
  /** Undefined for a superuser. */
  readonly role: AdminRole | undefined;
}

export function isLogin(request: SimRequest): boolean {
  return request.form['type'] === 'keygen';
}

/** Answers `type=keygen`, after somebody has looked at a phone where that is asked for. */
export async function login(door: Door, clock: Clock, request: SimRequest): Promise<SimReply> {
  const { credentials, account, keys, role, agenda } = door;
  const { secondFactor } = credentials;
  if (secondFactor !== undefined) {
    await clock.sleep(secondFactor.seconds * 1000);
    agenda.advanceTo(clock.now());
  }
  const { user, password } = request.form as { user?: string; password?: string };
  const isLetIn =
    user === credentials.username &&
    password === credentials.password &&
    secondFactor?.approved !== false &&
    refusedByRole(role, 'keygen', []) === null;
  if (!isLetIn || account.isLocked) return refusedLogin(account, credentials, request);
  account.succeeded();
  return success(element('key', escaped(keys.make(agenda.now))));
}

/** What a login that is refused counts for, and the words. Another user's is no matter of this account. */
export function refusedLogin(account: Account, { username }: Credentials, request: SimRequest): SimReply {
  if (request.form['user'] === username) account.refused();
  return invalidCredential();
}

/**
 * How a request is refused before the device itself has a say; null when it may go on.
 * @param words those of a command, none for other requests.
 */
export function refusedAtTheDoor(
  { credentials, keys, role, agenda }: Door,
  request: SimRequest,
  words: readonly string[],
): SimReply | null {
  switch (keys.stateOf(request.key ?? request.form['key'], agenda.now)) {
    case 'unknown':
      return invalidCredential();
    case 'ended':
      return credentials.oldKeyAnswer === 'key_expired' ? keyExpired() : invalidCredential();
    case 'good':
      return refusedByRole(role, request.form['type'], words);
  }
}

/** How a request is called in the call log and in faults: the words of a command, or `config get`, `export device-state` ... */
export function commandName(request: SimRequest, words: readonly string[] | null): string {
  const { type = '(no type)', action, category } = request.form as Partial<Record<string, string>>;
  if (type === 'op') return words?.join(' ') ?? '(malformed)';
  return [type, action ?? category].filter((part) => part !== undefined).join(' ');
}

/** Counts the request while `work` answers it. */
export async function counted<T>(
  calls: CallLog,
  at: number,
  command: string,
  work: () => Promise<T>,
): Promise<T> {
  calls.begin(at, command);
  try {
    return await work();
  } finally {
    calls.end();
  }
}
