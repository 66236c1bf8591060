/** `show devices all` of Panorama: one entry per managed firewall. docs/PANOS.md "Panorama inventory". */
export interface ManagedDevice {
  readonly serial: string;
  readonly connected: boolean;
  readonly hostname: string | null;
  readonly ipAddress: string | null;
  readonly ipv6Address: string | null;
  readonly model: string | null;
  readonly family: string | null;
  readonly swVersion: string | null;
  /** Lower case; null where Panorama reports no HA for the device (also `<ha><state>no</state></ha>`). */
  readonly haState: string | null;
  readonly haPeerSerial: string | null;
  readonly multiVsys: boolean | null;
}
