/** `request system software check | info`: the images a device knows of. docs/PANOS.md "Software". */
export interface SoftwareImage {
  readonly version: string;
  /** Whole megabytes; null where the device does not say. */
  readonly sizeMb: number | null;
  readonly downloaded: 'yes' | 'no' | 'downloading';
  /** The running version; an installed version that waits for its reboot is not current. */
  readonly current: boolean;
  /** From `release-type`; null on releases that do not report it. */
  readonly isBase: boolean | null;
}
