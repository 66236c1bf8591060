/**
 * Where a management interface answers. An address is read here once and written here once, so that one device has one
 * spelling: pins and credentials are kept under it, and must not be missed or met by another way of writing it.
 */
import { panosError } from './panosTroubles.ts';

export interface ManagementAddress {
  /** Host name, IPv4, or IPv6 without brackets; in the spelling of canonicalHost. */
  readonly host: string;
  readonly port: number;
}

declare const spelling: unique symbol;
/** `host:port`, IPv6 in brackets: made by formatAddress alone, so that two of them may be compared. */
export type AddressName = string & { readonly [spelling]: 'address' };

export const DEFAULT_API_PORT = 443;

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
/**
 * What ends in a number is an IPv4 address of four plain numbers or nothing: resolvers take `127.1`, `0177.0.0.1` and
 * `0x7f000001` for addresses, too, each of them by rules of its own.
 */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;
const FOUR_NUMBERS = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;
const IPV6 = /^[0-9a-f:.]+(?:%[a-z0-9._-]+)?$/i;

/**
 * Reads `10.1.1.10`, `fw.example.com:8443`, `[2001:db8::1]:443` or a bare IPv6 address.
 * Gives null for anything else, so that nothing a user or a device says can smuggle a path or a user into a URL.
 */
export function parseAddress(text: string, defaultPort = DEFAULT_API_PORT): ManagementAddress | null {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(trimmed);
  if (bracketed?.[1] !== undefined) {
    return isIpv6(bracketed[1]) ? withPort(bracketed[1], bracketed[2], defaultPort) : null;
  }
  if (trimmed.split(':').length > 2)
    return isIpv6(trimmed) ? withPort(trimmed, undefined, defaultPort) : null;
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
  if (!ENDS_IN_NUMBER.test(text)) return HOST_NAME.test(text);
  return FOUR_NUMBERS.test(text) && text.split('.').every((number) => Number(number) <= 255);
}

function isIpv6(text: string): boolean {
  return IPV6.test(text) && ipv6(text) !== null;
}

function withPort(host: string, port: string | undefined, defaultPort: number): ManagementAddress | null {
  const number = port === undefined ? defaultPort : Number(port);
  return number >= 1 && number <= 65_535 ? { host: canonicalHost(host), port: number } : null;
}

/** The one spelling of a host: lower case, no dot at the end, IPv6 in its shortest form with its zone. */
function canonicalHost(host: string): string {
  if (host.includes(':')) return ipv6(host) ?? host.toLowerCase();
  return host.toLowerCase().replace(/\.$/, '');
}

/** Null for what is none. Zones are names of the machine's own and are kept as they are. */
function ipv6(text: string): string | null {
  const [digits = '', zone] = text.split('%');
  const url = URL.parse(`https://[${digits}]/`);
  if (url === null) return null;
  return `${url.hostname.slice(1, -1)}${zone === undefined ? '' : `%${zone}`}`;
}

/** The key under which pins and credentials are kept, and what people see. */
export function formatAddress(address: ManagementAddress): AddressName {
  const host = canonicalHost(address.host);
  return `${host.includes(':') ? `[${host}]` : host}:${address.port}` as AddressName;
}

/** A text in the one spelling of its address, as parseAddress reads it; null for what is no address. */
export function readAddress(text: string, defaultPort = DEFAULT_API_PORT): AddressName | null {
  const address = parseAddress(text, defaultPort);
  return address === null ? null : formatAddress(address);
}

/** Whether both are of one host, at whatever ports. */
export function isSameHost(one: AddressName, other: AddressName): boolean {
  return parseAddress(one)?.host === parseAddress(other)?.host;
}

/** Whether two texts name the same management interface; what is no address is the same as nothing. */
export function isSameAddress(one: string, other: string, defaultPort: number): boolean {
  const address = readAddress(one, defaultPort);
  return address !== null && address === readAddress(other, defaultPort);
}
