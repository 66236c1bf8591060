/** `show session info`. docs/PANOS.md "Sessions". */
export interface SessionInfo {
  /** `num-tcp`, not `num-active`. Null when the device did not say. */
  readonly tcpSessions: number | null;
  readonly activeSessions: number | null;
}
