/** `show system info`: who the device is and what it runs. docs/PANOS.md "System info". */
export interface SystemInfo {
  readonly serial: string;
  readonly hostname: string;
  readonly model: string;
  readonly family: string | null;
  readonly swVersion: string;
  /** Seconds since boot; null when the text was not understood. */
  readonly uptimeSeconds: number | null;
  /**
   * The device's own clock as milliseconds, read as if it were UTC: it carries no zone, so only differences
   * between two readings of the same device mean anything. Null when not understood.
   */
  readonly deviceClock: number | null;
  readonly managementIp: string | null;
  readonly appVersion: string | null;
  readonly multiVsys: boolean | null;
  /** Which routing commands apply; absent on old releases, which means the legacy engine. */
  readonly routingEngine: 'legacy' | 'advanced';
  readonly isPanorama: boolean;
}
