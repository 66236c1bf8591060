import { panosError } from './panosTroubles.ts';

/** Where a device's management interface answers. */
export interface ManagementAddress {
  /** Host name, IPv4, or IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

export const DEFAULT_API_PORT = 443;

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
/** What looks like an IPv4 address must be one: the rest of the name rules would take 999.1.1.1. */
const FOUR_NUMBERS = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.?$/;
const IPV6 = /^[0-9a-f:]+(?:%[a-z0-9._-]+)?$/i;

/**
 * Reads `10.1.1.10`, `fw.example.com:8443`, `[2001:db8::1]:443` or a bare IPv6 address.
 * Gives null for anything else, so that nothing a user or a device says can smuggle a path or a user into a URL.
 */
export function parseAddress(text: string, defaultPort = DEFAULT_API_PORT): ManagementAddress | null {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(trimmed);
  if (bracketed?.[1] !== undefined) {
    return IPV6.test(bracketed[1]) ? withPort(bracketed[1], bracketed[2], defaultPort) : null;
  }
  if (trimmed.split(':').length > 2) return IPV6.test(trimmed) ? { host: trimmed, port: defaultPort } : null;
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(trimmed);
  if (plain?.[1] === undefined || !isHost(plain[1])) return null;
  return withPort(plain[1], plain[2], defaultPort);
}

/** As parseAddress. @throws UserError for what is no address. */
export function requireAddress(text: string, defaultPort: number): ManagementAddress {
  const address = parseAddress(text, defaultPort);
  if (address !== null) return address;
  throw panosError({ code: 'not_an_address', text });
}

function isHost(text: string): boolean {
  const numbers = FOUR_NUMBERS.exec(text)?.slice(1) ?? [];
  return HOST_NAME.test(text) && numbers.every((number) => Number(number) <= 255);
}

function withPort(host: string, port: string | undefined, defaultPort: number): ManagementAddress | null {
  const number = port === undefined ? defaultPort : Number(port);
  return number >= 1 && number <= 65_535 ? { host: host.toLowerCase(), port: number } : null;
}

/** `host:port`, IPv6 in brackets: the key under which pins and credentials are kept, and what people see. */
export function formatAddress(address: ManagementAddress): string {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `${host}:${address.port}`;
}
