/** One row of *Verify Downloads…*: which images of its path a device has. The words are kept: other programs read them. */
export const verifyStatuses = ['verification_complete', 'no_path', 'connection_failed', 'error'] as const;
export type VerifyStatus = (typeof verifyStatuses)[number];

export interface VerifiedImage {
  readonly version: string;
  /** `wrong`: it is there, and the newest job that judged it refused it for its checksum. */
  readonly state: 'present' | 'missing' | 'wrong';
}

export interface VerifiedDevice {
  readonly serial: string;
  readonly hostname: string;
  readonly model: string;
  readonly address: string;
  /** As the device says; as the inventory remembers where it could not be asked. */
  readonly version: string;
  /** Base images included, in the order of the path; empty unless verification is complete. */
  readonly images: readonly VerifiedImage[];
  readonly status: VerifyStatus;
  /** For people: why it is not complete; empty when it is. */
  readonly message: string;
}

export interface VerifyOptions {
  readonly serials: readonly string[];
  /** Instead of workers.max. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number, device: VerifiedDevice): void;
}
