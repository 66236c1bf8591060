/** `show system disk-space`: df text. Images live on /opt/panrepo. docs/PANOS.md "Disk space". */
export interface FileSystem {
  readonly mount: string;
  /** Bytes; may be negative. */
  readonly availableBytes: number;
}
