/** Who gets in, and how far: keygen, API keys, roles. A device's key stays the same across boots. docs/PANOS.md "Authentication". */
import type { CallLog } from './callLog.ts';
import { refusedByRole, type AdminRole } from './roles.ts';
import { element, escaped, invalidCredential, success, type SimReply } from './replies.ts';

export interface SimRequest {
  /** The decoded fields of the posted form. */
  readonly form: Readonly<Record<string, string>>;
  /** The X-PAN-KEY header. */
  readonly key?: string | undefined;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Whoever may be let in at a device. */
export interface Account {
  /** A serial, or what else tells whose keys these are. */
  readonly owner: string;
  readonly credentials: Credentials;
  /** Undefined for a superuser. */
  readonly role: AdminRole | undefined;
}

/**
 * What is answered before the device itself has a say: a key, or a refusal; null when the request may go on.
 * @param words those of a command, none for other requests.
 */
export function atTheDoor(
  { owner, credentials, role }: Account,
  request: SimRequest,
  words: readonly string[],
): SimReply | null {
  const { type } = request.form as { type?: string };
  if (type === 'keygen') return refusedByRole(role, type, words) ?? keygen(owner, credentials, request);
  if (!hasValidKey(owner, credentials, request)) return invalidCredential();
  return refusedByRole(role, type, words);
}

/** The API key of `owner` (a serial) for this user: different on every device, and with the characters real ones have. */
function keyOf(owner: string, credentials: Credentials): string {
  return Buffer.from(`simulated:${owner}:${credentials.username}:${credentials.password}`).toString('base64');
}

/** Answers `type=keygen`. */
function keygen(owner: string, credentials: Credentials, request: SimRequest): SimReply {
  const { user, password } = request.form as { user?: string; password?: string };
  if (user !== credentials.username || password !== credentials.password) return invalidCredential();
  return success(element('key', escaped(keyOf(owner, credentials))));
}

/** Whether the request carries this device's key, as header or as form field. */
function hasValidKey(owner: string, credentials: Credentials, request: SimRequest): boolean {
  return (request.key ?? request.form['key']) === keyOf(owner, credentials);
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
