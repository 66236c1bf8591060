/** What the user wants to be there before anything is touched: if it is not, the device was in trouble already. */

/** Written as the device writes it. */
export interface MustExist {
  readonly sessions: readonly RequiredSession[];
  readonly arpEntries: readonly RequiredArpEntry[];
  /** Names of IPsec tunnels; with proxy ids `tunnel:proxyid`. */
  readonly tunnels: readonly string[];
}

export interface RequiredSession {
  readonly source: string;
  /** After address translation. */
  readonly destination: string;
  readonly destinationPort: string;
}

export interface RequiredArpEntry {
  readonly ip: string;
  /** Left out: on any interface. */
  readonly interface?: string | undefined;
}
