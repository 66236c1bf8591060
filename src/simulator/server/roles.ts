/** What a role lets an account do over the XML API, and how a device refuses the rest. docs/PANOS.md "Administrator roles". */
import * as z from 'zod';
import { failure, invalidCredential, roleDenied, type SimReply } from './replies.ts';

/** The kinds of request that a role lets through one by one; asking for a key or the version needs none of them. */
const RIGHTS = ['report', 'log', 'config', 'op', 'commit', 'user-id', 'export', 'import'] as const;

export const roleSchema = z.strictObject({
  rights: z.array(z.enum(RIGHTS)),
  /** Some commands are for superusers alone, whatever the rights of a role: reported of some devices. */
  superuserCommands: z.enum(['allowed', 'refused']).default('allowed'),
});

export type AdminRole = z.output<typeof roleSchema>;

const SUPERUSER_COMMANDS = /^(?:request system software install|request restart|delete software) /;

/**
 * How a request is refused; null when it is not.
 * @param role undefined for a superuser.
 * @param type of the request: `op`, `export` ...
 * @param words those of a command, none for other requests.
 */
export function refusedByRole(
  role: AdminRole | undefined,
  type: string | undefined,
  words: readonly string[],
): SimReply | null {
  if (role === undefined) return null;
  // An account without any right to the interface is refused like one that does not exist.
  if (role.rights.length === 0) return invalidCredential();
  const right = RIGHTS.find((known) => known === type);
  if (right !== undefined && !role.rights.includes(right)) return roleDenied();
  if (role.superuserCommands === 'refused' && SUPERUSER_COMMANDS.test(`${words.join(' ')} `))
    return failure('You need superuser privileges to do that');
  return null;
}
