/** Which addresses can only be this machine itself. Read here by the address alone: no name server has a say in it. */
import { isIPv4 } from 'node:net';

/**
 * True for 127.0.0.0/8 and ::1, written as addresses. Not for names (`localhost` is what a resolver makes of it), nor
 * for any other way to write such an address: systems do not agree about what 0177.0.0.1, 127.1 or ::ffff:127.0.0.1 is.
 * @param address its host as parseAddress gives it, IPv6 without brackets
 */
export function isLoopback({ host }: { readonly host: string }): boolean {
  return host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
