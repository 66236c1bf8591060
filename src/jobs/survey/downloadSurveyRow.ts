/** What a bulk would do, row by row, before anything is queued: what the Preview pages show. Here of a download. */

/** Why a row is not queued. */
export type SkipKind =
  | 'not_in_inventory'
  | 'duplicate_row'
  | 'existing_job'
  | 'disconnected'
  | 'vanished'
  | 'unreachable'
  | 'unknown_type'
  | 'member_alone'
  | 'no_path'
  | 'at_target'
  | 'illegal_path'
  | 'members_apart'
  | 'not_listed'
  | 'all_present'
  | 'pair_not_fit'
  | 'not_ready'
  | 'no_room'
  | 'queue_full';

export interface SurveyedImage {
  readonly version: string;
  readonly isBase: boolean;
  /** `not_listed`: the device does not offer it while it runs its present version. */
  readonly state: 'present' | 'missing' | 'not_listed';
  /** Whole megabytes; null where the device does not say. */
  readonly sizeMb: number | null;
  /** Why the path needs it, for people. */
  readonly reason: string;
}

export type SurveyOutcome =
  /** The device is still to be asked. */
  | { readonly kind: 'reading' }
  /** It will be queued; `note` is null or a word of caution. */
  | { readonly kind: 'ready'; readonly note: string | null }
  | Skipped;

export interface Skipped {
  readonly kind: 'skipped';
  readonly why: SkipKind;
  /** One sentence for people, with what to do. */
  readonly message: string;
  /** The job that holds the device. */
  readonly jobId: string | null;
}

export function skipped(why: SkipKind, message: string, jobId: string | null = null): Skipped {
  return { kind: 'skipped', why, message, jobId };
}

/** Somebody else answers at the address. @param serial the one that answered */
export function anotherDevice(address: string, serial: string): Skipped {
  return skipped('unreachable', `At ${address} answers the device ${serial}. Run Discover Devices again.`);
}

export interface SurveyRow {
  /** As asked for; the same serial may be asked for twice. */
  readonly serial: string;
  /** Empty for a device that is not in the inventory. */
  readonly hostname: string;
  readonly model: string;
  readonly address: string;
  /** By which downloads are limited: the site, else the device group; null when neither is known. */
  readonly group: string | null;
  /** As the device says once it has been read, until then as the inventory remembers. */
  readonly version: string;
  /** The versions after it, the last is the target; empty without a path. */
  readonly path: readonly string[];
  /** Empty until the device has been read. */
  readonly images: readonly SurveyedImage[];
  /** Megabytes that are missing, as far as their sizes are known; null until the device has been read. */
  readonly fetchMb: number | null;
  /** Megabytes free on /opt/panrepo; null where not known. */
  readonly freeMb: number | null;
  readonly outcome: SurveyOutcome;
}

export interface SurveyOptions {
  /** As asked for, in order; a serial that stands twice gives two rows. */
  readonly serials: readonly string[];
  /** Ends the reading of devices; rows that were not read stay `reading`. */
  readonly signal: AbortSignal;
  /** Called with all rows at once, and then whenever one has changed. @param index of the row in `serials`. */
  onRow(index: number, row: SurveyRow): void;
}
